import fp from 'fastify-plugin';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Permission } from '@liaowang/shared/contract/permissions';
import type { FileRegister, RegisterRow, RegisterRowProblem } from '@liaowang/shared/schemas/register-file';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Queryable } from './postgres.ts';
import type { RegisterHistory } from './register-history.repository.ts';
import type { RegisterTable, RegisterWriter, StoredEntry } from './register.ts';

/** A row of a table, its cells by the fields that columns were found for. */
export interface FileRowValues {
  /** 1 = the first below the heading. */
  row: number;
  /** In one line each; '' where the cell is empty. */
  values: ReadonlyMap<string, string>;
  /** WGS-84; null where none is told. */
  position: LngLat | null;
  /** Why there is no position though the file has places. */
  positionProblem: 'no-place' | 'place-not-understood' | 'outside' | null;
  isBroken: boolean;
}

export type RowProblem = RegisterRow['problems'][number];

/** How tables name branches, and which has a place. */
export interface BranchFinder {
  /** The branch of a code or a name, with 分会 behind it or not; null = none, or several, is called so. */
  byWord(word: string): number | null;
  /** The branch on whose ground a place lies, else the nearest; null = there is none. */
  byPlace(place: LngLat): number | null;
}

/** What has a name in both languages, as every entry of a register. */
export interface Named {
  name: LocalizedName;
}

/** What a row says of an entry; of its name perhaps only that in one language. */
export type GivenValues<S extends Named> = Partial<Omit<S, 'name'>> & { name?: Partial<LocalizedName> };

/** What a row says of an entry. */
export interface ReadEntry<S extends Named> {
  /** Rows and entries of one key are of the same thing. */
  key: string;
  name: string;
  /** What the row says; what it does not say stays as it is. */
  given: GivenValues<S>;
  /** What a new entry is where the row says nothing. */
  forNew: Partial<S>;
  problems: RowProblem[];
}

/** What a file did, kept so that it can be undone. */
export interface WrittenEntry {
  id: number;
  action: 'add' | 'change';
  /** Version that the entry had after it. */
  version: number;
  /** What it was before; null = it was not there. */
  before: object | null;
  /** From when it holds; null = it was always so. */
  fromMs: number | null;
}

/** A device's token, shown once. */
export interface NewToken {
  unitId: number;
  name: string;
  deviceId: string;
  token: string;
}

/** A row as it would be taken; `write` does so. */
export interface PlannedRow extends RegisterRow {
  /** It takes what the others leave, as the next number: it is written after them. */
  isLast: boolean;
  write:
    | ((fromMs: number | null, client: Queryable) => Promise<{ written: WrittenEntry; token: NewToken | null }>)
    | null;
}

/** A register that files are read into. */
export interface RegisterFileKind {
  register: FileRegister;
  /** Beside `registry:manage`. */
  requires: Permission | null;
  /** What becomes of the rows, in their order. */
  plan(rows: readonly FileRowValues[], by: RegisterWriter, client: Queryable): Promise<PlannedRow[]>;
  /**
   * Undoes what a file did, in the transaction of `client`; returns how many entries stay: changed again since, others
   * belong to them, of another branch than the writer's, or what they were belongs to a branch that is gone.
   */
  undo(entries: readonly WrittenEntry[], by: RegisterWriter, client: Queryable): Promise<number>;
  /** Keeps other writers out until the transaction ends. */
  lock(client: Queryable): Promise<void>;
  /** To be done with the last row, in the same transaction. */
  finish(client: Queryable): Promise<void>;
  /** Tells everybody of these entries, after the commit. */
  reload(entries: readonly WrittenEntry[]): Promise<void>;
}

/** One register, as {@link createFileKind} needs to know it. */
interface FileKindParts<S extends Named> extends Pick<
  RegisterFileKind,
  'register' | 'requires' | 'lock' | 'finish' | 'reload'
> {
  table: RegisterTable<S>;
  history: RegisterHistory<S>;
  /** Tells what rows may know an entry by, the surest first. */
  createKeys(client: Queryable): Promise<(entry: StoredEntry<S>) => readonly string[]>;
  branchOf(state: S, id: number): number | null;
  /** Makes a reader of rows: what is known may be looked up before. */
  createReader(client: Queryable): Promise<(row: FileRowValues, by: RegisterWriter) => ReadEntry<S>>;
  /** The whole of a new entry, or what is wanting for one. */
  complete(values: GivenValues<S>, row: FileRowValues): { state: S; isLast?: boolean } | { problems: RowProblem[] };
  /** What goes with a change, as drawn ground with its lookout; as it is where there is nothing. */
  adjust?(before: S, after: S): S;
  insert(
    state: S,
    row: FileRowValues,
    existsSinceMs: number | null,
    client: Queryable,
  ): Promise<{ id: number; token: NewToken | null }>;
  /** Whether it is in use: other entries belong to it, or it has reported. Then it stays when its file is undone. */
  isUsed(id: number, client: Queryable): Promise<boolean>;
  /** Whether what an entry was may be again: its branch stands. */
  mayBeAgain(state: S, client: Queryable): Promise<boolean>;
  /** Takes what was added by mistake out of the past, too. */
  erase?(id: number, client: Queryable): Promise<void>;
  /** A value as people read it. */
  toText(value: unknown): string;
}

export const problemOf = (field: string, problem: RegisterRowProblem, value = '', rows: number[] = []): RowProblem => ({
  field,
  problem,
  value,
  rows,
});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rows that say different things of one entry; each is told of the others. */
function noteContradictions<S extends Named>(
  read: ReadonlyArray<{ row: FileRowValues; entry: ReadEntry<S> }>,
  identify: (key: string) => string,
): void {
  const byKey = new Map<string, Array<{ row: FileRowValues; entry: ReadEntry<S> }>>();
  for (const each of read) {
    if (each.entry.problems.length > 0 || each.entry.key === '') continue;
    const key = identify(each.entry.key);
    const same = byKey.get(key);
    if (same) same.push(each);
    else byKey.set(key, [each]);
  }
  for (const same of byKey.values()) {
    if (same.every(({ entry }) => isSame(entry.given, same[0]!.entry.given))) continue;
    const rows = same.map(({ row }) => row.row);
    for (const { entry } of same) entry.problems.push(problemOf('', 'contradicts', entry.name, rows));
  }
}

/** A register of entries that a file's rows add to, or change: known again by their keys. */
export function createFileKind<S extends Named>(parts: FileKindParts<S>): RegisterFileKind {
  const { table, history } = parts;

  async function change(
    { id, version, state, existsSinceMs }: StoredEntry<S>,
    after: S,
    fromMs: number | null,
    client: Queryable,
  ): Promise<{ written: WrittenEntry; token: null }> {
    await table.write(id, after, client);
    await history.note({ entryId: id, before: state, after, existsSinceMs, fromMs }, client);
    return { written: { id, action: 'change', version: version + 1, before: state, fromMs }, token: null };
  }
  async function add(state: S, row: FileRowValues, fromMs: number | null, client: Queryable) {
    const { id, token } = await parts.insert(state, row, fromMs, client);
    return { written: { id, action: 'add' as const, version: 1, before: null, fromMs }, token };
  }

  function planRow(
    { row, entry }: { row: FileRowValues; entry: ReadEntry<S> },
    known: StoredEntry<S> | undefined,
    by: RegisterWriter,
  ): PlannedRow {
    const planned = { row: row.row, name: entry.name, position: row.position, isLast: false };
    const refuse = (problems: RowProblem[]): PlannedRow => ({
      ...planned,
      action: 'refuse',
      changes: [],
      problems,
      write: null,
    });
    const isForeign = (state: S, id: number): boolean =>
      by.scopeBranchId !== null && parts.branchOf(state, id) !== by.scopeBranchId;
    if (entry.problems.length > 0) return refuse(entry.problems);
    if (!known) {
      const complete = parts.complete({ ...entry.forNew, ...entry.given }, row);
      if ('problems' in complete) return refuse(complete.problems);
      const { state } = complete;
      if (isForeign(state, 0)) return refuse([problemOf('branch', 'other-branch')]);
      return {
        ...planned,
        isLast: complete.isLast ?? false,
        action: 'add',
        changes: [],
        problems: [],
        write: (fromMs, client) => add(state, row, fromMs, client),
      };
    }
    const given: S = { ...known.state, ...entry.given, name: { ...known.state.name, ...entry.given.name } };
    const after = parts.adjust?.(known.state, given) ?? given;
    if (isForeign(known.state, known.id) || isForeign(after, known.id))
      return refuse([problemOf('branch', 'other-branch')]);
    const changes = Object.entries(after).flatMap(([field, value]) => {
      const before = known.state[field as keyof S];
      return isSame(before, value) ? [] : [{ field, before: parts.toText(before), after: parts.toText(value) }];
    });
    if (changes.length === 0) return { ...planned, action: 'same', changes, problems: [], write: null };
    return {
      ...planned,
      action: 'change',
      changes,
      problems: [],
      write: (fromMs, client) => change(known, after, fromMs, client),
    };
  }

  return {
    register: parts.register,
    requires: parts.requires,
    lock: parts.lock,
    finish: parts.finish,
    reload: parts.reload,
    async plan(rows, by, client) {
      const byKey = new Map<string, StoredEntry<S>>();
      const keysOf = await parts.createKeys(client);
      for (const current of await table.findAll(client))
        for (const key of keysOf(current)) if (!byKey.has(key)) byKey.set(key, current);
      const readRow = await parts.createReader(client);
      const read = rows.map((row) => ({
        row,
        entry: row.isBroken
          ? { key: '', name: '', given: {}, forNew: {}, problems: [problemOf('', 'broken', row.values.get('') ?? '')] }
          : readRow(row, by),
      }));
      /** Two keys may be of one entry: its number and its name. */
      const identify = (key: string): string => {
        const known = byKey.get(key);
        return known ? `#${known.id}` : key;
      };
      noteContradictions(read, identify);
      const taken = new Set<string>();
      const planned: PlannedRow[] = [];
      for (const each of read) {
        const { key, name, problems } = each.entry;
        // The same once more.
        const isRepeated = problems.length === 0 && taken.has(identify(key));
        // One that was refused says nothing of it.
        if (problems.length === 0) taken.add(identify(key));
        planned.push(
          isRepeated
            ? {
                row: each.row.row,
                name,
                position: each.row.position,
                isLast: false,
                action: 'same',
                changes: [],
                problems: [],
                write: null,
              }
            : planRow(each, byKey.get(key), by),
        );
      }
      return planned;
    },
    async undo(entries, by, client) {
      let kept = 0;
      // The last first, as one may rest on another.
      for (const { id, version, before, fromMs } of entries.toReversed()) {
        const held = await table.hold(id, client);
        if (!held || held.version !== version || (before === null && (await parts.isUsed(id, client)))) {
          kept += 1;
          continue;
        }
        const { state, existsSinceMs } = held;
        const isForeign = by.scopeBranchId !== null && parts.branchOf(state, id) !== by.scopeBranchId;
        if (isForeign || (before !== null && !(await parts.mayBeAgain(before as S, client)))) {
          kept += 1;
          continue;
        }
        if (before === null) {
          await table.end(id, client);
          await parts.erase?.(id, client);
          // It never was.
          await history.note({ entryId: id, before: state, after: null, existsSinceMs, fromMs: null }, client);
        } else {
          await table.write(id, before as S, client);
          await history.note({ entryId: id, before: state, after: before as S, existsSinceMs, fromMs }, client);
        }
      }
      return kept;
    },
  };
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Registers that files are read into; each register adds its own. */
    registerFileKinds: RegisterFileKind[];
  }
}

export default fp(
  async (app) => {
    app.decorate('registerFileKinds', []);
  },
  { name: 'register-file-kinds' },
);
