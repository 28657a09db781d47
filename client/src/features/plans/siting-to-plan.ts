import type { StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { SitingRequest, SitingSolution } from '@liaowang/shared/schemas/siting';
import { NEW_PART, addPost, editLookout } from './plan-edits.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';

/** shared/src/schemas/coverage-plan.ts. */
const MAX_NAME_LENGTH = 60;

interface SitingPlanOptions {
  solution: SitingSolution;
  request: Pick<SitingRequest, 'rangeMeters' | 'existing'>;
  standing: readonly StandingLookout[];
  /** The area that was searched; null = not known, then no lookout is taken away. */
  area: AreaGeometry | null;
  nameOf: (position: readonly [number, number]) => string;
}

/**
 * The plan with the chosen places put up as posts that stand all day. Where lookouts were free to move, those of the area
 * that were not chosen are taken away, for the search counted on that.
 */
export function addSitesToPlan(
  definition: PlanDefinition,
  { solution, request, standing, area, nameOf }: SitingPlanOptions,
): PlanDefinition {
  const { dutyStartMinute, dutyEndMinute } = NEW_PART;
  const kept = new Set(solution.sites.flatMap(({ lookoutId }) => (lookoutId === null ? [] : [lookoutId])));
  const withPosts = solution.sites
    .filter(({ lookoutId }) => lookoutId === null)
    .reduce(
      (plan, { position }) =>
        addPost(plan, {
          name: nameOf(position).slice(0, MAX_NAME_LENGTH),
          position,
          detectionRangeMeters: request.rangeMeters,
          dutyStartMinute,
          dutyEndMinute,
        }),
      definition,
    );
  if (request.existing !== 'free' || area === null) return withPosts;
  return standing
    .filter(({ lookoutId, position }) => !kept.has(lookoutId) && isInsideArea(position, area))
    .reduce((plan, lookout) => editLookout(plan, lookout, { removed: true }), withPosts);
}
