import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fetching } from '../../components/fetching.tsx';
import { Note } from '../../components/note.tsx';
import type { FreshToken } from './device-section.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitPage } from './unit-page.tsx';
import { UnitRegisterList } from './unit-register-list.tsx';
import { useUnitRegister } from './unit-register.api.ts';

interface UnitRegisterProps {
  /** The instant whose register is shown; null = now. */
  asOf: string | null;
  /** The unit whose page is open; null = the list. */
  chosenId: number | null;
  onChoose: (unitId: number | null) => void;
  /** Shows a unit on the live map. */
  onShowLive: (unitId: number) => void;
}

/** The register of units: the list, or the page of the one that is open in its place. */
export function UnitRegister({ asOf, chosenId, onChoose, onShowLive }: UnitRegisterProps) {
  const { t } = useTranslation();
  const register = useUnitRegister(asOf);
  const [isAdding, setIsAdding] = useState(false);
  const [fresh, setFresh] = useState<(FreshToken & { unitId: number }) | null>(null);
  /** Who comes back to the list finds the row they left. */
  const [lastId, setLastId] = useState<number | null>(null);
  const close = () => {
    setFresh(null);
    setLastId(chosenId);
    onChoose(null);
  };
  if (isAdding && asOf === null)
    return (
      <UnitForm
        unit={null}
        onAdded={({ id, deviceId, deviceToken }) => {
          setIsAdding(false);
          setFresh({ unitId: id, name: deviceId ?? '', token: deviceToken });
          onChoose(id);
        }}
        onClose={() => setIsAdding(false)}
      />
    );
  if (chosenId === null)
    return <UnitRegisterList asOf={asOf} chosenId={lastId} onChoose={onChoose} onAdd={() => setIsAdding(true)} />;
  const unit = register.data?.find(({ id }) => id === chosenId);
  if (unit)
    return (
      <UnitPage
        key={chosenId}
        unit={unit}
        isPast={asOf !== null}
        firstToken={fresh?.unitId === chosenId ? fresh : null}
        onShowLive={onShowLive}
        onClose={close}
      />
    );
  // One that was added a moment ago comes with the next answer.
  if (!register.data || register.isFetching)
    return <Fetching of={register} failed={t('entry.list.failed', { title: t('unitRegister.title') })} rows={6} />;
  return <Note title={t('entry.list.gone')} action={{ label: t('entry.list.back'), onClick: close }} />;
}
