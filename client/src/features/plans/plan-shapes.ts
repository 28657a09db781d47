import type { PlannedLookout, StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { PlanPart } from './plan-edits.ts';
import { formatDistance } from '../../lib/format.ts';
import type { PlanGhost, PlanPicture } from './plan.layer.ts';

const METERS_PER_DEGREE = 111_195;

/** The point of a range ring due east of its middle, where it is taken to be dragged. */
export function findRangeHandle([lng, lat]: LngLat, rangeMeters: number): LngLat {
  return [lng + rangeMeters / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat];
}

/** The place and range of the part, a post or a lookout that stands under the plan; null for everything else. */
export function findPostOf(
  part: PlanPart | null,
  definition: PlanDefinition,
  planned: readonly PlannedLookout[],
): { position: LngLat; rangeMeters: number } | null {
  const found =
    part?.kind === 'lookout'
      ? planned.find(({ lookoutId, change }) => lookoutId === part.id && change !== 'removed')
      : part?.kind === 'post'
        ? definition.posts.find(({ id }) => id === part.id)
        : undefined;
  return found ? { position: found.position, rangeMeters: found.detectionRangeMeters } : null;
}

function listGhosts(standing: readonly StandingLookout[], planned: readonly PlannedLookout[]): PlanGhost[] {
  const plannedById = new Map(planned.map((lookout) => [lookout.lookoutId, lookout]));
  return standing.flatMap(({ lookoutId, position, detectionRangeMeters }) => {
    const now = plannedById.get(lookoutId);
    if (!now || now.change === 'none') return [];
    const hasMoved = now.position[0] !== position[0] || now.position[1] !== position[1];
    if (now.change !== 'removed' && !hasMoved && now.detectionRangeMeters === detectionRangeMeters) return [];
    return [
      {
        position,
        rangeMeters: detectionRangeMeters,
        movedTo: now.change !== 'removed' && hasMoved ? now.position : null,
      },
    ];
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
  const range = findPostOf(selected, definition, planned);
  const rangeHandle = range && findRangeHandle(range.position, range.rangeMeters);
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
    range,
    handles: [...(rangeHandle ? [rangeHandle] : []), ...(selectedLoop?.path ?? []), ...corners],
    draft: pointer && corners.length > 0 ? [...corners, pointer] : corners,
    labels: [
      ...(range && rangeHandle ? [{ position: rangeHandle, text: formatDistance(range.rangeMeters) }] : []),
      ...definition.loops.map(({ path, name }) => ({ position: path[0]!, text: name })),
    ],
  };
}
