import { useTranslation } from 'react-i18next';
import { SelectField } from '../../components/field.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { DUTY_CHOICES, NO_BRANCH, useLookoutRegisterStore } from './lookout-register.store.ts';

const ALL = 'all';

/** Which lookouts are listed, beside their names. */
export function LookoutFilterFields() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const { branchId, duty } = useLookoutRegisterStore();
  const set = useLookoutRegisterStore.setState;
  return (
    <>
      <SelectField
        label={t('entry.list.branch')}
        value={branchId === null ? ALL : String(branchId)}
        options={[
          { value: ALL, label: t('entry.list.all') },
          { value: String(NO_BRANCH), label: t('card.noBranch') },
          ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
        ]}
        onChange={(value) => set({ branchId: value === ALL ? null : Number(value) })}
      />
      <SelectField
        label={t('lookoutRegister.column.duty')}
        value={duty}
        options={DUTY_CHOICES.map((value) => ({ value, label: t(`lookoutRegister.dutyChoice.${value}`) }))}
        onChange={(value) => set({ duty: value })}
      />
    </>
  );
}
