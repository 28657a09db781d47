import { Group, Stack } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/facts.tsx';
import { PlaceFact } from '../../components/place-fact.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { measureGround } from '../../entities/places/ground-handles.ts';
import { formatArea } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { Office } from './office.ts';
import { RemoveOffice } from './remove-office.tsx';

export interface OfficeRights {
  mayEdit: boolean;
  mayRemove: boolean;
  /** Stations below a branch. */
  mayAddStation: boolean;
}

interface OfficeDetailProps {
  office: Office;
  rights: OfficeRights;
  onEdit: () => void;
  onAddStation: () => void;
  onRemoved: () => void;
}

/** What is known of an office, and what can be done with it. */
export function OfficeDetail({ office, rights, onEdit, onAddStation, onRemoved }: OfficeDetailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isRemoving, setIsRemoving] = useState(false);
  const lines = ['contact', 'openingHours', 'statisticalCode', 'policeCode', 'gridCode'] as const;
  return (
    <Stack gap="sm" px={14} py="md">
      <Facts
        facts={[
          {
            label: t('organisation.field.area'),
            value: office.area
              ? formatArea(measureGround(office.area), language)
              : t(`organisation.noGround.${office.kind}`),
            wide: !office.area,
          },
          ...lines.flatMap((field) =>
            office[field] === null ? [] : [{ label: t(`organisation.field.${field}`), value: office[field] }],
          ),
          { label: t('organisation.field.position'), value: <PlaceFact position={office.position} />, wide: true },
        ]}
      />
      {isRemoving ? (
        <RemoveOffice office={office} onRemoved={onRemoved} onClose={() => setIsRemoving(false)} />
      ) : (
        <Group gap="sm">
          {rights.mayEdit && (
            <TextButton onClick={onEdit}>
              <IconPencil />
              {t('organisation.change')}
            </TextButton>
          )}
          {office.kind === 'branch' && rights.mayAddStation && (
            <TextButton onClick={onAddStation}>
              <IconPlus />
              {t('organisation.add.station')}
            </TextButton>
          )}
          {rights.mayRemove && (
            <TextButton onClick={() => setIsRemoving(true)}>
              <IconTrash />
              {t('organisation.remove')}
            </TextButton>
          )}
        </Group>
      )}
    </Stack>
  );
}
