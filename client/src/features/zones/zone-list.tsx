import { Box, Stack, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { RowButton } from '../../components/row-button.tsx';
import { RowFigures } from '../../components/row-figures.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { CountSparkline } from './count-sparkline.tsx';
import { sumStepsInZone } from './zone-steps.ts';
import { describeEvidence, formatDensity } from './zone-words.ts';
import { ListRow } from '../../components/list-row.tsx';
import { useZonesStore } from './zones.store.ts';

/** Rows shown before somebody asks for all. */
const FIRST_ROWS = 30;
const SQUARE_METERS_PER_KM2 = 1e6;

const keyOf = ({ rank }: FoundZone): number => rank;

interface ZoneListProps {
  zones: readonly FoundZone[];
  /** Emerging: the counts by step, for a line a zone. */
  emerging: DrawnCells | null;
  nameOf: (position: readonly [number, number]) => string;
  /** Opens or closes the details of a zone. */
  onOpen: (zone: FoundZone) => void;
  renderDetail: (zone: FoundZone) => ReactNode;
}

/** The zones in their order, each with what the method says of it; the open one with its details. */
export function ZoneList({ zones, emerging, nameOf, onOpen, renderDetail }: ZoneListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { hoveredRank, openRank, hoverZone } = useZonesStore();
  const [isWhole, setIsWhole] = useState(false);
  const shown = useMemo(
    () => (isWhole || (openRank ?? 0) > FIRST_ROWS ? zones : zones.slice(0, FIRST_ROWS)),
    [zones, isWhole, openRank],
  );
  const stepsByRank = useMemo(
    () =>
      new Map(
        emerging
          ? zones.slice(0, FIRST_ROWS).map(({ rank, geometry }) => [rank, sumStepsInZone(emerging, geometry)])
          : [],
      ),
    [zones, emerging],
  );
  return (
    <>
      <Box mx={-14}>
        <ListRows ordered rows={shown} keyOf={keyOf} rowHeightPx={45} chosenKey={openRank}>
          {(zone, place) => {
            const { rank, incidentCount, areaSquareMeters, labelPoint, evidence } = zone;
            const steps = stepsByRank.get(rank);
            return (
              <li key={rank} {...place}>
                <ListRow
                  as="div"
                  current={openRank === rank}
                  hovered={hoveredRank === rank}
                  onMouseEnter={() => hoverZone(rank)}
                  onMouseLeave={() => hoverZone(null)}
                >
                  <Text component="span" size="xs" c="dimmed" ta="center" miw={20} flex="none">
                    {rank}
                  </Text>
                  <Stack gap={0} miw={0} flex={1}>
                    <RowButton
                      expanded={openRank === rank}
                      onClick={() => onOpen(zone)}
                      onFocus={() => hoverZone(rank)}
                      onBlur={() => hoverZone(null)}
                    >
                      {nameOf(labelPoint)}
                    </RowButton>
                    <small>{describeEvidence(evidence, { t, timeZone })}</small>
                  </Stack>
                  {steps && <CountSparkline counts={steps} label={t('zones.bySteps')} />}
                  <RowFigures
                    value={t('zones.incidents', { count: incidentCount, shown: formatNumber(incidentCount) })}
                    // A place of a few square metres has no density.
                    note={
                      formatArea(areaSquareMeters, language) +
                      (evidence.kind === 'repeat'
                        ? ''
                        : ` · ${t('zones.perKm2', { density: formatDensity(incidentCount / (areaSquareMeters / SQUARE_METERS_PER_KM2)) })}`)
                    }
                  />
                </ListRow>
                {openRank === rank && renderDetail(zone)}
              </li>
            );
          }}
        </ListRows>
      </Box>
      {zones.length > shown.length && (
        <TextButton onClick={() => setIsWhole(true)}>
          {t('zones.more', { count: zones.length - shown.length })}
        </TextButton>
      )}
    </>
  );
}
