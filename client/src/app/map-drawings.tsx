import { Suspense, type ComponentType } from 'react';
import { createPart } from '../components/part.tsx';
import { CallsDrawing } from '../entities/alerts/calls-drawing.tsx';
import { IncidentsDrawing } from '../entities/incidents/incidents-drawing.tsx';
import { KeyAreasDrawing } from '../entities/key-areas/key-areas-drawing.tsx';
import { LookoutsDrawing } from '../entities/lookouts/lookouts-drawing.tsx';
import { PlacesDrawing } from '../entities/places/places-drawing.tsx';
import { UnitsDrawing } from '../entities/units/units-drawing.tsx';
import { GapsDrawing } from '../features/coverage/gaps-drawing.tsx';
import { DensityDrawing } from '../features/density/density-drawing.tsx';
import { TownCountsDrawing } from '../features/town-counts/town-counts-drawing.tsx';
import { usePlaceStore } from '../features/around/place.store.ts';
import { DrawingRank } from '../map/drawn-layers.store.ts';
import { useIsLayerOn, useViewStore } from '../map/view.store.ts';

const AskedDrawings = createPart(() => import('./asked-drawings.tsx'));

/** Trails, a track, the ruler and a marked place: their code comes with the first of them. */
function WhenAsked() {
  const isAsked = useViewStore((view) => view.ruler || view.trackUnitId !== null);
  const areTrailsOn = useIsLayerOn('trails');
  const isPlaceMarked = usePlaceStore((store) => store.place !== null);
  if (!isAsked && !isPlaceMarked && !areTrailsOn) return null;
  return (
    <Suspense>
      <AskedDrawings />
    </Suspense>
  );
}

/** What every workspace shows on the map. Within a band later ones lie above; what a workspace adds lies above them. */
const DRAWINGS: readonly ComponentType[] = [
  DensityDrawing,
  GapsDrawing,
  KeyAreasDrawing,
  UnitsDrawing,
  LookoutsDrawing,
  IncidentsDrawing,
  CallsDrawing,
  PlacesDrawing,
  TownCountsDrawing,
  WhenAsked,
];

/** Each drawing puts its layers onto the map. */
export function MapDrawings() {
  return DRAWINGS.map((Drawing, rank) => (
    <DrawingRank key={rank} value={rank}>
      <Drawing />
    </DrawingRank>
  ));
}
