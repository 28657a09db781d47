import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import type { LookoutEdit, PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';
import { Value } from 'typebox/value';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterHistory } from '../../plugins/register-history.repository.ts';
import type { LookoutState, LookoutsRepository, StoredLookout } from './lookouts.repository.ts';

/** What a plan does to the posts, and how to take it back. */
export interface LookoutChanges {
  edits: readonly LookoutEdit[];
  posts: readonly PlannedPost[];
}

interface ApplyInput {
  changes: LookoutChanges;
  client: Queryable;
  repository: LookoutsRepository;
  history: RegisterHistory<LookoutState>;
  /** Whose a new post is. */
  findBranch: (position: LookoutState['position'], client: Queryable) => Promise<number | null>;
  /** Whether there is a branch yet. */
  isStanding: (branchId: number, client: Queryable) => Promise<boolean>;
}

/** What a lookout becomes by an edit; what the edit does not name stays, and a drawn ground goes with its lookout. */
function edited(state: LookoutState, edit: LookoutEdit): LookoutState {
  const position = edit.position ?? state.position;
  return {
    ...state,
    position,
    detectionRangeMeters: edit.detectionRangeMeters ?? state.detectionRangeMeters,
    shape: edit.shape ?? moveShape(state.shape, state.position, position),
    dutyStartMinute: edit.dutyStartMinute ?? state.dutyStartMinute,
    dutyEndMinute: edit.dutyEndMinute ?? state.dutyEndMinute,
  };
}

/** The whole of a lookout as an edit: applied, it is again as it was. */
function toEdit({ id, removedAtMs, state }: StoredLookout): LookoutEdit {
  const { position, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute } = state;
  return {
    lookoutId: id,
    position,
    detectionRangeMeters,
    shape,
    dutyStartMinute,
    dutyEndMinute,
    removed: removedAtMs !== null,
  };
}

/** Whether an edit can be made to the lookout of that number: it stands, or the edit says that it shall. */
function findStanding(lookouts: ReadonlyMap<number, StoredLookout>, edit: LookoutEdit, field: string): StoredLookout {
  const lookout = lookouts.get(edit.lookoutId);
  if (!lookout || (lookout.removedAtMs !== null && edit.removed === undefined)) {
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
 * the branch that `findBranch` says. Throws a refusal, which rolls the transaction back, for a lookout that does not stand.
 */
export async function applyLookoutChanges({
  changes: { edits, posts },
  client,
  repository,
  history,
  findBranch,
  isStanding,
}: ApplyInput): Promise<LookoutEdit[]> {
  await repository.lock(client);
  const nowMs = Date.now();
  const lookouts = new Map((await repository.findEver(client)).map((lookout) => [lookout.id, lookout]));

  async function makeEdit(lookout: StoredLookout, edit: LookoutEdit): Promise<void> {
    const { id, state, existsSinceMs } = lookout;
    const wasRemoved = lookout.removedAtMs !== null;
    const isRemoved = edit.removed ?? wasRemoved;
    const before = wasRemoved ? null : state;
    let after = edited(state, edit);
    const taken = [...lookouts.values()].some(
      (other) => other.id !== id && other.removedAtMs === null && other.state.number === after.number,
    );
    // Its branch may be gone since.
    if (wasRemoved && !isRemoved && after.branchId !== null && !(await isStanding(after.branchId, client)))
      after = { ...after, branchId: await findBranch(after.position, client) };
    // Somebody else has its number by now.
    if (wasRemoved && !isRemoved && taken) after = { ...after, number: await repository.findNextNumber(client) };
    // Applied once more it changes nothing.
    if (wasRemoved === isRemoved && Value.Equal(after, state)) return;
    if (!isRemoved || !wasRemoved) await repository.table.write(id, after, client);
    if (isRemoved && !wasRemoved) await repository.table.end(id, client);
    if (before || !isRemoved)
      await history.note(
        {
          entryId: id,
          before,
          after: isRemoved ? null : after,
          existsSinceMs,
          fromMs: nowMs,
          ...(lookout.removedAtMs !== null && { ended: { state, atMs: lookout.removedAtMs } }),
        },
        client,
      );
  }

  const undo: LookoutEdit[] = [];
  for (const [index, edit] of edits.entries()) {
    const lookout = findStanding(lookouts, edit, `body.definition.lookouts.${index}.lookoutId`);
    undo.push(toEdit(lookout));
    await makeEdit(lookout, edit);
  }
  for (const post of posts) {
    // Applied twice, by two people or by one who tried again, a plan puts up each post once.
    const standing = [...lookouts.values()].find(
      ({ removedAtMs, state }) =>
        removedAtMs === null &&
        state.name.zh === post.name &&
        state.position[0] === post.position[0] &&
        state.position[1] === post.position[1],
    );
    const { name, position, detectionRangeMeters, shape = WHOLE_DISK, dutyStartMinute, dutyEndMinute } = post;
    if (standing) {
      undo.push(toEdit(standing));
      await makeEdit(standing, { lookoutId: standing.id, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute });
      continue;
    }
    const state: LookoutState = {
      number: await repository.findNextNumber(client),
      name: { zh: name, en: name },
      branchId: await findBranch(position, client),
      position,
      detectionRangeMeters,
      shape,
      dutyStartMinute,
      dutyEndMinute,
      noticeBoardInspectedOn: null,
      siteReason: null,
      supplies: null,
    };
    undo.push({ lookoutId: await repository.insert(state, nowMs, client), removed: true });
  }
  return undo;
}
