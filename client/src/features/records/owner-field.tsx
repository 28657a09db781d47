import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { SelectField } from '../../components/field.tsx';
import { useLocalName } from '../../lib/use-language.ts';
import { useHotspotOwners, type HotspotOwner } from './records.api.ts';

interface OwnerFieldProps {
  /** Who answers for it so far: stays on offer even where they may no longer review. */
  owner: HotspotRecord['owner'];
  value: number | null;
  onChange: (accountId: number | null) => void;
}

/** Who answers for a record. */
export function OwnerField({ owner, value, onChange }: OwnerFieldProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const owners = useHotspotOwners().data ?? [];
  const offered: HotspotOwner[] =
    owner && !owners.some(({ accountId }) => accountId === owner.accountId) ? [owner, ...owners] : owners;
  return (
    <SelectField
      label={t('records.owner')}
      value={String(value ?? '')}
      options={[
        { value: '', label: t('records.noOwner') },
        ...offered.map(({ accountId, name }) => ({ value: String(accountId), label: localName(name) })),
      ]}
      onChange={(text) => onChange(text === '' ? null : Number(text))}
    />
  );
}
