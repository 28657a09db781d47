import { selectableIncident } from '../entities/incidents/incidents.api.ts';
import { selectableKeyArea } from '../entities/key-areas/key-areas.api.ts';
import { selectableLookout } from '../entities/lookouts/lookouts.api.ts';
import { selectableUnit } from '../entities/units/units.store.ts';
import type { Selectable } from '../map/selectable.ts';

/** What can be selected on the map. */
export const SELECTABLES: readonly Selectable[] = [
  selectableUnit,
  selectableLookout,
  selectableIncident,
  selectableKeyArea,
];
