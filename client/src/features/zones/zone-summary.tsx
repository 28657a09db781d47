import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { FigureTable } from '../../components/figure-table.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatAreaShare, formatDistance, formatNumber, formatShare } from '../../lib/format.ts';
import { compareToBaseline, computeHeldFigures, findAreaShare } from './zone-figures.ts';
import styles from './zone-summary.module.css';
import type { ZonesFound } from './zones-found.ts';

/** Times the mean, e.g. `41`, `3.2`. */
function formatTimes(times: number | null): string {
  return times === null ? UNKNOWN : formatNumber(times, times < 9.95 ? 1 : 0);
}

/** What the zones hold on how much land, beside what the fullest cells would hold on as much. */
export function ZoneSummary({ method, found: { result, baseline } }: { method: ZoneMethod; found: ZonesFound }) {
  const { t } = useTranslation();
  const areaShare = findAreaShare(result);
  const zones = computeHeldFigures({ ...result, areaShare });
  const plain = baseline && computeHeldFigures({ ...baseline, areaShare });
  const verdict = plain && compareToBaseline(zones.heldShare, plain.heldShare);
  return (
    <Stack gap="xs">
      <FigureTable className={styles.summary} aria-label={t('zones.summary')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" aria-label={t('zones.method')} />
            <Table.Th scope="col">{t('zones.count')}</Table.Th>
            <Table.Th scope="col">
              {t('zones.held')}
              <HowNote label={t('zones.held')} text={t('zones.how.held')} />
            </Table.Th>
            <Table.Th scope="col">{t('zones.land')}</Table.Th>
            <Table.Th scope="col">
              {t('zones.timesMean')}
              <HowNote label={t('zones.timesMean')} text={t('zones.how.timesMean')} />
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr data-main>
            <Table.Th scope="row">{t(`zones.kind.${method.kind}`)}</Table.Th>
            <Table.Td>{result.zones.length}</Table.Td>
            <Table.Td>{formatShare(zones.heldShare)}</Table.Td>
            <Table.Td>{formatAreaShare(zones.areaShare)}</Table.Td>
            <Table.Td>{formatTimes(zones.timesMean)}</Table.Td>
          </Table.Tr>
          {baseline && plain && (
            <Table.Tr>
              <Table.Th scope="row">
                {t('zones.baseline')}
                <HowNote
                  label={t('zones.baseline')}
                  text={t('zones.how.baseline', {
                    cell: formatDistance(baseline.cellMeters),
                    shape: t(`zones.option.${baseline.shape}`),
                  })}
                />
              </Table.Th>
              <Table.Td>{UNKNOWN}</Table.Td>
              <Table.Td>{formatShare(plain.heldShare)}</Table.Td>
              <Table.Td>{formatAreaShare(plain.areaShare)}</Table.Td>
              <Table.Td>{formatTimes(plain.timesMean)}</Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </FigureTable>
      {verdict && (
        <Text size="xs" c="dimmed">
          {t(`zones.verdict.${verdict}`)}
        </Text>
      )}
      {method.kind === 'counts' && result.zones.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('zones.verdict.isBaseline')}
        </Text>
      )}
    </Stack>
  );
}
