import { useTranslation } from 'react-i18next';
import { KEY_AREA_KINDS, type KeyAreaKind } from '@liaowang/shared/schemas/key-area';
import { SelectField } from '../../components/field.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { NO_BRANCH, useKeyAreaRegisterStore } from './key-area-register.store.ts';

const ALL = 'all';

/** Which key areas are listed, beside their names. */
export function KeyAreaFilterFields() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const { kind, branchId } = useKeyAreaRegisterStore();
  const set = useKeyAreaRegisterStore.setState;
  const all = { value: ALL, label: t('entry.list.all') } as const;
  return (
    <>
      <SelectField<KeyAreaKind | typeof ALL>
        label={t('keyAreaRegister.column.kind')}
        value={kind ?? ALL}
        options={[all, ...KEY_AREA_KINDS.map((value) => ({ value, label: t(`keyArea.kind.${value}`) }))]}
        onChange={(value) => set({ kind: value === ALL ? null : value })}
      />
      <SelectField
        label={t('entry.list.branch')}
        value={branchId === null ? ALL : String(branchId)}
        options={[
          all,
          { value: String(NO_BRANCH), label: t('card.noBranch') },
          ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
        ]}
        onChange={(value) => set({ branchId: value === ALL ? null : Number(value) })}
      />
    </>
  );
}
