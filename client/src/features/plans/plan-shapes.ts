import type { PlannedLookout, StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';
import { listRangeHandles } from '../../entities/lookouts/range-handles.ts';
import { outlineOf } from '../../entities/lookouts/range-outline.ts';
import type { SeenRange } from '../../entities/lookouts/range-trial.store.ts';
import { isSameShape, type PlanPart } from './plan-edits.ts';
import { formatDistance } from '../../lib/format.ts';
import type { PlanGhost, PlanPicture, SeenGround } from './plan.layer.ts';

/** The place and what it sees, of the part, a post or a lookout that stands under the plan; null for everything else. */
export function findPostOf(
  part: PlanPart | null,
  definition: PlanDefinition,
  planned: readonly PlannedLookout[],
): { position: LngLat; range: SeenRange } | null {
  const found =
    part?.kind === 'lookout'
      ? planned.find(({ lookoutId, change }) => lookoutId === part.id && change !== 'removed')
      : part?.kind === 'post'
        ? definition.posts.find(({ id }) => id === part.id)
        : undefined;
  if (!found) return null;
  const { position, detectionRangeMeters, shape = WHOLE_DISK } = found;
  return { position, range: { detectionRangeMeters, shape } };
}

/** What can be dragged of a post's range: drawn ground is changed on its lookout's card. */
export function listPlanHandles(position: LngLat, range: SeenRange) {
  return range.shape.kind === 'ground' ? [] : listRangeHandles(position, range);
}

function drawGround(position: LngLat, range: SeenRange): SeenGround {
  return { position, rangeMeters: range.detectionRangeMeters, outline: outlineOf(position, range) };
}

function listGhosts(standing: readonly StandingLookout[], planned: readonly PlannedLookout[]): PlanGhost[] {
  const plannedById = new Map(planned.map((lookout) => [lookout.lookoutId, lookout]));
  return standing.flatMap((lookout) => {
    const { lookoutId, position, detectionRangeMeters, shape } = lookout;
    const now = plannedById.get(lookoutId);
    if (!now || now.change === 'none') return [];
    const hasMoved = now.position[0] !== position[0] || now.position[1] !== position[1];
    const seesTheSame = now.detectionRangeMeters === detectionRangeMeters && isSameShape(now.shape, shape);
    if (now.change !== 'removed' && !hasMoved && seesTheSame) return [];
    return [{ ...drawGround(position, lookout), movedTo: now.change !== 'removed' && hasMoved ? now.position : null }];
  });
}

/** What the map shows of a plan, from the plan and what is chosen or being drawn. */
export function drawPlan({
  definition,
  standing,
  planned,
  selected,
  corners,
  pointer,
}: {
  definition: PlanDefinition;
  standing: readonly StandingLookout[];
  planned: readonly PlannedLookout[];
  selected: PlanPart | null;
  corners: readonly LngLat[];
  pointer: LngLat | null;
}): PlanPicture {
  const isSelected = (kind: PlanPart['kind'], id: number | string): boolean =>
    selected?.kind === kind && selected.id === id;
  const post = findPostOf(selected, definition, planned);
  const rangeHandles = post ? listPlanHandles(post.position, post.range) : [];
  const selectedLoop = definition.loops.find(({ id }) => isSelected('loop', id));
  return {
    ghosts: listGhosts(standing, planned),
    marks: [
      ...planned
        .filter(
          ({ change, lookoutId }) =>
            change === 'edited' || change === 'restored' || (change === 'none' && isSelected('lookout', lookoutId)),
        )
        .map(({ lookoutId, position }) => ({ position, isSelected: isSelected('lookout', lookoutId) })),
      ...definition.posts.map(({ id, position }) => ({ position, isSelected: isSelected('post', id) })),
    ],
    loops: definition.loops.map(({ id, path }) => ({ path, isSelected: isSelected('loop', id) })),
    range: post && drawGround(post.position, post.range),
    handles: [...rangeHandles.map(({ position }) => position), ...(selectedLoop?.path ?? []), ...corners],
    draft: pointer && corners.length > 0 ? [...corners, pointer] : corners,
    labels: [
      ...rangeHandles
        .filter(({ id }) => id === 'reach')
        .map(({ position }) => ({ position, text: formatDistance(post!.range.detectionRangeMeters) })),
      ...definition.loops.map(({ path, name }) => ({ position: path[0]!, text: name })),
    ],
  };
}
