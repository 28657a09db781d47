import { Box, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { formatDayShort } from './day-short.ts';
import { SAME_PLACE_METERS, type NearRepeatFound, type Watch } from './near-repeat.ts';
import { ListRow } from '../../components/list-row.tsx';
import styles from './near-repeat-table.module.css';
import { useZonesStore } from './zones.store.ts';

/** Rows shown before somebody asks for all. */
const FIRST_ROWS = 20;

const keyOf = (watch: Watch): string => `${watch.atMs}-${watch.position.join()}`;

interface NearRepeatWatchesProps {
  found: NearRepeatFound;
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (watch: Watch) => void;
}

/** Incidents of the last days that followed another nearby: where to look, and until when. */
export function NearRepeatWatches({ found: { range, watches, watchCount }, nameOf, onOpen }: NearRepeatWatchesProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { hoveredWatch, hoverWatch } = useZonesStore();
  const [isWhole, setIsWhole] = useState(false);
  const shown = useMemo(() => (isWhole ? watches : watches.slice(0, FIRST_ROWS)), [watches, isWhole]);
  const day = (atMs: number): string => formatDayShort(atMs, timeZone, t);
  return (
    <section>
      <SectionHead how={t('zones.how.watch')}>
        {t('zones.watch.title', { count: watchCount, shown: formatNumber(watchCount) })}
      </SectionHead>
      {range === null ? (
        <Note title={t('zones.watch.noRange')} text={t('zones.watch.noRangeText')} />
      ) : (
        <Text size="xs" c="dimmed">
          {t(range.meters <= SAME_PLACE_METERS ? 'zones.watch.rangeSame' : 'zones.watch.range', {
            distance: formatDistance(range.meters),
            days: range.days,
          })}
        </Text>
      )}
      {range !== null && watches.length === 0 && <Note title={t('zones.watch.none')} />}
      <Box mx={-14}>
        <ListRows ordered rows={shown} keyOf={keyOf} rowHeightPx={50}>
          {(watch, place, at) => (
            <ListRow key={keyOf(watch)} {...place} hovered={hoveredWatch === at}>
              <Stack className={styles.watch} gap="xxs" miw={0}>
                <RowButton
                  onClick={() => onOpen(watch)}
                  onMouseEnter={() => hoverWatch(at)}
                  onMouseLeave={() => hoverWatch(null)}
                  onFocus={() => hoverWatch(at)}
                  onBlur={() => hoverWatch(null)}
                >
                  {t('zones.watch.what', { where: nameOf(watch.position), until: day(watch.untilMs) })}
                </RowButton>
                <small>
                  {t('zones.watch.why', {
                    at: day(watch.atMs),
                    earlier: day(watch.earlierAtMs),
                    distance: formatDistance(watch.distanceMeters),
                  })}
                  {watch.repeats > 1 && t('zones.watch.more', { count: watch.repeats - 1 })}
                </small>
              </Stack>
            </ListRow>
          )}
        </ListRows>
      </Box>
      {watches.length > shown.length && (
        <TextButton onClick={() => setIsWhole(true)}>
          {t('zones.watch.showMore', { count: watches.length - shown.length })}
        </TextButton>
      )}
    </section>
  );
}
