import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VagueTimes } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useHourWeightStore } from './hour-weight.store.ts';

/** What the chart of hours leaves out, and how it counts incidents between two times. Nothing where all are known to the minute. */
export function VagueTimesNote({
  vague: { days, months, intervals },
  unsureCount,
}: {
  vague: VagueTimes;
  unsureCount: number;
}) {
  const { t } = useTranslation();
  const { isAoristic, setAoristic } = useHourWeightStore();
  if (days + months + intervals + unsureCount === 0) return null;
  return (
    <Stack gap="xs" pt="xs" fz="xs" c="dimmed" lh="sm">
      {unsureCount > 0 && (
        <Text inherit>{t('filter.hours.unsure', { count: unsureCount, number: formatNumber(unsureCount) })}</Text>
      )}
      {days > 0 && <Text inherit>{t('filter.hours.vagueDays', { count: days, number: formatNumber(days) })}</Text>}
      {months > 0 && (
        <Text inherit>{t('filter.hours.vagueMonths', { count: months, number: formatNumber(months) })}</Text>
      )}
      {intervals > 0 && (
        <>
          <Group component="p" gap={0} wrap="nowrap" align="flex-start">
            {t('filter.hours.intervals', { count: intervals, number: formatNumber(intervals) })}
            <HowNote label={t('filter.hours.spread')} text={t('filter.how.aoristic')} />
          </Group>
          <Box ml={-4}>
            <Choice
              label={t('filter.hours.intervals', { count: intervals, number: formatNumber(intervals) })}
              value={isAoristic ? 'spread' : 'start'}
              options={[
                { value: 'start', label: t('filter.hours.atStart') },
                { value: 'spread', label: t('filter.hours.spread') },
              ]}
              onChange={(value) => setAoristic(value === 'spread')}
            />
          </Box>
        </>
      )}
    </Stack>
  );
}
