import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fetching } from '../../components/fetching.tsx';
import { Note } from '../../components/note.tsx';
import type { FreshToken } from './device-section.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitPage } from './unit-page.tsx';
import { UnitRegisterList } from './unit-register-list.tsx';
import { useUnitRegister } from './unit-register.api.ts';
import { useUnitRegisterStore } from './unit-register.store.ts';

interface UnitRegisterProps {
  /** The instant whose register is shown; null = now. */
  asOf: string | null;
  onShowLive: (unitId: number) => void;
}

/** The register of units: the list, or the page of the one that is open in its place. */
export function UnitRegister({ asOf, onShowLive }: UnitRegisterProps) {
  const { t } = useTranslation();
  const { open, show } = useUnitRegisterStore();
  const register = useUnitRegister(asOf);
  const [fresh, setFresh] = useState<(FreshToken & { unitId: number }) | null>(null);
  const close = () => {
    setFresh(null);
    show(null);
  };
  if (open === null || (open === 'new' && asOf !== null)) return <UnitRegisterList asOf={asOf} />;
  if (open === 'new')
    return (
      <UnitForm
        unit={null}
        onAdded={({ id, deviceId, deviceToken }) => {
          setFresh({ unitId: id, name: deviceId ?? '', token: deviceToken });
          show(id);
        }}
        onClose={close}
      />
    );
  const unit = register.data?.find(({ id }) => id === open);
  if (unit)
    return (
      <UnitPage
        key={open}
        unit={unit}
        isPast={asOf !== null}
        firstToken={fresh?.unitId === open ? fresh : null}
        onShowLive={onShowLive}
        onClose={close}
      />
    );
  // One that was added a moment ago comes with the next answer.
  if (!register.data || register.isFetching) return <Fetching of={register} failed={t('unitRegister.failed')} rows={6} />;
  return <Note title={t('unitRegister.gone')} action={{ label: t('unitRegister.back'), onClick: close }} />;
}
