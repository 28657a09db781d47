import type { LookoutEdit, PatrolLoop, PlanDefinition } from '../../schemas/coverage-plan.ts';
import type { CoverageSettings } from '../../schemas/coverage-settings.ts';
import type { LngLat } from '../../schemas/geometry.ts';
import { UNIT_KINDS } from '../../schemas/unit.ts';
import { WHOLE_DISK, type WatchShape } from '../../schemas/watch-shape.ts';
import type { ObservedGround } from './coverage-gaps.ts';
import { isOnDuty } from './duty-hours.ts';
import { haversineDistanceMeters } from '../geometry/great-circle.ts';
import { findRangeMeters, isNight } from './observers.ts';
import { collectObserved } from './observed-ground.ts';
import { moveShape } from './seen-shape.ts';
import { placeDisksAlong } from '../geometry/path-disks.ts';
import { USUAL_SPEEDS_METERS_PER_SECOND } from '../positions/travel.ts';

/** A fixed post as it stands. */
export interface StandingLookout {
  lookoutId: number;
  position: LngLat;
  detectionRangeMeters: number;
  shape: WatchShape;
  dutyStartMinute: number;
  dutyEndMinute: number;
}

/** Units that count now, in columns; the arrays are at least `length` long. */
export interface FreshUnits {
  readonly length: number;
  readonly lngs: Float64Array;
  readonly lats: Float64Array;
  /** Index into UNIT_KINDS. */
  readonly kinds: Uint8Array;
  /** Each one's own detection range, metres. */
  readonly detectionRangesMeters: Float32Array;
}

export interface PlanObservers extends ObservedGround {
  /** How many observers are which, and how many disks stand for loops. */
  readonly counts: {
    readonly lookouts: number;
    readonly posts: number;
    readonly loopDisks: number;
    readonly units: number;
  };
  readonly isNight: boolean;
}

/** A band along a loop is drawn by disks; the share of its width that may be missing between two of them. */
const LOOP_MAX_ERROR_SHARE = 0.02;

/** A lookout under a plan; `restored` = it was taken away earlier and stands again. */
export interface PlannedLookout extends StandingLookout {
  change: 'none' | 'edited' | 'removed' | 'restored';
}

/** What each lookout is under a plan, in the order given; after them those that the plan brings back. */
export function listPlannedLookouts(
  { lookouts: edits }: Pick<PlanDefinition, 'lookouts'>,
  lookouts: readonly StandingLookout[],
): PlannedLookout[] {
  const editById = new Map(edits.map((edit) => [edit.lookoutId, edit]));
  const planned = lookouts.map((lookout): PlannedLookout => {
    const edit = editById.get(lookout.lookoutId);
    editById.delete(lookout.lookoutId);
    return {
      ...lookout,
      ...nameFields(edit, lookout),
      change: edit === undefined ? 'none' : edit.removed ? 'removed' : 'edited',
    };
  });
  for (const edit of editById.values()) {
    const { lookoutId, position, detectionRangeMeters, shape = WHOLE_DISK, dutyStartMinute, dutyEndMinute } = edit;
    // Only an edit that says everything can bring back what nobody knows any more; backups do.
    if (
      edit.removed !== false ||
      !position ||
      detectionRangeMeters === undefined ||
      dutyStartMinute === undefined ||
      dutyEndMinute === undefined
    )
      continue;
    planned.push({
      lookoutId,
      position,
      detectionRangeMeters,
      shape,
      dutyStartMinute,
      dutyEndMinute,
      change: 'restored',
    });
  }
  return planned;
}

/** The fields of a lookout that an edit names; a drawn ground goes along when its lookout moves. */
function nameFields(edit: LookoutEdit | undefined, standing: StandingLookout): Partial<StandingLookout> {
  if (!edit) return {};
  const { position, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute } = edit;
  return {
    ...(position !== undefined && { position, shape: moveShape(standing.shape, standing.position, position) }),
    ...(detectionRangeMeters !== undefined && { detectionRangeMeters }),
    ...(shape !== undefined && { shape }),
    ...(dutyStartMinute !== undefined && { dutyStartMinute }),
    ...(dutyEndMinute !== undefined && { dutyEndMinute }),
  };
}

/** Length of a loop, metres, from its last corner back to its first. */
export function computeLoopMeters({ path }: Pick<PatrolLoop, 'path'>): number {
  return path.reduce((sum, [lng, lat], i) => {
    const [nextLng, nextLat] = path[(i + 1) % path.length]!;
    return sum + haversineDistanceMeters(lng, lat, nextLng, nextLat);
  }, 0);
}

/** Minutes between two visits to a place on a loop: units spread evenly over it, at the usual speed of their kind. */
export function computeLoopRevisitMinutes(loop: Pick<PatrolLoop, 'path' | 'kind' | 'unitCount'>): number {
  return computeLoopMeters(loop) / (loop.unitCount * USUAL_SPEEDS_METERS_PER_SECOND[loop.kind]) / 60;
}

/**
 * Who would observe if a plan were the set-up, at a minute of the local day: its lookouts and posts on duty then, disks
 * along its loops, and today's units without the kinds it takes away. Units are where they are now, whatever the minute.
 * `settings` are those in force; the plan's own come first. An empty plan gives what observes now.
 */
export function applyPlan({
  definition,
  lookouts,
  units,
  settings: inForce,
  minute,
}: {
  definition: PlanDefinition;
  lookouts: readonly StandingLookout[];
  units: FreshUnits;
  settings: CoverageSettings;
  minute: number;
}): PlanObservers {
  const settings = definition.settings ?? inForce;
  const night = isNight(settings, minute);
  const observed = collectObserved();
  const addPost = ({
    position,
    detectionRangeMeters,
    shape,
    ...hours
  }: Omit<StandingLookout, 'lookoutId' | 'shape'> & { shape?: WatchShape | undefined }): void => {
    if (isOnDuty(hours, minute))
      observed.add(position, findRangeMeters(settings, 'lookout', detectionRangeMeters, night), shape);
  };

  for (const lookout of listPlannedLookouts(definition, lookouts)) if (lookout.change !== 'removed') addPost(lookout);
  const lookoutCount = observed.count;
  for (const post of definition.posts) addPost(post);
  const postCount = observed.count - lookoutCount;
  for (const { path, kind, rangeMeters } of definition.loops) {
    const radiusMeters = findRangeMeters(settings, kind, rangeMeters, night);
    if (radiusMeters > 0)
      for (const place of placeDisksAlong([...path, path[0]!], radiusMeters, LOOP_MAX_ERROR_SHARE))
        observed.add(place, radiusMeters);
  }
  const loopDisks = observed.count - lookoutCount - postCount;

  const isKept = UNIT_KINDS.map((kind) => !definition.withoutKinds.includes(kind));
  for (let i = 0; i < units.length; i++) {
    const kind = UNIT_KINDS[units.kinds[i]!];
    if (kind === undefined || !isKept[units.kinds[i]!]) continue;
    const rangeMeters = findRangeMeters(settings, kind, units.detectionRangesMeters[i]!, night);
    observed.add([units.lngs[i]!, units.lats[i]!], rangeMeters);
  }
  return {
    ...observed.collect(),
    counts: {
      lookouts: lookoutCount,
      posts: postCount,
      loopDisks,
      units: observed.count - lookoutCount - postCount - loopDisks,
    },
    isNight: night,
  };
}
