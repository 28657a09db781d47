import { Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KnoxTable } from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './near-repeat-table.module.css';
import { standsOut } from './near-repeat.ts';
import { describeBand, formatBound, formatExpected, formatRatio } from './near-repeat-words.ts';
import { formatPValue } from './zone-words.ts';

interface NearRepeatTableProps {
  table: KnoxTable;
  seed: number;
}

/** The Knox table: distance down, time across; how many times as many pairs as expected, and which stand out. */
export function NearRepeatTable({ table, seed }: NearRepeatTableProps) {
  const { t } = useTranslation();
  const { spaceBands, timeBands, ratio, p, observed, permutedMean, permutations, eventCount } = table;
  const [samePlace, first] = [describeBand(table, 0), describeBand(table, 1)];
  return (
    <Stack component="section" aria-label={t('zones.near.title')}>
      {samePlace && <Text c="bright">{t(`zones.near.same.${samePlace.key}`, { ...samePlace })}</Text>}
      {first && <Text c="bright">{t(`zones.near.sentence.${first.key}`, { ...first })}</Text>}
      <Table layout="fixed" withRowBorders={false} className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td className={styles.corner}>
              {t('zones.near.corner')}
              <HowNote label={t('zones.near.title')} text={t('zones.how.knox')} />
            </Table.Td>
            {timeBands.map((band) => (
              <Table.Th key={band.from} scope="col">
                {t('zones.near.dayBand', { from: formatBound(band.from), before: formatBound(band.before) })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {spaceBands.map((space, row) => (
            <Table.Tr key={space.from}>
              <Table.Th scope="row">
                {row === 0
                  ? t('zones.near.samePlace')
                  : t('zones.near.meterBand', { from: formatBound(space.from), before: formatBound(space.before) })}
              </Table.Th>
              {timeBands.map((time, column) => {
                const cell = row * timeBands.length + column;
                const isSignificant = standsOut(table, cell);
                const times = formatRatio(ratio[cell]!);
                return (
                  <Table.Td
                    key={time.from}
                    data-significant={isSignificant || undefined}
                    title={t('zones.near.cell', {
                      observed: formatNumber(observed[cell]!),
                      expected: formatExpected(permutedMean[cell]!),
                      p: formatPValue('p', p[cell]!),
                    })}
                  >
                    <b>{times ?? UNKNOWN}</b>
                    {/* A p of no pairs at all would read as a result. */}
                    {times !== null && (
                      <span>
                        {formatPValue('p', p[cell]!)}
                        {isSignificant && <VisuallyHidden>{t('zones.near.significant')}</VisuallyHidden>}
                      </span>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('zones.near.basis', { events: formatNumber(eventCount), permutations, seed })}
      </Text>
    </Stack>
  );
}
