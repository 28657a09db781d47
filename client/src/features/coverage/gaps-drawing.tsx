import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { useMemo, useSyncExternalStore } from 'react';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useShownLookouts } from '../../entities/lookouts/shown-lookouts.ts';
import {
  GAP_BANDS,
  createCoverageGapLayers,
  toGapAreas,
  toJurisdictionAreas,
} from '../../entities/observers/coverage-gaps.layer.ts';
import type { findObservingGround } from '../../entities/observers/observing-ground.ts';
import { usePlannedGround } from '../../entities/observers/planned-ground.store.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { createChunkLoading } from '../../lib/chunk-loading.ts';
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

/** Finds who observes; with the clipping of drawn ground, so it is fetched when gaps are first drawn. */
const observingGround = createChunkLoading(() => import('../../entities/observers/observing-ground.ts'));
const notAsked = (): null => null;

function useFindObserving(isOn: boolean): typeof findObservingGround | null {
  const state = useSyncExternalStore(observingGround.subscribe, isOn ? observingGround.getState : notAsked);
  return state?.kind === 'here' ? state.value.findObservingGround : null;
}

/** What nobody observes now (or would under a plan that is tried), over key areas and, near enough, the jurisdiction. */
export function GapsDrawing() {
  const { palette } = useMapTheme();
  const zoom = useMapViewStore((view) => view.zoom);
  const isLayerOn = useIsLayerOn('gaps');
  const isOn = useMayDrawGaps() && isLayerOn;
  const unitsNow = useUnitsNow(isOn);
  const timeZone = useTimeZoneStore((state) => state.timeZone);
  const lookouts = useShownLookouts();
  const plannedGround = usePlannedGround((state) => state.ground);
  // What clips shapes comes after the map: until it stands, nothing is drawn anyway.
  const hasMapStood = useMapViewStore((view) => view.hasStood);
  const findObserving = useFindObserving(isOn && hasMapStood);
  const keyAreas = useKeyAreas().data;
  const jurisdiction = useJurisdiction().data;
  const keyGapAreas = useMemo(() => toGapAreas(keyAreas ?? []), [keyAreas]);
  const isJurisdictionHatched = zoom >= ZOOM_STOPS.jurisdictionGaps;
  const jurisdictionAreas = useMemo(
    () => (jurisdiction && isJurisdictionHatched ? toJurisdictionAreas(jurisdiction) : []),
    [jurisdiction, isJurisdictionHatched],
  );
  const settings = useCoverageSettings().data;
  const isPlanned = plannedGround !== null;
  // A gap is an answer: none is drawn until all who observe are known.
  const groundNow = useMemo(
    () =>
      isOn && !isPlanned && findObserving && settings && lookouts && positionBuffer.resumePoint()
        ? findObserving(unitsNow.slots, lookouts, {
            settings,
            minute: minuteOfDay(serverClock.toServerMs(unitsNow.atMs), timeZone),
          })
        : null,
    [isOn, isPlanned, findObserving, lookouts, settings, timeZone, unitsNow],
  );
  const observing = plannedGround ?? groundNow;
  useDrawLayers(
    useMemo(
      () =>
        isOn && observing
          ? createCoverageGapLayers({ observing, keyAreas: keyGapAreas, jurisdiction: jurisdictionAreas, palette })
          : [],
      [isOn, observing, jurisdictionAreas, keyGapAreas, palette],
    ),
    GAP_BANDS,
  );
  return null;
}
