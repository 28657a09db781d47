import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { useMemo } from 'react';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useShownLookouts } from '../../entities/lookouts/shown-lookouts.ts';
import {
  GAP_BANDS,
  createCoverageGapLayers,
  toGapAreas,
  toJurisdictionAreas,
} from '../../entities/observers/coverage-gaps.layer.ts';
import { findObservingDisks } from '../../entities/observers/observing-disks.ts';
import { usePlannedDisks } from '../../entities/observers/planned-disks.store.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useMayDrawGaps } from '../../lib/permission.store.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useUnitsNow } from '../../map/ticks.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn } from '../../map/view.store.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { useCoverageSettings } from './coverage-settings.api.ts';

/** What nobody observes now (or would under a plan that is tried), over key areas and, near enough, the jurisdiction. */
export function GapsDrawing() {
  const { palette } = useMapTheme();
  const zoom = useMapViewStore((view) => view.zoom);
  const isLayerOn = useIsLayerOn('gaps');
  const isOn = useMayDrawGaps() && isLayerOn;
  const unitsNow = useUnitsNow(isOn);
  const timeZone = useTimeZoneStore((state) => state.timeZone);
  const lookouts = useShownLookouts();
  const plannedDisks = usePlannedDisks((state) => state.disks);
  const keyAreas = useKeyAreas().data;
  const jurisdiction = useJurisdiction().data;
  const keyGapAreas = useMemo(() => toGapAreas(keyAreas ?? []), [keyAreas]);
  const isJurisdictionHatched = zoom >= ZOOM_STOPS.jurisdictionGaps;
  const jurisdictionAreas = useMemo(
    () => (jurisdiction && isJurisdictionHatched ? toJurisdictionAreas(jurisdiction) : []),
    [jurisdiction, isJurisdictionHatched],
  );
  const settings = useCoverageSettings().data;
  const isPlanned = plannedDisks !== null;
  // A gap is an answer: none is drawn until all who observe are known.
  const disksNow = useMemo(
    () =>
      isOn && !isPlanned && settings && lookouts && positionBuffer.resumePoint()
        ? findObservingDisks(unitsNow.slots, lookouts, {
            settings,
            minute: minuteOfDay(serverClock.toServerMs(unitsNow.atMs), timeZone),
          })
        : null,
    [isOn, isPlanned, lookouts, settings, timeZone, unitsNow],
  );
  const disks = plannedDisks ?? disksNow;
  useDrawLayers(
    useMemo(
      () =>
        isOn && disks
          ? createCoverageGapLayers({ disks, keyAreas: keyGapAreas, jurisdiction: jurisdictionAreas, palette })
          : [],
      [isOn, disks, jurisdictionAreas, keyGapAreas, palette],
    ),
    GAP_BANDS,
  );
  return null;
}
