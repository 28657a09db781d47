import { Box, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ZONE_CHANGES, type ZoneChange } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import { Caution } from '../../components/caution.tsx';
import { Note } from '../../components/note.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { RowFigures } from '../../components/row-figures.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeInterval } from './change-words.ts';
import { useChangeStore } from './change.store.ts';
import styles from './change.module.css';
import { ListRow } from '../../components/list-row.tsx';
import type { ZonesCompared } from './compute-change.ts';

interface ZoneChangesProps {
  zones: ZonesCompared;
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (change: ZoneChange) => void;
}

interface RankedChange {
  change: ZoneChange;
  /** Its place among all, as the map knows it. */
  at: number;
}

const keyOf = ({ at }: RankedChange): number => at;

/** Those that chance does not explain first, then by incidents in either window. */
function rank(changes: readonly ZoneChange[]): RankedChange[] {
  const weight = ({ counts }: ZoneChange): number => counts.now.count + counts.before.count;
  return changes
    .map((change, at) => ({ change, at }))
    .sort((a, b) => Number(a.change.isChance) - Number(b.change.isChance) || weight(b.change) - weight(a.change));
}

/** What became of each zone, with its counts and whether chance explains them. */
export function ZoneChanges({ zones, nameOf, onOpen }: ZoneChangesProps) {
  const { t } = useTranslation();
  const hovered = useChangeStore((store) => store.hovered);
  const hover = useChangeStore((store) => store.hover);
  const ranked = useMemo(() => rank(zones.changes), [zones.changes]);
  const tooFew = zones.warnings.now ?? zones.warnings.before;
  const counts = ZONE_CHANGES.flatMap((kind) => {
    const count = zones.changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${t(`change.kind.${kind}`)} ${count}`] : [];
  });
  return (
    <Stack component="section" gap="xs">
      <SectionHead how={t('change.how.zones')}>{t('change.zones')}</SectionHead>
      {tooFew && <Caution>{t('change.tooFew')}</Caution>}
      {zones.changes.length === 0 ? (
        <Note title={t('change.noZones')} text={t('change.noZonesText')} />
      ) : (
        <>
          <Text size="xs" c="dimmed">
            {counts.join(' · ')}
          </Text>
          <Box mx={-14}>
            <ListRows ordered rows={ranked} keyOf={keyOf} rowHeightPx={48}>
              {({ change, at }, place) => {
                const {
                  kind,
                  counts: { now, before },
                  comparison,
                  isChance,
                  movedMeters,
                } = change;
                const label =
                  change.now[0] === undefined
                    ? zones.before[change.before[0]!]!.labelPoint
                    : zones.now[change.now[0]]!.labelPoint;
                return (
                  <ListRow
                    key={at}
                    {...place}
                    hovered={hovered === at}
                    onMouseEnter={() => hover(at)}
                    onMouseLeave={() => hover(null)}
                  >
                    <span className={styles.kind} data-kind={kind} data-chance={isChance || undefined}>
                      {t(`change.kind.${kind}`)}
                    </span>
                    <RowButton onClick={() => onOpen(change)} onFocus={() => hover(at)} onBlur={() => hover(null)}>
                      {nameOf(label)}
                      <small>
                        {isChance ? t('change.chanceZone') : describeInterval(t, comparison)}
                        {kind === 'moved' &&
                          movedMeters !== null &&
                          ` · ${t('change.movedBy', { distance: formatDistance(movedMeters) })}`}
                      </small>
                    </RowButton>
                    <RowFigures
                      value={`${formatNumber(before.count)} → ${formatNumber(now.count)}`}
                      note={comparison.rateRatio === null ? '' : formatChange(comparison.rateRatio)}
                    />
                  </ListRow>
                );
              }}
            </ListRows>
          </Box>
          <Text size="xs" c="dimmed">
            {t('change.regression')}
          </Text>
        </>
      )}
    </Stack>
  );
}
