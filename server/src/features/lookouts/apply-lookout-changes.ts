import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import type { LookoutEdit, PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { StoredLookout, createLookoutsRepository } from './lookouts.repository.ts';

/** What a plan does to the posts, and how to take it back. */
export interface LookoutChanges {
  edits: readonly LookoutEdit[];
  posts: readonly PlannedPost[];
}

/** What a lookout becomes by an edit; what the edit does not name stays, and a drawn ground goes with its lookout. */
function edited(lookout: StoredLookout, edit: LookoutEdit): StoredLookout {
  const position = edit.position ?? lookout.position;
  return {
    position,
    isRemoved: edit.removed ?? lookout.isRemoved,
    properties: {
      ...lookout.properties,
      detectionRangeMeters: edit.detectionRangeMeters ?? lookout.properties.detectionRangeMeters,
      shape: edit.shape ?? moveShape(lookout.properties.shape, lookout.position, position),
      dutyStartMinute: edit.dutyStartMinute ?? lookout.properties.dutyStartMinute,
      dutyEndMinute: edit.dutyEndMinute ?? lookout.properties.dutyEndMinute,
    },
  };
}

/** The whole of a lookout as an edit: applied, it is again as it was. */
function toEdit({ position, isRemoved, properties }: StoredLookout): LookoutEdit {
  const { lookoutId, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute } = properties;
  return { lookoutId, position, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute, removed: isRemoved };
}

/** Whether an edit can be made to the lookout of that number: it stands, or the edit says that it shall. */
function findStanding(lookouts: ReadonlyMap<number, StoredLookout>, edit: LookoutEdit, field: string): StoredLookout {
  const lookout = lookouts.get(edit.lookoutId);
  if (!lookout || (lookout.isRemoved && edit.removed === undefined)) {
    throw new RequestRefused(409, {
      code: 'unknown-lookout',
      field,
      reason: `Lookout ${edit.lookoutId} does not stand (any more): take this change out of the plan.`,
    });
  }
  return lookout;
}

/**
 * Makes the changes inside the transaction of `client` and returns the edits that take them back. A new post belongs to
 * the branch whose seat is nearest. Throws a refusal, which rolls the transaction back, for a lookout that does not stand.
 */
export async function applyLookoutChanges({
  changes: { edits, posts },
  client,
  repository,
}: {
  changes: LookoutChanges;
  client: Queryable;
  repository: ReturnType<typeof createLookoutsRepository>;
}): Promise<LookoutEdit[]> {
  await repository.lock(client);
  const lookouts = new Map(
    (await repository.findAll(client)).map((lookout) => [lookout.properties.lookoutId, lookout]),
  );
  const undo: LookoutEdit[] = [];
  for (const [index, edit] of edits.entries()) {
    const lookout = findStanding(lookouts, edit, `body.definition.lookouts.${index}.lookoutId`);
    undo.push(toEdit(lookout));
    await repository.update(edited(lookout, edit), client);
  }
  for (const post of posts) {
    // Applied twice, by two people or by one who tried again, a plan puts up each post once.
    const standing = [...lookouts.values()].find(
      ({ position, isRemoved, properties }) =>
        !isRemoved &&
        properties.name.zh === post.name &&
        position[0] === post.position[0] &&
        position[1] === post.position[1],
    );
    if (!standing) {
      undo.push({
        lookoutId: await repository.insert({ ...post, shape: post.shape ?? WHOLE_DISK }, client),
        removed: true,
      });
      continue;
    }
    undo.push(toEdit(standing));
    const { detectionRangeMeters, shape = WHOLE_DISK, dutyStartMinute, dutyEndMinute } = post;
    await repository.update(
      edited(standing, {
        lookoutId: standing.properties.lookoutId,
        detectionRangeMeters,
        shape,
        dutyStartMinute,
        dutyEndMinute,
      }),
      client,
    );
  }
  return undo;
}
