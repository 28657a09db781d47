import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { RequestRefused } from '../../plugins/error-handler.ts';

const BASE = 'body.definition';

/** Duty that never comes: no minute of the day is in it. */
function isNever(dutyStartMinute: number, dutyEndMinute: number): boolean {
  return dutyStartMinute === dutyEndMinute || (dutyStartMinute === 1440 && dutyEndMinute === 0);
}

/** The index of the first id that came before, or -1. */
function findRepeated(ids: ReadonlyArray<string | number>): number {
  return ids.findIndex((id, index) => ids.indexOf(id) < index);
}

/** Every place of the plan with the field that holds it. */
function listPlaces({ lookouts, posts, loops }: PlanDefinition): Array<{ field: string; place: LngLat }> {
  return [
    ...lookouts.flatMap(({ position }, i) =>
      position ? [{ field: `${BASE}.lookouts.${i}.position`, place: position }] : [],
    ),
    ...posts.map(({ position }, i) => ({ field: `${BASE}.posts.${i}.position`, place: position })),
    ...loops.flatMap(({ path }, i) => path.map((place, k) => ({ field: `${BASE}.loops.${i}.path.${k}`, place }))),
  ];
}

/** How the lookouts a plan names stand: where, their hours and whether they were taken away. */
export type KnownLookouts = ReadonlyMap<
  number,
  { isRemoved: boolean; position: LngLat; dutyStartMinute: number; dutyEndMinute: number }
>;

/**
 * Refuses what a schema cannot: parts that share an id, lookouts that nobody knows or that do not stand any more, hours
 * in which nobody is ever on duty, ground that a post cannot see, places outside the jurisdiction.
 * @throws RequestRefused naming the field
 */
export async function validatePlan(
  definition: PlanDefinition,
  known: KnownLookouts,
  findOutside: (places: readonly LngLat[]) => Promise<number | null>,
): Promise<void> {
  const { lookouts, posts, loops } = definition;
  const repeatedEdit = findRepeated(lookouts.map(({ lookoutId }) => lookoutId));
  if (repeatedEdit >= 0)
    throw new RequestRefused(400, {
      code: 'duplicate-part',
      field: `${BASE}.lookouts.${repeatedEdit}.lookoutId`,
      reason: 'A plan changes each lookout once: put both changes into one.',
    });
  const partFields = [
    ...posts.map(({ id }, i) => ({ id, field: `posts.${i}.id` })),
    ...loops.map(({ id }, i) => ({ id, field: `loops.${i}.id` })),
  ];
  const repeatedPart = findRepeated(partFields.map(({ id }) => id));
  if (repeatedPart >= 0)
    throw new RequestRefused(400, {
      code: 'duplicate-part',
      field: `${BASE}.${partFields[repeatedPart]!.field}`,
      reason: 'Every post and every loop of a plan needs an id of its own.',
    });

  for (const [i, edit] of lookouts.entries()) {
    const lookout = known.get(edit.lookoutId);
    if (!lookout || (lookout.isRemoved && edit.removed === undefined)) {
      throw new RequestRefused(400, {
        code: 'unknown-lookout',
        field: `${BASE}.lookouts.${i}.lookoutId`,
        reason: `Lookout ${edit.lookoutId} does not stand (any more): take this change out of the plan.`,
      });
    }
    const namesHours = edit.dutyStartMinute !== undefined || edit.dutyEndMinute !== undefined;
    if (
      namesHours &&
      !edit.removed &&
      isNever(edit.dutyStartMinute ?? lookout.dutyStartMinute, edit.dutyEndMinute ?? lookout.dutyEndMinute)
    )
      refuseHours(`lookouts.${i}.dutyEndMinute`);
    refuseBadGround(edit.position ?? lookout.position, edit.shape, `lookouts.${i}`);
  }
  for (const [i, post] of posts.entries()) {
    if (isNever(post.dutyStartMinute, post.dutyEndMinute)) refuseHours(`posts.${i}.dutyEndMinute`);
    refuseBadGround(post.position, post.shape, `posts.${i}`);
  }

  const places = listPlaces(definition);
  const outside = await findOutside(places.map(({ place }) => place));
  if (outside !== null)
    throw new RequestRefused(400, {
      code: 'outside-jurisdiction',
      field: places[outside]!.field,
      reason: 'This place lies outside the jurisdiction.',
    });
}

function refuseBadGround(position: LngLat, shape: WatchShape | undefined, field: string): void {
  const problem = shape ? findShapeProblem(position, shape) : null;
  if (problem !== null)
    throw new RequestRefused(400, {
      code: problem,
      field: `${BASE}.${field}.shape.geometry`,
      reason: 'This ground cannot be seen by its post: draw it anew.',
    });
}

function refuseHours(field: string): never {
  throw new RequestRefused(400, {
    code: 'no-duty-hours',
    field: `${BASE}.${field}`,
    reason: 'Duty that starts when it ends never comes: 0 to 1440 is all day, and removing takes a post away.',
  });
}
