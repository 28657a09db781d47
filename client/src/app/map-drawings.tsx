import type { ComponentType } from 'react';
import { CallsDrawing } from '../entities/alerts/calls-drawing.tsx';
import { IncidentsDrawing } from '../entities/incidents/incidents-drawing.tsx';
import { KeyAreasDrawing } from '../entities/key-areas/key-areas-drawing.tsx';
import { LookoutsDrawing } from '../entities/lookouts/lookouts-drawing.tsx';
import { PlacesDrawing } from '../entities/places/places-drawing.tsx';
import { UnitsDrawing } from '../entities/units/units-drawing.tsx';
import { GapsDrawing } from '../features/coverage/gaps-drawing.tsx';
import { DensityDrawing } from '../features/density/density-drawing.tsx';
import { TownCountsDrawing } from '../features/town-counts/town-counts-drawing.tsx';
import { DrawingRank } from '../map/drawn-layers.store.ts';
import { RulerDrawing } from '../map/ruler-drawing.tsx';

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
  RulerDrawing,
];

/** Draws nothing itself but the name of what is under the pointer: each drawing puts its layers onto the map. */
export function MapDrawings() {
  return DRAWINGS.map((Drawing, rank) => (
    <DrawingRank key={rank} value={rank}>
      <Drawing />
    </DrawingRank>
  ));
}
