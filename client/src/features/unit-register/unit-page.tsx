import { Box, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconMap2, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { Facts } from '../../components/facts.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Mark } from '../../components/mark.tsx';
import { RemoveEntry } from '../../components/remove-entry.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { UNIT_LOOK } from '../../entities/units/unit-look.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { DeviceSection, type FreshToken } from './device-section.tsx';
import { UnitForm } from './unit-form.tsx';
import { useRetireUnit } from './unit-register.api.ts';

interface UnitPageProps {
  unit: RegisteredUnit;
  /** As of a past day: nothing can be changed, and devices are not known. */
  isPast: boolean;
  firstToken: FreshToken | null;
  /** Shows it on the live map. */
  onShowLive: (unitId: number) => void;
  onClose: () => void;
}

/** A unit of the register: what it is, what reports as it, and the way out of the register. */
export function UnitPage({ unit, isPast, firstToken, onShowLive, onClose }: UnitPageProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const [isEditing, setIsEditing] = useState(false);
  const retire = useRetireUnit();
  const { id, version, name, kind, branchId, detectionRangeMeters } = unit;
  const title = localName(name);
  if (isEditing && !isPast)
    return <UnitForm unit={unit} onAdded={() => undefined} onClose={() => setIsEditing(false)} />;
  return (
    <section aria-label={title}>
      <Group px={14} py="sm" gap="sm" wrap="nowrap">
        <IconButton label={t('entry.list.back')} onClick={onClose}>
          <IconArrowLeft />
        </IconButton>
        <Mark {...UNIT_LOOK[kind]} size={14} />
        <Text component="h3" fw={600} c="bright" flex={1} truncate>
          {title}
        </Text>
        {!isPast && (
          <TextButton onClick={() => setIsEditing(true)}>
            <IconPencil />
            {t('entry.list.change')}
          </TextButton>
        )}
        <TextButton onClick={() => onShowLive(id)}>
          <IconMap2 />
          {t('unitRegister.showLive')}
        </TextButton>
      </Group>
      <Box px={14} pb="md">
        <Facts
          facts={[
            { label: t('entry.list.nameZh'), value: name.zh },
            { label: t('entry.list.nameEn'), value: name.en || t('entry.list.noName') },
            { label: t('unitRegister.column.kind'), value: t(`unitKind.${kind}`) },
            { label: t('entry.list.branch'), value: branchName(branchId) },
            { label: t('unitRegister.column.range'), value: formatDistance(detectionRangeMeters) },
          ]}
        />
      </Box>
      {!isPast && (
        <>
          <DeviceSection unit={unit} firstToken={firstToken} />
          <RemoveEntry
            label={t('unitRegister.retire.start')}
            question={t('unitRegister.retire.question', { name: title })}
            sureLabel={t('unitRegister.retire.sure')}
            isBusy={retire.isPending}
            error={retire.error}
            onRemove={() => retire.mutate({ id, version }, { onSuccess: onClose })}
          />
        </>
      )}
    </section>
  );
}
