import { findFarthestMeters, moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import type { LookoutEdit } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import {
  DEFAULT_LOOKOUT_RANGE_METERS,
  POST_RANGE_METERS,
  type LookoutChange,
  type LookoutRange,
  type NewLookout,
} from '@liaowang/shared/schemas/lookout';
import { trimName } from '@liaowang/shared/schemas/text';
import { WHOLE_DISK, type WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { Value } from 'typebox/value';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { isUniqueViolation } from '../../plugins/database-errors.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import {
  createRegister,
  findSinceMs,
  mustBeOwnBranch,
  type AnsweredEntry,
  type RegisterWriter,
} from '../../plugins/register.ts';
import { applyLookoutChanges, type LookoutChanges } from './apply-lookout-changes.ts';
import type { LookoutState, LookoutsRepository } from './lookouts.repository.ts';

/** What is wrong with drawn ground, for those who send it. */
const REASONS = {
  'ground-not-closed': 'A ring ends where it begins.',
  'ground-crosses-itself': 'The outline crosses or touches itself.',
  'ground-too-small': 'The ground is smaller than 100 m².',
  'ground-too-far': 'The ground lies more than 500 m from its lookout, or reaches farther than 10 km.',
};

/** @throws {RequestRefused} for ground that cannot be seen from there */
function mustBeSeen(position: LngLat, shape: WatchShape, field: string): void {
  const problem = findShapeProblem(position, shape);
  if (problem !== null) throw new RequestRefused(400, { code: problem, field, reason: REASONS[problem] });
}

/** Of a drawn ground as far as its farthest corner; else null. */
const farthestOf = (position: LngLat, shape: WatchShape): number | null =>
  shape.kind === 'ground'
    ? Math.max(POST_RANGE_METERS.minimum, Math.ceil(findFarthestMeters(position, shape.geometry)))
    : null;

const rangeOf = ({ detectionRangeMeters, shape }: LookoutState) => ({ detectionRangeMeters, shape });

const numberTaken = () =>
  new RequestRefused(409, { code: 'number-taken', field: 'body.number', reason: 'Another lookout has this number.' });

/** What the register of lookouts asks of the others. */
export interface LookoutPlaces {
  /** @throws {RequestRefused} outside the city */
  mustLieInside(position: LngLat, client: Queryable): Promise<void>;
  /** The branch of that number, or of none that of the place. @throws {RequestRefused} where there is no such branch */
  resolveBranch(branchId: number | undefined, position: LngLat, client: Queryable): Promise<number | null>;
  /** Whether there is such a branch; it stays until the transaction ends. */
  isStanding(branchId: number, client: Queryable): Promise<boolean>;
}

/** The register of lookouts. After each change the caller reads them anew. */
export function createLookoutsService(options: {
  repository: LookoutsRepository;
  places: LookoutPlaces;
  db: Database;
  audit: AuditRecorder;
}) {
  const { repository, places, db, audit } = options;
  const register = createRegister<LookoutState>({
    noun: 'lookout',
    register: 'lookouts',
    table: repository.table,
    branchOf: ({ branchId }) => branchId,
    db,
    audit,
  });

  /** One after another, as they number themselves. */
  async function write<T>(work: (client: Queryable) => Promise<T>): Promise<T> {
    try {
      return await db.transaction(async (client) => {
        await repository.lock(client);
        return work(client);
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw numberTaken();
      throw error;
    }
  }

  return {
    history: register.history,
    /** Puts up a lookout. */
    add({ validFrom, isCorrection, ...input }: NewLookout, by: RegisterWriter): Promise<AnsweredEntry<LookoutState>> {
      const existsSinceMs = findSinceMs({ validFrom, isCorrection }, Date.now());
      return write(async (client) => {
        const { position, shape = WHOLE_DISK } = input;
        await places.mustLieInside(position, client);
        mustBeSeen(position, shape, 'body.shape.geometry');
        mustBeOwnBranch(input.branchId, by);
        const branchId =
          input.branchId === null
            ? null
            : await places.resolveBranch(input.branchId ?? by.scopeBranchId ?? undefined, position, client);
        const state: LookoutState = {
          number: input.number ?? (await repository.findNextNumber(client)),
          name: trimName(input.name),
          branchId,
          position,
          detectionRangeMeters:
            input.detectionRangeMeters ?? farthestOf(position, shape) ?? DEFAULT_LOOKOUT_RANGE_METERS,
          shape,
          dutyStartMinute: input.dutyStartMinute ?? 0,
          dutyEndMinute: input.dutyEndMinute ?? 1_440,
          noticeBoardInspectedOn: input.noticeBoardInspectedOn ?? null,
          siteReason: input.siteReason ?? null,
          supplies: input.supplies ?? null,
        };
        const id = await repository.insert(state, existsSinceMs, client);
        return register.noteAdded({ id, state, existsSinceMs, by }, client);
      });
    },
    change(
      lookoutId: number,
      version: number,
      { validFrom, isCorrection, ...values }: LookoutChange,
      by: RegisterWriter,
    ): Promise<AnsweredEntry<LookoutState>> {
      return write((client) =>
        register.change(
          {
            id: lookoutId,
            version,
            since: { validFrom, isCorrection },
            by,
            named: Object.keys(values) as Array<keyof typeof values>,
          },
          async (before) => {
            const position = values.position ?? before.position;
            if (values.position) await places.mustLieInside(position, client);
            if (typeof values.branchId === 'number') await places.resolveBranch(values.branchId, position, client);
            const shape = values.shape ?? moveShape(before.shape, before.position, position);
            mustBeSeen(position, shape, 'body.shape.geometry');
            const farthest = values.shape ? farthestOf(position, shape) : null;
            return {
              ...before,
              detectionRangeMeters: farthest ?? before.detectionRangeMeters,
              ...values,
              position,
              shape,
              name: trimName(values.name ?? before.name),
            };
          },
          client,
        ),
      );
    },
    async remove(lookoutId: number, version: number, by: RegisterWriter): Promise<void> {
      await write((client) => register.remove({ id: lookoutId, version, by }, async () => undefined, client));
    },
    /** Changes what a lookout sees. Refused where `was` is not how it is. */
    changeRange(
      lookoutId: number,
      { shape, detectionRangeMeters, was }: LookoutRange,
      accountId: number,
    ): Promise<AnsweredEntry<LookoutState>> {
      return write((client) =>
        register.change(
          // Whoever keeps coverage says what is seen, of any branch's.
          { id: lookoutId, version: undefined, since: {}, by: { accountId, scopeBranchId: null }, named: [] },
          (before) => {
            if (was && !Value.Equal(was, rangeOf(before))) {
              throw new RequestRefused(409, {
                code: 'changed-meanwhile',
                field: 'body.was',
                reason: 'Somebody changed what this lookout sees meanwhile. Read it again.',
              });
            }
            mustBeSeen(before.position, shape, 'body.shape.geometry');
            const farthest = farthestOf(before.position, shape) ?? before.detectionRangeMeters;
            return { ...before, shape, detectionRangeMeters: detectionRangeMeters ?? farthest };
          },
          client,
          (before, after) => ({
            action: 'lookout.range-changed',
            detail: { before: rangeOf(before), after: rangeOf(after) },
          }),
        ),
      );
    },
    /** Makes a plan's changes inside the transaction of `client`, see {@link applyLookoutChanges}. */
    apply: (changes: LookoutChanges, client: Queryable): Promise<LookoutEdit[]> =>
      applyLookoutChanges({
        changes,
        client,
        repository,
        history: register.history,
        findBranch: (position) => places.resolveBranch(undefined, position, client),
        isStanding: places.isStanding,
      }),
  };
}

export type LookoutsService = ReturnType<typeof createLookoutsService>;
