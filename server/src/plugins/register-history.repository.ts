import { changePeriods, endPeriods, type Period } from '@liaowang/shared/analysis/registers/periods';
import { toJsonText } from './json-text.ts';
import type { Queryable } from './postgres.ts';

/** A register whose entries keep what they were. */
export type RegisterName = 'branches' | 'stations' | 'key-areas' | 'lookouts' | 'units' | 'jurisdiction';

/** A change of an entry, to be noted in the transaction that makes it. */
export interface EntryChange<S extends object> {
  entryId: number;
  /** Null = it was not there, or had been taken away. */
  before: S | null;
  /** Null = it is no more. */
  after: S | null;
  /** Since when it is there, where it never changed; null = since ever. */
  existsSinceMs: number | null;
  /** From when the change holds; null = it was always so. */
  fromMs: number | null;
  /** What the writer named, though it is as it is now: it may have been otherwise since `fromMs`. */
  named?: readonly (keyof S)[];
  /** What it was until when it was taken away, where nobody kept that then: taken away before registers kept it. */
  ended?: { state: S; atMs: number };
}

interface PeriodRow<S> {
  id: string;
  entry_id: number;
  from_ms: number | null;
  to_ms: number | null;
  state: S;
}

const toMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `id, entry_id, ${toMs('valid_from')} AS from_ms, ${toMs('valid_to')} AS to_ms, state`;

/** What of `after` is not as it was, or was named. */
function findPatch<S extends object>(before: S, after: S, named: readonly (keyof S)[]): Partial<S> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) =>
        named.includes(name as keyof S) || JSON.stringify(value) !== JSON.stringify(before[name as keyof S]),
    ),
  ) as Partial<S>;
}

/** What the entries of one register were, and when: rows of `register_periods`, written by who changes an entry. */
export function createRegisterHistory<S extends object>(register: RegisterName, db: Queryable) {
  const toPeriod = ({ from_ms, to_ms, state }: PeriodRow<S>): Period<S> => ({ fromMs: from_ms, toMs: to_ms, state });

  async function find(entryId: number, client: Queryable): Promise<Array<Period<S> & { id: string }>> {
    const { rows } = await client.query<PeriodRow<S>>(
      `SELECT ${COLUMNS} FROM register_periods WHERE register = $1 AND entry_id = $2 AND superseded_at IS NULL
       ORDER BY valid_from NULLS FIRST, id`,
      [register, entryId],
    );
    return rows.map((row) => ({ id: row.id, ...toPeriod(row) }));
  }

  return {
    /** Notes a change; the entry itself is written by who calls, who holds it. */
    async note(
      { entryId, before, after, existsSinceMs, fromMs, named = [], ended }: EntryChange<S>,
      client: Queryable,
    ): Promise<void> {
      const kept = await find(entryId, client);
      const known: Period<S>[] =
        kept.length > 0
          ? kept
          : before !== null
            ? [{ fromMs: existsSinceMs, toMs: null, state: before }]
            : ended
              ? [{ fromMs: existsSinceMs, toMs: ended.atMs, state: ended.state }]
              : [];
      const next =
        after === null
          ? endPeriods(known, fromMs ?? Number.NEGATIVE_INFINITY)
          : changePeriods(known, before === null ? after : findPatch(before, after, named), fromMs, after);
      const stay = new Set<string>();
      const added = next.filter((period) => {
        const same = kept.find(
          (each) =>
            each.fromMs === period.fromMs &&
            each.toMs === period.toMs &&
            JSON.stringify(each.state) === JSON.stringify(period.state),
        );
        if (same) stay.add(same.id);
        return !same;
      });
      const superseded = kept.flatMap(({ id }) => (stay.has(id) ? [] : [id]));
      if (superseded.length > 0)
        await client.query('UPDATE register_periods SET superseded_at = now() WHERE id = ANY($1)', [superseded]);
      if (added.length > 0)
        await client.query(
          `INSERT INTO register_periods (register, entry_id, valid_from, valid_to, state)
           SELECT $1, $2, to_timestamp(p.from_ms / 1000), to_timestamp(p.to_ms / 1000), p.state
           FROM jsonb_to_recordset($3) AS p(n int, from_ms float8, to_ms float8, state jsonb) ORDER BY p.n`,
          [
            register,
            entryId,
            toJsonText(
              added.map((period, n) => ({ n, from_ms: period.fromMs, to_ms: period.toMs, state: period.state })),
            ),
          ],
        );
    },
    /** Every entry that ever changed, by id, with its periods in order. */
    async findAll(): Promise<Map<number, Period<S>[]>> {
      const { rows } = await db.query<PeriodRow<S>>(
        `SELECT ${COLUMNS} FROM register_periods WHERE register = $1 AND superseded_at IS NULL
         ORDER BY entry_id, valid_from NULLS FIRST, id`,
        [register],
      );
      const byEntry = new Map<number, Period<S>[]>();
      for (const row of rows) {
        const known = byEntry.get(row.entry_id);
        if (known) known.push(toPeriod(row));
        else byEntry.set(row.entry_id, [toPeriod(row)]);
      }
      return byEntry;
    },
    /**
     * What the entries were at an instant, by id: of those that ever changed from their periods, of the others what their
     * table says (`current`), where they were there.
     */
    async statesAt(
      atMs: number,
      current: ReadonlyArray<{ id: number; existsSinceMs: number | null; state: S }>,
    ): Promise<Map<number, S>> {
      const { rows } = await db.query<{ entry_id: number; state: S | null }>(
        `SELECT entry_id, (array_agg(state) FILTER (WHERE (valid_from IS NULL OR valid_from <= to_timestamp($2::float8 / 1000))
             AND (valid_to IS NULL OR valid_to > to_timestamp($2::float8 / 1000))))[1] AS state
         FROM register_periods WHERE register = $1 AND superseded_at IS NULL GROUP BY entry_id`,
        [register, atMs],
      );
      const states = new Map<number, S>();
      const changed = new Set<number>();
      for (const { entry_id, state } of rows) {
        changed.add(entry_id);
        if (state !== null) states.set(entry_id, state);
      }
      for (const { id, existsSinceMs, state } of current)
        if (!changed.has(id) && (existsSinceMs === null || existsSinceMs <= atMs)) states.set(id, state);
      return new Map([...states].toSorted(([a], [b]) => a - b));
    },
  };
}

export type RegisterHistory<S extends object> = ReturnType<typeof createRegisterHistory<S>>;
