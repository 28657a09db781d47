import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutcomeChange, OutcomeComparison } from '@liaowang/shared/schemas/hotspot-outcome';
import { FigureTable } from '../../components/figure-table.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './outcome-change.module.css';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';
import {
  NO_LIMIT,
  describeComparison,
  describeDispersion,
  describeNetChange,
  formatRate,
  isTooEarly,
  tellChange,
} from './outcome-words.ts';

interface OutcomeChangeViewProps {
  change: OutcomeChange;
  /** Which window is set against the one before. */
  kind: 'during' | 'after';
}

const formatQuotient = (quotient: number): string => formatNumber(quotient, 2).replace('-', '−');

const toneOf = ({ verdict }: OutcomeComparison) =>
  ({ fewer: 'better', more: 'worse', 'no-change-shown': undefined, 'too-few': undefined })[verdict];

/** What changed: in words first, then the figures of each zone, then where events may have gone. */
export function OutcomeChangeView({ change, kind }: OutcomeChangeViewProps) {
  const { t } = useTranslation();
  const { hotspot, buffer, comparison, netChange, displacement, foundBefore, found } = change;
  const net = netChange !== null && !isTooEarly(hotspot) ? netChange : null;
  const rows = [
    ['hotspot', hotspot],
    ['buffer', buffer],
    ['comparison', comparison],
  ] as const;
  return (
    <Stack component="section" gap="sm" aria-label={t('outcome.change.title')}>
      <SectionHead how={t('outcome.how.change')}>{t('outcome.change.title')}</SectionHead>
      <p className={styles.verdict} data-tone={toneOf(hotspot)}>
        {t('outcome.change.reported', { words: describeComparison(t, hotspot) })}
      </p>
      <FigureTable>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('outcome.change.zone')}</Table.Th>
            <Table.Th scope="col">{t('outcome.change.before')}</Table.Th>
            <Table.Th scope="col">{t(`outcome.window.${kind}`)}</Table.Th>
            <Table.Th scope="col">{t('outcome.change.change')}</Table.Th>
            <Table.Th scope="col">{t('outcome.change.interval')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([zone, compared]) => (
            <Table.Tr key={zone}>
              <Table.Th scope="row">{t(`outcome.zone.${zone}`)}</Table.Th>
              {compared === null ? (
                <Table.Td colSpan={4} fz="xs" c="dimmed" className={styles.none ?? ''}>
                  {t('outcome.change.noComparison')}
                </Table.Td>
              ) : (
                <>
                  <Table.Td>
                    {formatNumber(compared.before)} <small>{formatRate(compared.before, compared.beforeDays)}</small>
                  </Table.Td>
                  <Table.Td>
                    {formatNumber(compared.during)} <small>{formatRate(compared.during, compared.duringDays)}</small>
                  </Table.Td>
                  <Table.Td data-tone={toneOf(compared)}>{tellChange(compared).change}</Table.Td>
                  <Table.Td fz="xs" c="var(--lw-ink)">
                    {tellChange(compared).interval}
                  </Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row" colSpan={3}>
              {t('outcome.zone.net')}
              <HowNote label={t('outcome.zone.net')} text={t('outcome.how.net')} />
            </Table.Th>
            <Table.Td>{net === null ? UNKNOWN : formatChange(net.ratio)}</Table.Td>
            <Table.Td fz="xs" c="var(--lw-ink)">
              {net === null ? UNKNOWN : formatInterval(net.interval, NO_LIMIT)}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </FigureTable>
      <Text size="xs" c="dimmed">
        {t('outcome.change.perWeek')} {describeDispersion(t, change)}
      </Text>
      {net && <Text lh="md">{describeNetChange(t, net)}</Text>}
      <Text lh="md">
        {displacement === null
          ? t('outcome.wdq.none')
          : t('outcome.wdq.value', {
              quotient: formatQuotient(displacement.quotient),
              interval: displacement.interval
                ? t('outcome.wdq.interval', {
                    low: formatQuotient(displacement.interval.low),
                    high: formatQuotient(displacement.interval.high),
                  })
                : '',
              meaning: t(`outcome.wdq.${displacement.reading}`),
            })}
        <HowNote label={t('outcome.wdq.title')} text={t('outcome.how.wdq')} />
      </Text>
      <Text lh="md">
        {t('outcome.change.found', { before: foundBefore, count: found })}
        <HowNote label={t('outcome.chart.foundKey')} text={t('outcome.how.found')} />
      </Text>
    </Stack>
  );
}
