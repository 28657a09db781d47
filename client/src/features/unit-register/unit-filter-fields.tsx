import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, type UnitKind } from '@liaowang/shared/schemas/unit';
import { SelectField } from '../../components/field.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { DEVICE_CHOICES, NO_BRANCH, type UnitFilter } from './unit-filter.ts';
import { useUnitRegisterStore } from './unit-register.store.ts';

const ALL = 'all';

/** Which units are listed, beside their names. `isPast`: devices of a past day are not known. */
export function UnitFilterFields({ isPast }: { isPast: boolean }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const filter = useUnitRegisterStore((store) => store.filter);
  const change = (part: Partial<UnitFilter>) => useUnitRegisterStore.setState({ filter: { ...filter, ...part } });
  const all = { value: ALL, label: t('entry.list.all') } as const;
  return (
    <>
      <SelectField<UnitKind | typeof ALL>
        label={t('unitRegister.column.kind')}
        value={filter.kind ?? ALL}
        options={[all, ...UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))]}
        onChange={(kind) => change({ kind: kind === ALL ? null : kind })}
      />
      <SelectField
        label={t('entry.list.branch')}
        value={filter.branchId === null ? ALL : String(filter.branchId)}
        options={[
          all,
          { value: String(NO_BRANCH), label: t('card.noBranch') },
          ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
        ]}
        onChange={(branchId) => change({ branchId: branchId === ALL ? null : Number(branchId) })}
      />
      {!isPast && (
        <SelectField
          label={t('unitRegister.column.devices')}
          value={filter.device}
          options={DEVICE_CHOICES.map((value) => ({ value, label: t(`unitRegister.device.${value}`) }))}
          onChange={(device) => change({ device })}
        />
      )}
    </>
  );
}
