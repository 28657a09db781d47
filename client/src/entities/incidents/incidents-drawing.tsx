import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { useCallback, useMemo } from 'react';
import { useCategoryName } from './category-names.ts';
import { useReducedMotion } from '../../lib/use-reduced-motion.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { BIG_MARK_BONUS_PIXELS, findNearestMark, useHitTest, type HitTest } from '../../map/hit-test.ts';
import { markObstacle } from '../../map/label-obstacles.ts';
import { MapTooltip } from '../../map/map-tooltip.tsx';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { createPulseRingsLayer } from '../../map/pulse-rings.layer.ts';
import { createSelectionRingLayer } from '../../map/selection-ring.layer.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn, useSelectedId } from '../../map/view.store.ts';
import { useIncidents } from './incidents.api.ts';
import { INCIDENT_BANDS, createIncidentLayer } from './incidents.layer.ts';
import { usePulses } from './use-pulses.ts';
import { incidentAtlasOf } from './incident-marks.ts';

const NONE: readonly IncidentFeature[] = [];
const idOf = ({ properties }: IncidentFeature): number => properties.incidentId;
const positionOf = ({ geometry }: IncidentFeature): [number, number] => geometry.coordinates;

/** The incidents of the last day on the map; new ones pulse. */
export function IncidentsDrawing() {
  const { palette } = useMapTheme();
  const nameOf = useCategoryName();
  const reducedMotion = useReducedMotion();
  const zoom = useMapViewStore((view) => view.zoom);
  const hoveredId = useMapViewStore(({ hovered }) => (hovered?.kind === 'incident' ? hovered.id : null));
  const isOn = useIsLayerOn('incidents');
  const selectedId = useSelectedId('incident');
  const fetched = useIncidents().data;
  const pulses = usePulses(fetched, palette);
  const known = fetched ?? NONE;
  const incidents = isOn ? known : NONE;
  const selected = known.find((incident) => idOf(incident) === selectedId);

  const obstacles = useMemo(() => incidents.map((incident) => markObstacle(positionOf(incident))), [incidents]);
  const rings = useMemo(
    () => createPulseRingsLayer('incident-pulses', isOn && !reducedMotion ? pulses : []),
    [isOn, reducedMotion, pulses],
  );
  useDrawLayers(
    useMemo(
      () => [
        rings,
        ...(isOn ? [createIncidentLayer({ incidents, hoveredId, atlas: incidentAtlasOf(palette), zoom })] : []),
        ...(selected ? [createSelectionRingLayer(positionOf(selected), palette)] : []),
      ],
      [rings, isOn, incidents, hoveredId, palette, zoom, selected],
    ),
    INCIDENT_BANDS,
    obstacles,
  );
  useHitTest(
    useCallback<HitTest>(
      (pointer) =>
        findNearestMark('incident', incidents, { idOf, positionOf, bonusPixels: BIG_MARK_BONUS_PIXELS }, pointer),
      [incidents],
    ),
  );
  const hovered = known.find((incident) => idOf(incident) === hoveredId);
  return <MapTooltip text={hovered ? nameOf(hovered.properties.categoryId) : null} />;
}
