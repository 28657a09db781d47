import { selectableIncident } from '../entities/incidents/incidents.selectable.ts';
import { incidentsLayer } from '../entities/incidents/incidents.map-layer.tsx';
import { selectableKeyArea } from '../entities/key-areas/key-areas.selectable.ts';
import { keyAreasLayer } from '../entities/key-areas/key-areas.map-layer.tsx';
import { selectableLookout } from '../entities/lookouts/lookouts.selectable.ts';
import { lookoutsLayer } from '../entities/lookouts/lookouts.map-layer.tsx';
import { footLayer, trailsLayer, vehiclesLayer } from '../entities/units/units.map-layers.tsx';
import { selectableUnit } from '../entities/units/units.selectable.ts';
import { gapsLayer } from '../features/coverage/gaps.map-layer.tsx';
import { densityLayer } from '../features/density/density.map-layer.tsx';
import { registerMapLayers } from '../map/map-layer.ts';
import { registerSelectables } from '../map/selectable.ts';
import { SelectedIncident, SelectedKeyArea, SelectedLookout, SelectedUnit } from './card-parts.tsx';

// What the map shows and what can be selected on it. app/map-drawings.tsx draws it.

registerMapLayers([
  footLayer,
  vehiclesLayer,
  lookoutsLayer,
  incidentsLayer,
  densityLayer,
  gapsLayer,
  trailsLayer,
  keyAreasLayer,
]);

registerSelectables([
  { ...selectableUnit, Card: SelectedUnit, loadSearch: async () => (await import('./unit-search.ts')).unitSearch },
  { ...selectableLookout, Card: SelectedLookout },
  {
    ...selectableIncident,
    Card: SelectedIncident,
    loadSearch: async () => (await import('./incident-search.ts')).incidentSearch,
  },
  { ...selectableKeyArea, Card: SelectedKeyArea },
]);
