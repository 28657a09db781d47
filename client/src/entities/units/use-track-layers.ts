import type { Layer } from '@deck.gl/core';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { useMemo } from 'react';
import { formatClock } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useViewStore } from '../../map/view.store.ts';
import { createUnitTrackLayers } from './unit-track.layer.ts';
import { useUnitTrack } from './units.api.ts';

const NO_LAYERS: readonly Layer[] = [];

/** The track of the unit whose track is asked for. */
export function useTrackLayers(): readonly Layer[] {
  const { palette } = useMapTheme();
  const timeZone = useTimeZoneStore((state) => state.timeZone);
  const trackUnitId = useViewStore((view) => view.trackUnitId);
  const track = useUnitTrack(trackUnitId).data;
  return useMemo(
    () =>
      track && trackUnitId !== null
        ? createUnitTrackLayers({
            track,
            palette,
            formatTime: (instant) => formatClock(parseInstant(instant), timeZone).slice(0, 5),
          })
        : NO_LAYERS,
    [track, trackUnitId, palette, timeZone],
  );
}
