import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { AuditRecorder } from './audit-recorder.ts';
import { RequestRefused, notFound } from './error-handler.ts';
import type { Database, Queryable } from './postgres.ts';
import { createRegisterHistory, type RegisterName } from './register-history.repository.ts';

/** Who writes into a register; `scopeBranchId` null: the whole city. */
export interface RegisterWriter {
  accountId: number;
  scopeBranchId: number | null;
}

/** Who asks, as a register knows it. */
export const toWriter = (request: { account: { id: number }; scopeBranchId: number | null }): RegisterWriter => ({
  accountId: request.account.id,
  scopeBranchId: request.scopeBranchId,
});

/** @throws {RequestRefused} where somebody who is confined to a branch writes for another: whether there is such a one is not told */
export function mustBeOwnBranch(branchId: number | null | undefined, { scopeBranchId }: RegisterWriter): void {
  if (scopeBranchId !== null && branchId !== undefined && branchId !== scopeBranchId)
    throw new RequestRefused(403, { code: 'not-permitted', reason: 'This account writes what is of its own branch.' });
}

/** Since when it holds, as the contract takes it (ValidSince). */
export interface SinceWhen {
  validFrom?: string | undefined;
  isCorrection?: boolean | undefined;
}

/** An entry as its table has it. */
export interface StoredEntry<S> {
  id: number;
  version: number;
  /** Null = since ever, as far as anybody says. */
  existsSinceMs: number | null;
  state: S;
}

/** An entry as it is answered. */
export type AnsweredEntry<S> = S & { id: number; version: number };

/** SQL of one register. `S` is what of an entry changes and is kept with its time. */
export interface RegisterTable<S> {
  /** Says that this transaction writes the table, before any row of it is held: whoever reads a whole file into it waits here, not at a row. */
  enter(client: Queryable): Promise<void>;
  /** The entry, if it stands, held until the transaction ends. */
  hold(id: number, client: Queryable): Promise<StoredEntry<S> | null>;
  /** Every entry that stands, by id. */
  findAll(client?: Queryable): Promise<StoredEntry<S>[]>;
  /** Writes it and raises its version. */
  write(id: number, state: S, client: Queryable): Promise<void>;
  /** Marks it as no more, and raises its version. */
  end(id: number, client: Queryable): Promise<void>;
}

const answer = <S>({ id, version, state }: Omit<StoredEntry<S>, 'existsSinceMs'>): AnsweredEntry<S> => ({
  id,
  version,
  ...state,
});

/** The time from which something holds, milliseconds; null = it was always so. @throws {RequestRefused} for a time to come */
export function findSinceMs({ validFrom, isCorrection }: SinceWhen, nowMs: number): number | null {
  if (isCorrection === true) {
    if (validFrom === undefined) return null;
    throw new RequestRefused(400, {
      code: 'invalid-input',
      field: 'body.validFrom',
      reason: 'A correction was always so: it holds from no time.',
    });
  }
  if (validFrom === undefined) return nowMs;
  const fromMs = parseInstant(validFrom);
  if (fromMs <= nowMs) return fromMs;
  throw new RequestRefused(400, {
    code: 'valid-from-future',
    field: 'body.validFrom',
    reason: 'A change holds from now on, or from a time in the past.',
  });
}

/** Shapes are drawn, not read: the audit log says that they changed, the periods what they were. */
const UNREAD = new Set(['area', 'boundary', 'geometry', 'shape']);

/** What changed, for people who read the audit log. */
function describeChange<S extends object>(before: S, after: S): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) => {
      const was = before[name as keyof S];
      if (JSON.stringify(was) === JSON.stringify(value)) return [];
      return [[name, UNREAD.has(name) ? 'changed' : { before: was, after: value }]];
    }),
  );
}

/**
 * One register that people write: each change is made on the version that its writer saw, kept with since when it holds,
 * and told in the audit log, all in one transaction. `branchOf` says whose an entry is: who is confined to a branch writes
 * that branch's only.
 */
export function createRegister<S extends object>(options: {
  /** In the audit log: `<noun>.changed`, `<noun>:12`. */
  noun: string;
  register: RegisterName;
  table: RegisterTable<S>;
  branchOf: (state: S, id: number) => number | null;
  db: Database;
  audit: AuditRecorder;
}) {
  const { noun, register, table, branchOf, db, audit } = options;
  const history = createRegisterHistory<S>(register, db);
  const subjectOf = (id: number): string => `${noun}:${id}`;

  async function hold(
    id: number,
    version: number | undefined,
    by: RegisterWriter,
    client: Queryable,
  ): Promise<StoredEntry<S>> {
    await table.enter(client);
    const held = await table.hold(id, client);
    // What is of another branch is not there for who is confined to one.
    if (!held || (by.scopeBranchId !== null && branchOf(held.state, id) !== by.scopeBranchId)) throw notFound(noun);
    if (version !== undefined && held.version !== version)
      throw new RequestRefused(409, {
        code: 'changed-meanwhile',
        reason: `It was changed meanwhile: it is at version ${held.version}.`,
      });
    return held;
  }

  return {
    history,
    /** Holds an entry for a transaction of the caller's, which must stand, be the writer's, and be at `version` (undefined: at any). */
    async check(id: number, version: number | undefined, by: RegisterWriter, client: Queryable): Promise<void> {
      await hold(id, version, by, client);
    },
    /** The entries as they are (null), or were at an instant, each with the version that it is at now: 0 = it is no more. */
    async findAll(atMs: number | null): Promise<AnsweredEntry<S>[]> {
      const current = await table.findAll();
      if (atMs === null) return current.map(answer);
      const versions = new Map(current.map(({ id, version }) => [id, version]));
      const states = await history.statesAt(atMs, current);
      return [...states].map(([id, state]) => answer({ id, state, version: versions.get(id) ?? 0 }));
    },
    /** Notes and audits an entry that was just inserted. */
    async noteAdded(
      { id, state, existsSinceMs, by }: { id: number; state: S; existsSinceMs: number | null; by: RegisterWriter },
      client: Queryable,
    ): Promise<AnsweredEntry<S>> {
      mustBeOwnBranch(branchOf(state, id), by);
      // Without a period of its own it is what its table says, since it is there.
      await audit.record(
        { accountId: by.accountId, action: `${noun}.added`, subject: subjectOf(id), detail: { existsSinceMs } },
        client,
      );
      return answer({ id, state, version: 1 });
    },
    /** Changes an entry inside a transaction of the caller's: `edit` says what it becomes. Returns that. */
    async change(
      {
        id,
        version,
        since,
        by,
        named,
      }: {
        id: number;
        version: number | undefined;
        since: SinceWhen;
        by: RegisterWriter;
        /** What the writer names of it, though it may be so already. */
        named: readonly (keyof S)[];
      },
      edit: (before: S, client: Queryable) => Promise<S> | S,
      client: Queryable,
      /** What the audit log says, where it is more than which values changed. */
      entry?: (before: S, after: S) => { action: string; detail: object },
    ): Promise<AnsweredEntry<S>> {
      const fromMs = findSinceMs(since, Date.now());
      const { state: before, existsSinceMs, version: seen } = await hold(id, version, by, client);
      // It would change nothing at that time, and whoever says it means that it would.
      if (since.validFrom !== undefined && fromMs !== null && existsSinceMs !== null && fromMs < existsSinceMs)
        throw new RequestRefused(400, {
          code: 'valid-from-too-early',
          field: 'body.validFrom',
          reason: `It is there since ${new Date(existsSinceMs).toISOString()}: a change cannot hold from before that.`,
        });
      const after = await edit(before, client);
      mustBeOwnBranch(branchOf(after, id), by);
      await table.write(id, after, client);
      await history.note({ entryId: id, before, after, existsSinceMs, fromMs, named }, client);
      const told = entry?.(before, after) ?? {
        action: `${noun}.${since.isCorrection === true ? 'corrected' : 'changed'}`,
        detail: {
          ...describeChange(before, after),
          ...(since.validFrom !== undefined && { validFrom: since.validFrom }),
        },
      };
      await audit.record({ accountId: by.accountId, subject: subjectOf(id), ...told }, client);
      return answer({ id, state: after, version: seen + 1 });
    },
    /** Takes an entry away inside a transaction of the caller's, after `check` has found nothing that needs it. */
    async remove(
      { id, version, by }: { id: number; version: number; by: RegisterWriter },
      check: (before: S, client: Queryable) => Promise<void>,
      client: Queryable,
    ): Promise<void> {
      const { state, existsSinceMs } = await hold(id, version, by, client);
      await check(state, client);
      await table.end(id, client);
      await history.note({ entryId: id, before: state, after: null, existsSinceMs, fromMs: Date.now() }, client);
      await audit.record({ accountId: by.accountId, action: `${noun}.removed`, subject: subjectOf(id) }, client);
    },
  };
}

/** 409 for what cannot be taken away yet, with what belongs to it. */
export function stillUsed(noun: string, uses: Readonly<Record<string, number>>): RequestRefused | null {
  const counted = Object.entries(uses).filter(([, count]) => count > 0);
  const [first] = counted;
  if (!first) return null;
  return new RequestRefused(409, {
    code: 'still-used',
    reason: `${counted.map(([name, count]) => `${count} ${name}`).join(', ')} belong to this ${noun}: move or remove them first.`,
    detail: { key: `still-used-${first[0]}`, values: { count: first[1] } },
  });
}
