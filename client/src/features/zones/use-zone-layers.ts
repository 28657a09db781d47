import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDayShort } from './day-short.ts';
import { useZonesStore } from './zones.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { paintSurface } from '../../map/density-surface.layer.ts';
import { createNearRepeatLayers, type WatchMark } from './near-repeat.layer.ts';
import { createZoneLayers, findRing, paintCells } from './zones.layer.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { findCellMeaning } from './zone-colors.ts';

const NONE: readonly Layer[] = [];
const NO_MARKS: readonly WatchMark[] = [];
/** Further out dates would cover each other. */
const DATES_FROM_ZOOM = 13;

/** Layers of the zones tab: what its method found. None while the tab is closed. */
export function useZoneLayers(theme: Theme): readonly Layer[] {
  const { t } = useTranslation();
  const { isOpen, answer, hoveredRank, openRank, hoveredCell, hoveredWatch } = useZonesStore();
  const zoom = useMapViewStore((map) => map.zoom);
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const palette = PALETTES[theme];
  const zonesFound = answer?.kind === 'zones' ? answer : null;
  const result = zonesFound?.found.result ?? null;
  const nearRepeat = answer?.kind === 'near-repeat' ? answer.found : null;

  const kind = zonesFound?.method.kind;
  const cells = useMemo(() => {
    const meaning = findCellMeaning(kind);
    return result?.cells && meaning ? paintCells(result.cells, meaning, palette, theme) : null;
  }, [result, kind, palette, theme]);
  const surface = useMemo(() => {
    const pixels = result?.surface ? paintSurface(result.surface, theme) : null;
    return pixels && result?.surface
      ? { image: new ImageData(pixels, result.surface.columns, result.surface.rows), corners: result.surface.corners }
      : null;
  }, [result, theme]);
  const otherBandwidths = useMemo(
    () => zonesFound?.found.sensitivity?.flatMap(({ outlines }) => outlines) ?? [],
    [zonesFound],
  );
  const marks = useMemo(
    () =>
      nearRepeat?.watches.map(({ position, earlierPosition, untilMs }): WatchMark => ({
        position,
        earlierPosition,
        until: t('zones.watch.mark', { until: formatDayShort(untilMs, timeZone, t) }),
      })) ?? NO_MARKS,
    [nearRepeat, timeZone, t],
  );

  return useMemo(() => {
    if (!isOpen) return NONE;
    if (nearRepeat)
      return createNearRepeatLayers(
        {
          watches: marks,
          radiusMeters: nearRepeat.range?.meters ?? 0,
          hoveredWatch,
          showsDates: zoom >= DATES_FROM_ZOOM,
        },
        palette,
      );
    if (!result) return NONE;
    const cellInFocus = hoveredCell !== null && result.cells ? findRing(result.cells, hoveredCell) : null;
    return createZoneLayers(
      { zones: result.zones, cells, cellInFocus, surface, otherBandwidths, hoveredRank, openRank, zoom },
      palette,
    );
  }, [
    isOpen,
    nearRepeat,
    marks,
    result,
    cells,
    surface,
    otherBandwidths,
    hoveredRank,
    openRank,
    hoveredCell,
    hoveredWatch,
    zoom,
    palette,
  ]);
}
