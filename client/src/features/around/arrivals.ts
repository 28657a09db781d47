import { rankArrivals, type Arrival, type Candidate } from '@liaowang/shared/analysis/roads/rank-arrivals';
import { createRoadGraph, type RoadGraph } from '@liaowang/shared/analysis/roads/road-graph';
import type { Road } from '@liaowang/shared/schemas/road';
import type { Unit, UnitKind } from '@liaowang/shared/schemas/unit';
import type { PositionBuffer } from '../../live/position-buffer.ts';

export const MEANS = ['all', 'foot', 'vehicles'] as const;
/** How somebody comes. */
export type Means = (typeof MEANS)[number];

const KINDS: Record<Means, readonly UnitKind[]> = {
  all: ['foot', 'bicycle', 'bus', 'taxi'],
  foot: ['foot', 'bicycle'],
  vehicles: ['bus', 'taxi'],
};

/** So many are listed: enough to choose from, few enough to read. */
const LISTED = 8;

const graphs = new WeakMap<readonly Road[], RoadGraph>();

/** The graph of some roads, made when it is first asked for. */
function findGraph(roads: readonly Road[]): RoadGraph | null {
  const somewhere = roads[0]?.lines[0]?.[0];
  if (!somewhere) return null;
  let graph = graphs.get(roads);
  if (!graph) graphs.set(roads, (graph = createRoadGraph(roads, somewhere)));
  return graph;
}

interface ArrivalsQuestion {
  place: [number, number];
  means: Means;
  units: Iterable<Unit>;
  roads: readonly Road[];
  buffer: Pick<PositionBuffer, 'fixOf' | 'stateOf'>;
  /** The moment at which states are judged. */
  nowMs: number;
}

/** Who of the units that are heard would be at a place first. Of lost ones nobody knows where they are. */
export function findArrivals({ place, means, units, roads, buffer, nowMs }: ArrivalsQuestion): Arrival[] {
  const candidates: Candidate[] = [];
  for (const { id, kind } of units) {
    if (!KINDS[means].includes(kind)) continue;
    const state = buffer.stateOf(id, nowMs);
    const fix = state === 'fresh' || state === 'stale' ? buffer.fixOf(id) : null;
    if (fix) candidates.push({ id, kind, place: [fix.lng, fix.lat] });
  }
  return rankArrivals(candidates, place, findGraph(roads), LISTED);
}
