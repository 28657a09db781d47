import { Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { goToCity } from '../../entities/places/go-to-city.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { JurisdictionForm } from './jurisdiction-form.tsx';

/** The city that is served, and how it is changed. `isDemo`: it is made up, and stays. */
export function JurisdictionSummary({ isDemo, isPast }: { isDemo: boolean; isPast: boolean }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const jurisdiction = useJurisdiction();
  const mayManage = usePermission('jurisdiction:manage');
  const [isEditing, setIsEditing] = useState(false);
  const { data } = jurisdiction;
  if (!data) return <Fetching of={jurisdiction} failed={t('jurisdiction.failed')} rows={3} />;
  if (isEditing && !isPast) return <JurisdictionForm jurisdiction={data} onClose={() => setIsEditing(false)} />;
  return (
    <Stack px={14} py="md" gap="sm">
      <Text component="h3" fw={600} c="bright">
        {localName(data.name)}
      </Text>
      <Text c="var(--lw-ink)">{localName(data.association)}</Text>
      <Text size="xs" c="dimmed">
        {data.timeZone} · {data.code}
      </Text>
      {isDemo && <Callout tone="plain">{t('jurisdiction.demo')}</Callout>}
      <Group>
        {mayManage && !isDemo && !isPast && (
          <TextButton onClick={() => setIsEditing(true)}>
            <IconPencil />
            {t('jurisdiction.change')}
          </TextButton>
        )}
        <TextButton onClick={goToCity}>{t('jurisdiction.show')}</TextButton>
      </Group>
    </Stack>
  );
}
