import type { Layer } from '@deck.gl/core';
import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useMemo } from 'react';
import { useCoverageSettings } from './coverage-settings.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import type { UnitSlots } from '../../live/unit-slots.ts';
import {
  createCoverageGapLayers,
  toGapAreas,
  toJurisdictionAreas,
} from '../../entities/observers/coverage-gaps.layer.ts';
import { findObservingDisks } from '../../entities/observers/observing-disks.ts';
import type { MapPalette } from '../../map/palette.ts';
import { useWorkspaceLayers } from '../../entities/observers/workspace-layers.store.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';

interface GapLayersOptions {
  areGapsOn: boolean;
  lookouts: readonly LookoutFeature[] | undefined;
  zoom: number;
  /** The units' columns as of a second, milliseconds of `performance.now()`. */
  unitsNow: { slots: UnitSlots; atMs: number };
  palette: MapPalette;
}

/** What nobody observes now (or would under the plan that a workspace shows), over key areas and, near enough, the jurisdiction. */
export function useGapLayers({ areGapsOn, lookouts, zoom, unitsNow, palette }: GapLayersOptions): readonly Layer[] {
  const timeZone = useTimeZoneStore((state) => state.timeZone);
  const workspace = useWorkspaceLayers();
  const keyAreas = useKeyAreas().data;
  const jurisdiction = useJurisdiction().data;
  const keyGapAreas = useMemo(() => toGapAreas(keyAreas ?? []), [keyAreas]);
  const isJurisdictionHatched = zoom >= ZOOM_STOPS.jurisdictionGaps;
  const jurisdictionAreas = useMemo(
    () => (jurisdiction && isJurisdictionHatched ? toJurisdictionAreas(jurisdiction) : []),
    [jurisdiction, isJurisdictionHatched],
  );
  const settings = useCoverageSettings().data;
  const isPlanned = workspace.disks !== null;
  // A gap is an answer: none is drawn until all who observe are known.
  const disksNow = useMemo(
    () =>
      areGapsOn && !isPlanned && settings && lookouts && positionBuffer.resumePoint()
        ? findObservingDisks(unitsNow.slots, lookouts, {
            settings,
            minute: minuteOfDay(serverClock.toServerMs(unitsNow.atMs), timeZone),
          })
        : null,
    [areGapsOn, isPlanned, lookouts, settings, timeZone, unitsNow],
  );
  const disks = workspace.disks ?? disksNow;
  return useMemo(
    () =>
      areGapsOn && disks
        ? createCoverageGapLayers({ disks, keyAreas: keyGapAreas, jurisdiction: jurisdictionAreas, palette })
        : [],
    [areGapsOn, disks, jurisdictionAreas, keyGapAreas, palette],
  );
}
