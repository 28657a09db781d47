import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import type { Bounds } from '../../map/map-control.ts';
import type { RotaStop } from './rota-plan.ts';

/** One view of a rota. */
export interface RotaView {
  /** Unique among the views, the same from minute to minute. */
  key: string;
  name: string;
  target: { bounds: Bounds } | { center: [number, number]; zoom: number };
}

type Place = readonly [number, number];

/** What stops stand for. */
export interface RotaFacts {
  /** Null = not known yet. */
  city: { name: string; bounds: Bounds } | null;
  branches: readonly { id: number; name: string; bounds: Bounds; isOnDuty: boolean }[];
  lookouts: readonly { id: number; name: string; position: Place; rangeMeters: number }[];
  /** Where there were incidents and alerts lately. */
  happened: readonly Place[];
}

/** Of the lookouts around which something happened so many are shown. */
const BUSY_LOOKOUTS = 3;
/** Shows a lookout with what it sees. */
const LOOKOUT_ZOOM = 15;

function findBusy({ lookouts, happened }: RotaFacts): RotaView[] {
  return lookouts
    .map((lookout) => ({
      ...lookout,
      count: happened.filter((place) => computeNearbyDistanceMeters(place, lookout.position) <= lookout.rangeMeters)
        .length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.id - b.id)
    .slice(0, BUSY_LOOKOUTS)
    .map(({ id, name, position: [lng, lat] }) => ({
      key: `lookout:${id}`,
      name,
      target: { center: [lng, lat], zoom: LOOKOUT_ZOOM },
    }));
}

function viewsOf(stop: RotaStop, facts: RotaFacts): RotaView[] {
  switch (stop.kind) {
    case 'city':
      return facts.city ? [{ key: 'city', name: facts.city.name, target: { bounds: facts.city.bounds } }] : [];
    case 'on-duty':
    case 'branch':
      return facts.branches
        .filter(({ id, isOnDuty }) => (stop.kind === 'branch' ? id === stop.branchId : isOnDuty))
        .map(({ id, name, bounds }) => ({ key: `branch:${id}`, name, target: { bounds } }));
    case 'busy':
      return findBusy(facts);
    case 'kept':
      return [
        {
          key: `kept:${stop.center.join()},${stop.zoom}`,
          name: stop.name,
          target: { center: stop.center, zoom: stop.zoom },
        },
      ];
  }
}

/** The views that stops stand for, in their order, each once. */
export function composeViews(stops: readonly RotaStop[], facts: RotaFacts): readonly RotaView[] {
  const views = new Map<string, RotaView>();
  for (const view of stops.flatMap((stop) => viewsOf(stop, facts))) if (!views.has(view.key)) views.set(view.key, view);
  return [...views.values()];
}
