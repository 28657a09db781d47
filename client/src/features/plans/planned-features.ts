import { isOnDuty } from '@liaowang/shared/analysis/coverage/duty-hours';
import type { PlannedLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature, LookoutProperties } from '@liaowang/shared/schemas/lookout';
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';

/** Posts of a plan are drawn as lookouts; no lookout has such a number. */
const FIRST_POST_ID = -1;

/** What is known of a lookout that does not stand: its number at most. */
const nameless = (
  lookoutId: number,
): Pick<
  LookoutProperties,
  'lookoutId' | 'number' | 'name' | 'branchId' | 'noticeBoardInspectedOn' | 'siteReason' | 'supplies' | 'version'
> => ({
  lookoutId,
  number: Math.max(0, lookoutId),
  name: { zh: `#${Math.abs(lookoutId)}`, en: '' },
  branchId: null,
  noticeBoardInspectedOn: null,
  siteReason: null,
  supplies: null,
  version: 0,
});

/**
 * The lookouts as a plan has them at a minute of the local day, as features for the map: those it takes away left out,
 * those it brings back and its own posts (numbered below zero) added. What is as it was stays the same object.
 */
export function toPlannedFeatures({
  standing,
  planned,
  posts,
  minute,
}: {
  standing: readonly LookoutFeature[];
  planned: readonly PlannedLookout[];
  posts: readonly PlannedPost[];
  minute: number;
}): LookoutFeature[] {
  const byId = new Map(standing.map((lookout) => [lookout.properties.lookoutId, lookout]));
  const shown = planned.flatMap(
    ({
      change,
      lookoutId,
      position,
      detectionRangeMeters,
      shape,
      dutyStartMinute,
      dutyEndMinute,
    }): LookoutFeature[] => {
      if (change === 'removed') return [];
      const known = byId.get(lookoutId);
      const onDuty = isOnDuty({ dutyStartMinute, dutyEndMinute }, minute);
      if (known && change === 'none' && known.properties.onDuty === onDuty) return [known];
      const properties = {
        ...nameless(lookoutId),
        ...known?.properties,
        detectionRangeMeters,
        shape,
        dutyStartMinute,
        dutyEndMinute,
        onDuty,
      };
      return [{ type: 'Feature', id: lookoutId, geometry: { type: 'Point', coordinates: position }, properties }];
    },
  );
  const added = posts.map(
    (
      { position, name, detectionRangeMeters, shape = WHOLE_DISK, dutyStartMinute, dutyEndMinute },
      i,
    ): LookoutFeature => {
      const lookoutId = FIRST_POST_ID - i;
      const properties = {
        ...nameless(lookoutId),
        name: { zh: name, en: name },
        detectionRangeMeters,
        shape,
        dutyStartMinute,
        dutyEndMinute,
        onDuty: isOnDuty({ dutyStartMinute, dutyEndMinute }, minute),
      };
      return { type: 'Feature', id: lookoutId, geometry: { type: 'Point', coordinates: position }, properties };
    },
  );
  return [...shown, ...added];
}
