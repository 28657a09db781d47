import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsOfStore } from '../lib/as-of.store.ts';
import { formatDate } from '../lib/format.ts';
import { serverNowMs } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { Callout } from './callout.tsx';
import { DateField } from './date-field.tsx';
import { TextButton } from './text-button.tsx';

/** Chooses the day whose registers are shown; of a past one it says so, and leads back to now. */
export function AsOfBar() {
  const { t } = useTranslation();
  const { day, setDay } = useAsOfStore();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const today = formatDate(serverNowMs(), timeZone);
  return (
    <Stack gap="sm">
      <DateField
        label={t('entry.asOf.label')}
        value={day ?? ''}
        today={today}
        max={today}
        placeholder={t('entry.asOf.now')}
        onChange={(chosen) => setDay(chosen === '' || chosen === today ? null : chosen)}
      />
      {day !== null && (
        <Callout>
          <Group justify="space-between" gap="sm">
            <Text role="status">{t('entry.asOf.banner', { day })}</Text>
            <TextButton onClick={() => setDay(null)}>{t('entry.asOf.back')}</TextButton>
          </Group>
        </Callout>
      )}
    </Stack>
  );
}
