import type { KeyArea } from '@liaowang/shared/schemas/registry';
import { keyAreaIdOf, type GapArea } from '../features/coverage/largest-gap.ts';
import { INCIDENTS_KEY } from '../entities/incidents/incidents.api.ts';
import { LOOKOUTS_KEY } from '../entities/lookouts/lookouts.api.ts';
import { JURISDICTION_KEY, KEY_AREAS_KEY } from '../entities/registry/registry.api.ts';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { computeBounds } from '../lib/bounds.ts';
import { queryClient } from '../lib/query-client.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { mapControl } from '../map/map-control.ts';
import { useViewStore, type Selection } from './view.store.ts';

/** Close enough to see streets around one thing. */
const CLOSE_ZOOM = 15;
const TOWN_ZOOM = 13.5;

/** Where a thing is now, or null when it is unknown or was never located. */
function findPosition({ kind, id }: Selection): [number, number] | null {
  if (kind === 'unit') {
    const fix = positionBuffer.fixOf(id);
    return fix && [fix.lng, fix.lat];
  }
  if (kind === 'lookout')
    return (
      queryClient.getQueryData<LookoutFeature[]>(LOOKOUTS_KEY)?.find(({ properties }) => properties.lookoutId === id)
        ?.geometry.coordinates ?? null
    );
  return (
    queryClient.getQueryData<IncidentFeature[]>(INCIDENTS_KEY)?.find(({ properties }) => properties.incidentId === id)
      ?.geometry.coordinates ?? null
  );
}

/** Flies to a thing and selects it. */
export function goToThing(selection: Selection): void {
  const { select, follow, followUnitId } = useViewStore.getState();
  if (followUnitId !== null && !(selection.kind === 'unit' && selection.id === followUnitId)) follow(null);
  select(selection);
  if (selection.kind === 'key-area') {
    const area = queryClient.getQueryData<KeyArea[]>(KEY_AREAS_KEY)?.find(({ id }) => id === selection.id);
    if (area) mapControl.fitBounds(computeBounds(area.geometry));
    return;
  }
  const center = findPosition(selection);
  if (center) mapControl.flyTo({ center, zoom: Math.max(CLOSE_ZOOM, mapControl.getCamera()?.zoom ?? 0) });
}

/** Flies to a town or another place. */
export function goToPlace(center: [number, number], zoom = TOWN_ZOOM): void {
  useViewStore.getState().follow(null);
  mapControl.flyTo({ center, zoom });
}

/** Shows what nobody observes of a key area, and selects the area. */
export function goToGap(area: GapArea): void {
  const { follow, select } = useViewStore.getState();
  follow(null);
  const id = keyAreaIdOf(area);
  if (id !== null) select({ kind: 'key-area', id });
  mapControl.fitBounds(area.largestGap.bounds);
}

/** Shows the whole jurisdiction. */
export function goToCity(): void {
  const jurisdiction = queryClient.getQueryData<Jurisdiction>(JURISDICTION_KEY);
  useViewStore.getState().follow(null);
  if (jurisdiction) mapControl.fitBounds(computeBounds(jurisdiction.boundary));
}
