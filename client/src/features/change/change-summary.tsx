import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WindowsComparison } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './change.module.css';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeDispersion, describeInterval, describeSeason, describeVerdict } from './change-words.ts';
import { RatioBar } from './ratio-bar.tsx';

/** Rate a day with as many digits as it has meaning. */
const formatRate = (count: number, days: number): string => formatNumber(count / days, count / days < 10 ? 2 : 1);

function Season({ season, now }: { season: WindowsComparison['season']; now: number }) {
  const { t } = useTranslation();
  const { text, verdict } = describeSeason(t, season, now);
  return (
    <Text size="xs" c="dimmed" lh="md" flex={1}>
      {text}{' '}
      {verdict && (
        <Text component="b" inherit fw={500} c="var(--lw-ink)">
          {verdict}
        </Text>
      )}
    </Text>
  );
}

/** Blue and orange keep apart for every eye; the words say it too. */
const VERDICT_COLORS: Partial<Record<string, string>> = { more: 'var(--lw-incident)', fewer: 'var(--lw-accent)' };

/** The two windows in all: counts, rates, the ratio with its interval, and the season. */
export function ChangeSummary({
  comparison: { now, before, comparison, season, monthsLeftOut },
}: {
  comparison: WindowsComparison;
}) {
  const { t } = useTranslation();
  const { rateRatio } = comparison;
  const interval = describeInterval(t, comparison);
  return (
    <Stack component="section" aria-label={t('change.summary')}>
      <div className={styles.counts}>
        <Stack gap={0} miw={0}>
          <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
            {t('change.before')}
          </Group>
          <b>{formatNumber(before.count)}</b>
          <small>{t('change.perDay', { rate: formatRate(before.count, before.days) })}</small>
        </Stack>
        <Stack gap={0} miw={0}>
          <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
            {t('change.now')}
          </Group>
          <b>{formatNumber(now.count)}</b>
          <small>{t('change.perDay', { rate: formatRate(now.count, now.days) })}</small>
        </Stack>
        <Stack gap={0} miw={0} data-main>
          <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
            {t('change.change')}
            <HowNote label={t('change.change')} text={t('change.how.ratio')} />
          </Group>
          <b>{rateRatio === null ? UNKNOWN : formatChange(rateRatio)}</b>
          <small>{t('change.interval', { interval })}</small>
        </Stack>
      </div>
      <Group wrap="nowrap" c="dimmed" lh="sm">
        <RatioBar ratio={rateRatio} interval={comparison.interval} label={interval} />
        <Text component="strong" inherit fw={500} c={VERDICT_COLORS[comparison.verdict] ?? 'var(--lw-ink)'}>
          {describeVerdict(t, comparison)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" lh="md" flex={1}>
        {describeDispersion(t, comparison)}
      </Text>
      {monthsLeftOut > 0 && (
        <Text size="xs" c="dimmed" lh="md" flex={1}>
          {t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })}
        </Text>
      )}
      <Group gap="xs" align="start" wrap="nowrap">
        <Season season={season} now={now.count} />
        <HowNote label={t('change.season.title')} text={t('change.how.season')} />
      </Group>
    </Stack>
  );
}
