import type { PlannedLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { HandleId } from '../../entities/lookouts/range-handles.ts';
import type { PlanPart } from './plan-edits.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { findPostOf, listPlanHandles } from './plan-shapes.ts';

/** CSS pixels a pointer may miss a post, a corner or a ring by. */
const POST_HIT_PIXELS = 14;
const CORNER_HIT_PIXELS = 10;
const RING_HIT_PIXELS = 7;

/** What of a part is under the pointer: its middle, its ring or the dots of its sector, or a corner of its path. */
export type PlanHandle =
  | { part: PlanPart; what: 'centre' }
  | { part: PlanPart; what: 'range'; handle: HandleId }
  | { part: PlanPart; what: 'corner'; corner: number };

/**
 * What of the plan can be taken at a place: a corner of the selected loop first, then the nearest post or lookout, or loop
 * by its corners, then the ring or a dot of what the selected post sees; null = nothing.
 */
export function findHandle(
  place: LngLat,
  metersPerPixel: number,
  {
    definition,
    planned,
    selected,
  }: { definition: PlanDefinition; planned: readonly PlannedLookout[]; selected: PlanPart | null },
): PlanHandle | null {
  const pixelsTo = (other: LngLat): number => computeNearbyDistanceMeters(place, other) / metersPerPixel;

  const loop = selected?.kind === 'loop' ? definition.loops.find(({ id }) => id === selected.id) : undefined;
  if (loop) {
    const corner = loop.path.findIndex((position) => pixelsTo(position) <= CORNER_HIT_PIXELS);
    if (corner >= 0) return { part: { kind: 'loop', id: loop.id }, what: 'corner', corner };
  }

  const posts: Array<{ part: PlanPart; position: LngLat }> = [
    ...definition.posts.map(({ id, position }) => ({ part: { kind: 'post', id } as const, position })),
    ...planned
      .filter(({ change }) => change !== 'removed')
      .map(({ lookoutId, position }) => ({ part: { kind: 'lookout', id: lookoutId } as const, position })),
    ...definition.loops.flatMap(({ id, path }) =>
      path.map((position) => ({ part: { kind: 'loop', id } as const, position })),
    ),
  ];
  let best: PlanHandle | null = null;
  let bestPixels = POST_HIT_PIXELS;
  for (const { part, position } of posts) {
    const pixels = pixelsTo(position);
    if (pixels > bestPixels) continue;
    bestPixels = pixels;
    best = { part, what: 'centre' };
  }
  if (best) return best;
  const post = findPostOf(selected, definition, planned);
  if (!selected || !post) return null;
  if (post.range.shape.kind === 'disk') {
    // A ring is dragged wherever it is taken.
    const missedMeters = computeNearbyDistanceMeters(place, post.position) - post.range.detectionRangeMeters;
    const isHit = Math.abs(missedMeters) / metersPerPixel <= RING_HIT_PIXELS;
    return isHit ? { part: selected, what: 'range', handle: 'reach' } : null;
  }
  const dot = listPlanHandles(post.position, post.range).find(
    ({ position }) => pixelsTo(position) <= CORNER_HIT_PIXELS,
  );
  return dot ? { part: selected, what: 'range', handle: dot.id } : null;
}
