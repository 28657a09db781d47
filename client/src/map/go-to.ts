import { mapControl, type Bounds } from './map-control.ts';
import { findTarget } from './selectable.ts';
import type { Selection } from './selection.ts';
import { useViewStore } from './view.store.ts';

/** Close enough to see streets around one thing. */
export const CLOSE_ZOOM = 15;
const TOWN_ZOOM = 13.5;

/** Flies to a thing and selects it. */
export function goToThing(selection: Selection): void {
  const { select, follow, followUnitId } = useViewStore.getState();
  if (followUnitId !== null && !(selection.kind === 'unit' && selection.id === followUnitId)) follow(null);
  select(selection);
  const target = findTarget(selection);
  if (target === null) return;
  if ('bounds' in target) mapControl.fitBounds(target.bounds);
  else flyNear(target.center, CLOSE_ZOOM);
}

/** Who is closer already stays as close. */
function flyNear(center: [number, number], leastZoom: number): void {
  mapControl.flyTo({ center, zoom: Math.max(leastZoom, mapControl.getCamera()?.zoom ?? 0) });
}

/** Flies to a town or another place, at least so close. */
export function goToPlace(center: [number, number], leastZoom = TOWN_ZOOM): void {
  useViewStore.getState().follow(null);
  flyNear(center, leastZoom);
}

/** Shows some ground, and selects what it belongs to. */
export function goToGround(bounds: Bounds, selection: Selection | null = null): void {
  const { follow, select } = useViewStore.getState();
  follow(null);
  if (selection) select(selection);
  mapControl.fitBounds(bounds);
}
