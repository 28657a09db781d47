import type { Layer } from '@deck.gl/core';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { UNIT_KINDS, type UnitKind } from '@liaowang/shared/schemas/unit';
import { useEffect, useMemo } from 'react';
import { useOpenCalls } from '../entities/alerts/open-calls.ts';
import { useIncidents } from '../entities/incidents/incidents.api.ts';
import { useLookouts } from '../entities/lookouts/lookouts.api.ts';
import { useKeyAreas } from '../entities/key-areas/key-areas.api.ts';
import { usePlaces } from '../entities/places/places.api.ts';
import { useUnitTrack } from '../entities/units/units.api.ts';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { formatClock } from '../lib/format.ts';
import { useMayDrawGaps } from '../lib/permission.store.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { useLanguage } from '../lib/use-language.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { createPositionTrails } from '../live/position-trails.ts';
import { stateNowMs } from '../live/state-now.ts';
import { sortLayers } from '../map/layer-order.ts';
import { createIncidentLayer } from '../entities/incidents/incidents.layer.ts';
import { createKeyAreaLayers } from '../entities/key-areas/key-areas.layer.ts';
import { createLookoutLayers } from '../entities/lookouts/lookouts.layer.ts';
import { createPlaceLabelLayer, findLabelledPlaces } from '../entities/places/place-labels.layer.ts';
import { createPulseRingsLayer } from '../map/pulse-rings.layer.ts';
import { createRulerLayers } from '../map/ruler.layer.ts';
import { createSelectionRingLayer } from '../map/selection-ring.layer.ts';
import { createUnitCountLayer } from '../entities/units/unit-counts.layer.ts';
import { createUnitLabelLayer, findLabelledUnits } from '../entities/units/unit-labels.layer.ts';
import { createUnitMarksLayer } from '../entities/units/unit-marks.layer.ts';
import { createUnitTrackLayers } from '../entities/units/unit-track.layer.ts';
import { createUnitTrailLayer } from '../entities/units/unit-trails.layer.ts';
import { useMapViewStore } from '../map/map-view.store.ts';
import { createMarkAtlas } from '../map/mark-atlas.ts';
import { PALETTES, type Theme } from '../map/palette.ts';
import { useRulerStore } from '../map/ruler.ts';
import { countByPlace, createPlaceGrid } from '../entities/units/town-counts.ts';
import { useTick } from '../map/use-tick.ts';
import { useWorkspaceLayers } from '../entities/observers/workspace-layers.store.ts';
import { ZOOM_STOPS } from '../map/zoom-stops.ts';
import { useCallLayers } from '../entities/alerts/use-call-layers.ts';
import { useGapLayers } from '../features/coverage/use-gap-layers.ts';
import { useDensityLayers } from '../features/density/use-density-layers.ts';
import { usePulses } from './use-pulses.ts';
import { useViewStore } from '../map/view.store.ts';

/** Disks, counts and trails follow the units once a second. */
const SECOND_MS = 1_000;
/** Names follow their gliding marks ten times a second: any slower, and they would trail behind. */
const LABEL_FRAME_MS = 100;

const WALKING_KINDS: readonly UnitKind[] = ['foot', 'bicycle'];
const DRIVING_KINDS: readonly UnitKind[] = ['bus', 'taxi'];

/** The kinds of units that the switched layers show. */
export function findVisibleKinds(visibleLayers: ReadonlySet<string>): UnitKind[] {
  return [...(visibleLayers.has('foot') ? WALKING_KINDS : []), ...(visibleLayers.has('vehicles') ? DRIVING_KINDS : [])];
}

/** Some mark moved since the last label frame. */
const isGliding = (): boolean => positionBuffer.peakGlideSpeed(performance.now() - LABEL_FRAME_MS) > 0;

export interface MapLayersOptions {
  theme: Theme;
  reducedMotion: boolean;
}

/**
 * All layers of the map in drawing order. Each group is remembered by its own inputs, so that deck sees what did not
 * change as unchanged. Positions are no input: the marks read the buffer themselves. What only one workspace shows comes
 * from it (workspace-picture.store.ts).
 */
export function useMapLayers({ theme, reducedMotion }: MapLayersOptions): Layer[] {
  const palette = PALETTES[theme];
  const language = useLanguage();
  const timeZone = useTimeZoneStore((state) => state.timeZone);
  const atlas = useMemo(() => createMarkAtlas(palette), [palette]);

  const visibleLayers = useViewStore((state) => state.visibleLayers);
  const selection = useViewStore((state) => state.selection);
  const trackUnitId = useViewStore((state) => state.trackUnitId);
  const isRulerOn = useViewStore((state) => state.ruler);
  const { zoom, bounds, hovered } = useMapViewStore();
  const rulerPoints = useRulerStore((state) => state.points);

  const units = useUnitsStore((state) => state.units);
  const standingLookouts = useLookouts().data;
  const workspace = useWorkspaceLayers();
  const lookouts = workspace.lookouts ?? standingLookouts;
  const incidents = useIncidents().data;
  const hasCalls = useOpenCalls().size > 0;
  const keyAreas = useKeyAreas().data;
  const places = usePlaces().data;
  const track = useUnitTrack(trackUnitId).data;

  const isCity = zoom < ZOOM_STOPS.fullMarks;
  const areGapsOn = useMayDrawGaps() && visibleLayers.has('gaps');
  const areTrailsOn = visibleLayers.has('trails');
  const areNamesOn = zoom >= ZOOM_STOPS.unitNames;
  // The selected unit is named at every zoom.
  const areLabelsOn = areNamesOn || selection?.kind === 'unit';
  const secondMs = useTick(isCity || areGapsOn || areTrailsOn || areLabelsOn || hasCalls, SECOND_MS);
  // The columns as of this second: they are written in place, so their identity says nothing of a change.
  const unitsNow = useMemo(() => ({ slots: positionBuffer.slots, atMs: Math.min(secondMs, stateNowMs()) }), [secondMs]);
  const labelFrameMs = useTick((areLabelsOn || hasCalls) && !reducedMotion, LABEL_FRAME_MS, isGliding);
  const pulses = usePulses(incidents, palette);

  const visibleKinds = useMemo(() => findVisibleKinds(visibleLayers), [visibleLayers]);
  const hoveredId = (kind: 'lookout' | 'incident' | 'key-area'): number | null =>
    hovered?.kind === kind ? hovered.id : null;
  const slotOf = (target: { kind: string; id: number } | null): number =>
    target?.kind === 'unit' ? (positionBuffer.slotOf(target.id) ?? -1) : -1;
  const selectedSlot = slotOf(selection);
  const hoveredSlot = slotOf(hovered);

  const unitMarks = useMemo(
    () =>
      createUnitMarksLayer({ buffer: positionBuffer, visibleKinds, palette, selectedSlot, hoveredSlot, reducedMotion }),
    [visibleKinds, palette, selectedSlot, hoveredSlot, reducedMotion],
  );

  const labelledPlaces = useMemo(() => findLabelledPlaces(places ?? [], zoom), [places, zoom]);
  const placeLabels = useMemo(
    () => createPlaceLabelLayer({ places: labelledPlaces, language, palette, zoom }),
    [labelledPlaces, language, palette, zoom],
  );
  const placeGrid = useMemo(() => createPlaceGrid(labelledPlaces.map(({ position }) => position)), [labelledPlaces]);
  const unitCounts = useMemo(
    () =>
      isCity
        ? createUnitCountLayer({
            places: labelledPlaces,
            counts: countByPlace(unitsNow.slots, placeGrid, visibleKinds),
            palette,
            zoom,
          })
        : null,
    [isCity, labelledPlaces, placeGrid, visibleKinds, palette, zoom, unitsNow],
  );

  const labelledUnits = useMemo(() => {
    const selected = selection?.kind === 'unit' ? units.get(selection.id) : undefined;
    if (bounds === null) return [];
    return findLabelledUnits({
      units: [...(selected ? [selected] : []), ...(areNamesOn ? units.values() : [])],
      pinnedUnitId: selected?.id ?? null,
      buffer: positionBuffer,
      bounds,
      zoom,
      nowMs: secondMs,
      isShown: (unit) => visibleKinds.includes(unit.kind),
      obstacles: [...(lookouts ?? []), ...(incidents ?? [])].map(({ geometry }) => geometry.coordinates),
    });
  }, [areNamesOn, bounds, zoom, units, selection, visibleKinds, lookouts, incidents, secondMs]);
  const unitLabels = useMemo(
    () =>
      createUnitLabelLayer({
        labelled: labelledUnits,
        buffer: positionBuffer,
        language,
        palette,
        frameAtMs: labelFrameMs,
        reducedMotion,
      }),
    [labelledUnits, language, palette, labelFrameMs, reducedMotion],
  );

  const trails = useMemo(() => (areTrailsOn ? createPositionTrails(positionBuffer) : null), [areTrailsOn]);
  useEffect(() => (trails ? positionBuffer.subscribe(() => trails.observe()) : undefined), [trails]);
  const unitTrails = useMemo(() => {
    if (!trails) return null;
    trails.observe();
    const colors = UNIT_KINDS.map((kind) => (WALKING_KINDS.includes(kind) ? palette.foot : palette.vehicle));
    const shown = UNIT_KINDS.map((kind) => visibleKinds.includes(kind));
    return createUnitTrailLayer(
      trails.toSegments(
        serverClock.toServerMs(unitsNow.atMs),
        (kind) => colors[kind]!,
        (kind) => shown[kind]!,
      ),
    );
  }, [trails, palette, visibleKinds, unitsNow]);

  const unitTrack = useMemo(
    () =>
      track && trackUnitId !== null
        ? createUnitTrackLayers({
            track,
            palette,
            formatTime: (instant) => formatClock(parseInstant(instant), timeZone).slice(0, 5),
          })
        : [],
    [track, trackUnitId, palette, timeZone],
  );

  const hoveredLookout = hoveredId('lookout');
  const lookoutLayers = useMemo(
    () =>
      lookouts && visibleLayers.has('lookouts')
        ? createLookoutLayers({ lookouts, hoveredId: hoveredLookout, language, palette, atlas, zoom })
        : [],
    [lookouts, visibleLayers, hoveredLookout, language, palette, atlas, zoom],
  );

  const hoveredIncident = hoveredId('incident');
  const incidentLayers = useMemo(
    () =>
      incidents && visibleLayers.has('incidents')
        ? [createIncidentLayer({ incidents, hoveredId: hoveredIncident, atlas, zoom })]
        : [],
    [incidents, visibleLayers, hoveredIncident, atlas, zoom],
  );
  const pulseLayer = useMemo(
    () => createPulseRingsLayer('incident-pulses', visibleLayers.has('incidents') && !reducedMotion ? pulses : []),
    [pulses, visibleLayers, reducedMotion],
  );
  const callLayers = useCallLayers(
    positionBuffer,
    palette,
    reducedMotion ? secondMs : Math.max(secondMs, labelFrameMs),
  );

  const [surface, contours] = useDensityLayers(theme, zoom, visibleLayers.has('zones'));
  const gapLayers = useGapLayers({ areGapsOn, lookouts, zoom, unitsNow, palette });

  const hoveredKeyArea = hoveredId('key-area');
  const selectedKeyArea = selection?.kind === 'key-area' ? selection.id : null;
  const keyAreaLayers = useMemo(
    () =>
      keyAreas && visibleLayers.has('key-areas')
        ? createKeyAreaLayers({
            keyAreas,
            selectedId: selectedKeyArea,
            hoveredId: hoveredKeyArea,
            language,
            palette,
            zoom,
          })
        : [],
    [keyAreas, visibleLayers, selectedKeyArea, hoveredKeyArea, language, palette, zoom],
  );

  const selectionRing = useMemo(() => {
    const place =
      selection?.kind === 'lookout'
        ? lookouts?.find(({ properties }) => properties.lookoutId === selection.id)?.geometry.coordinates
        : selection?.kind === 'incident'
          ? incidents?.find(({ properties }) => properties.incidentId === selection.id)?.geometry.coordinates
          : undefined;
    return createSelectionRingLayer(place ?? null, palette);
  }, [selection, lookouts, incidents, palette]);

  const rulerPointer = useMapViewStore((state) => (isRulerOn ? state.pointer : null));
  const rulerLayers = useMemo(
    () => (isRulerOn ? createRulerLayers(rulerPoints, rulerPointer, palette) : []),
    [isRulerOn, rulerPoints, rulerPointer, palette],
  );

  return useMemo(
    () =>
      sortLayers(
        [
          surface,
          contours,
          ...gapLayers,
          ...keyAreaLayers,
          ...lookoutLayers,
          unitTrails,
          ...unitTrack,
          unitMarks,
          pulseLayer,
          ...incidentLayers,
          selectionRing,
          ...callLayers,
          placeLabels,
          unitCounts,
          unitLabels,
          ...rulerLayers,
          ...workspace.layers,
        ].filter((layer) => layer !== null),
      ),
    [
      surface,
      contours,
      gapLayers,
      keyAreaLayers,
      lookoutLayers,
      unitTrails,
      unitTrack,
      unitMarks,
      pulseLayer,
      incidentLayers,
      selectionRing,
      callLayers,
      placeLabels,
      unitCounts,
      unitLabels,
      rulerLayers,
      workspace.layers,
    ],
  );
}
