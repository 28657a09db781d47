import { Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import { HowNote } from '../../components/how-note.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import type { Day } from './calendar-days.ts';
import { useNightlyReview, useRunNightly } from './records.api.ts';

/** What the last nightly look proposed and found; reviewers may run it now. */
export function NightlyLine({ today, mayReview }: { today: Day; mayReview: boolean }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const nightly = useNightlyReview();
  const run = useRunNightly();
  const momentOf = (instant: string): string => {
    const timeMs = parseInstant(instant);
    const date = formatDate(timeMs, timeZone);
    const clock = formatClock(timeMs, timeZone).slice(0, 5);
    return date === today ? t('records.nightly.todayAt', { clock }) : `${date.slice(5)} ${clock}`;
  };
  const describe = ({ ranAt, running, proposed, faded, held, tooFew, error, nextAt }: NightlyReview): string => {
    if (running) return t('records.nightly.running');
    if (ranAt === null) return t('records.nightly.never', { next: momentOf(nextAt) });
    if (error !== null) return t(`records.nightly.${error}`, { time: momentOf(ranAt) });
    return t('records.nightly.done', { time: momentOf(ranAt), proposed, faded, held, tooFew });
  };
  const isRunning = nightly.data?.running === true || run.isPending;
  return (
    <Group wrap="nowrap" py="xs" pl={14} pr="md">
      <Text size="xs" c="dimmed" lh="md" flex={1}>
        {nightly.data ? describe(nightly.data) : nightly.error ? t('records.nightly.unknown') : t('common.loading')}
        <HowNote label={t('records.nightly.name')} text={t('records.how.nightly')} />
        {run.isError && (
          <Text component="span" inherit c="var(--lw-severe)" role="alert">
            {' '}
            {errorText(t, run.error)}
          </Text>
        )}
      </Text>
      {mayReview && (
        <IconButton label={t('records.nightly.run')} disabled={isRunning} onClick={() => run.mutate()}>
          <IconRefresh />
        </IconButton>
      )}
    </Group>
  );
}
