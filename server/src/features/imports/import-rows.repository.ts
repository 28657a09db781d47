import type { ImportRowProblem } from '@liaowang/shared/schemas/incident-import';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { ImportBatch } from './row-batches.ts';

/** A batch as rows, and which of them are stored already: see {@link createImportRowsRepository}. */
const KNOWN = `
  WITH given AS (
    SELECT n::int, lng, lat, to_timestamp(ms / 1000) AS at, to_timestamp(until_ms / 1000) AS until, precision, category, kind_id, severity, description, external_id, row_number,
           row_cells::int[] AS row_cells, nth, nth_of_category
    FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[], $5::text[], $6::text[], $7::text[], $8::text[], $10::float8[], $11::text[], $12::text[], $13::text[], $14::int[], $15::int[])
      WITH ORDINALITY AS t (row_number, lng, lat, ms, category, severity, description, external_id, until_ms, precision, kind_id, row_cells, nth, nth_of_category, n)
  ), known AS (
    SELECT g.n FROM given g, LATERAL (
      SELECT count(*) FILTER (WHERE i.row_cells IS NOT NULL AND (i.row_cells = g.row_cells OR (
               SELECT CASE WHEN count(*) = 0 THEN i.category = g.category ELSE bool_and(a = b) END FROM unnest(i.row_cells) a JOIN unnest(g.row_cells) b ON a >> 16 = b >> 16
             ))) AS alike,
             count(*) FILTER (WHERE i.row_cells IS NULL AND i.category = g.category) AS of_category
      FROM incidents i
      WHERE i.occurred_at = g.at AND i.status <> 'withdrawn'
        AND abs(ST_X(i.position) - g.lng) <= 1e-6 AND abs(ST_Y(i.position) - g.lat) <= 1e-6
        AND (g.external_id IS NULL OR i.external_id IS NULL OR i.external_source IS DISTINCT FROM $9)
    ) stored
    WHERE stored.alike >= g.nth OR stored.of_category >= g.nth_of_category OR (g.external_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM incidents i
      WHERE i.external_source = $9 AND i.external_id = g.external_id AND i.status <> 'withdrawn' AND (
        i.occurred_at BETWEEN g.at - interval '1 minute' AND g.at + interval '1 minute'
        OR (abs(ST_X(i.position) - g.lng) <= 1e-4 AND abs(ST_Y(i.position) - g.lat) <= 1e-4 AND i.occurred_at BETWEEN g.at - interval '31 days' AND g.at + interval '31 days'))
    ))
  )`;

/** Incidents moved at a time at the end of a commit. */
const STEP_ROWS = 10_000;

/**
 * All SQL of a run over an import's rows. A row is known when an incident with its number was stored from a column of
 * the same name and time or place agree (unrelated systems all call their first incident 1; places agree to some 10 m
 * within a month). Where one of the two has no number or they come from different columns, time, place and every column
 * that both rows have must be the same, as often as the file says it; of an incident whose cells are not known (it was
 * not imported, or before cells were kept), time, place and category.
 */
export function createImportRowsRepository(db: Database) {
  /** The planner takes the look-ups of a batch for so dear that PostgreSQL would compile them: most of a second for a statement of milliseconds. */
  const withoutCompiling = <T>(work: (client: Queryable) => Promise<T>): Promise<T> =>
    db.transaction(async (client) => {
      await client.query('SET LOCAL jit = off');
      return work(client);
    });
  const toParameters = (batch: ImportBatch, source: string | null) => [
    batch.rows,
    batch.lngs,
    batch.lats,
    batch.timesMs,
    batch.categories,
    batch.severities,
    batch.descriptions,
    batch.externalIds,
    source,
    batch.untilsMs,
    batch.precisions,
    batch.kindIds,
    batch.rowCells.map((cells) => `{${cells.join(',')}}`),
    batch.nths,
    batch.nthsOfCategory,
  ];
  const toIndexes = (rows: Array<{ n: number }>): number[] => rows.map(({ n }) => n - 1);
  return {
    /** Which rows of the batch (by place in it) are known. */
    async findKnown(batch: ImportBatch, source: string | null): Promise<number[]> {
      return withoutCompiling(async (client) =>
        toIndexes(
          (await client.query<{ n: number }>(`${KNOWN} SELECT n FROM known`, toParameters(batch, source))).rows,
        ),
      );
    },
    /** Sets aside the rows of the batch that are not known, with the branch on whose ground they lie; tells the others, as findKnown. */
    async setAside(runId: string, batch: ImportBatch, source: string | null): Promise<number[]> {
      return withoutCompiling(async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `${KNOWN}, placed AS (
             SELECT g.*, ST_SetSRID(ST_MakePoint(g.lng, g.lat), 4326) AS position FROM given g WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.n = g.n)
           ), stored AS (
             INSERT INTO incident_import_rows (run_id, row_number, category, kind_id, severity, description, external_id, branch_id, position, occurred_at, occurred_until, time_precision, row_cells)
             SELECT $16::uuid, p.row_number, p.category, p.kind_id, p.severity, p.description, p.external_id,
                    (SELECT b.id FROM branches b WHERE b.area && p.position AND ST_Covers(b.area, p.position) ORDER BY b.id LIMIT 1), p.position, p.at, p.until, p.precision, p.row_cells
             FROM placed p
           )
           SELECT n FROM known`,
          [...toParameters(batch, source), runId],
        );
        return toIndexes(rows);
      });
    },
    async insertProblems(importId: number, runId: string, problems: readonly ImportRowProblem[]): Promise<void> {
      await db.query(
        `INSERT INTO incident_import_problems (import_id, run_id, row_number, problem, column_name, value)
         SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[])`,
        [
          importId,
          runId,
          problems.map(({ row }) => row),
          problems.map(({ problem }) => problem),
          problems.map(({ column }) => column),
          problems.map(({ value }) => value),
        ],
      );
    },
    /** A page of a run's problems, in order of rows, after a given one. */
    async findProblems(
      importId: number,
      runId: string,
      after: { row: number; id: string },
      limit: number,
    ): Promise<Array<ImportRowProblem & { id: string }>> {
      const { rows } = await db.query<ImportRowProblem & { id: string }>(
        `SELECT id, row_number AS row, problem, column_name AS "column", value FROM incident_import_problems
         WHERE import_id = $1 AND run_id = $2 AND (row_number, id) > ($3, $4::bigint) ORDER BY row_number, id LIMIT $5`,
        [importId, runId, after.row, after.id, limit],
      );
      return rows;
    },
    /** The kinds of what a run has set aside. */
    async findKindIds(runId: string, client: Queryable): Promise<string[]> {
      const { rows } = await client.query<{ kind_id: string }>(
        'SELECT DISTINCT kind_id FROM incident_import_rows WHERE run_id = $1 AND kind_id IS NOT NULL',
        [runId],
      );
      return rows.map(({ kind_id: kindId }) => kindId);
    },
    /** Makes incidents of what a run has set aside, step by step in the caller's transaction; returns how many. `made` are the ids of kinds that were new. */
    async moveToIncidents(
      runId: string,
      importId: number,
      source: { incidentSource: string; externalSource: string | null; made: ReadonlyMap<string, string> },
      client: Queryable,
      onStep: (rows: number) => void,
    ): Promise<number> {
      let moved = 0;
      for (let after = 0; ;) {
        const { rows } = await client.query<{ count: number; last: number | null }>(
          `WITH step AS (SELECT * FROM incident_import_rows WHERE run_id = $1 AND row_number > $2 ORDER BY row_number LIMIT $3), stored AS (
             INSERT INTO incidents (category, kind_id, severity, source, status, description, branch_id, position, occurred_at, occurred_until, time_precision, reported_at, import_id, external_source, external_id, row_cells)
             SELECT category, coalesce(m.kind_id, step.kind_id), severity, $4, 'closed', description, branch_id, position, occurred_at, occurred_until, time_precision, occurred_at, $5, CASE WHEN external_id IS NOT NULL THEN $6 END, external_id, row_cells
             FROM step LEFT JOIN unnest($7::text[], $8::text[]) AS m (new_id, kind_id) ON m.new_id = step.kind_id
           )
           SELECT count(*)::int AS count, max(row_number) AS last FROM step`,
          [
            runId,
            after,
            STEP_ROWS,
            source.incidentSource,
            importId,
            source.externalSource,
            [...source.made.keys()],
            [...source.made.values()],
          ],
        );
        const { count, last } = rows[0]!;
        if (last === null) return moved;
        moved += count;
        after = last;
        onStep(moved);
      }
    },
    /** Nothing is left of a run that did not come to its end. */
    async deleteRun(runId: string): Promise<void> {
      await db.query('DELETE FROM incident_import_rows WHERE run_id = $1', [runId]);
      await db.query('DELETE FROM incident_import_problems WHERE run_id = $1', [runId]);
    },
    async deleteSetAside(runId: string): Promise<void> {
      await db.query('DELETE FROM incident_import_rows WHERE run_id = $1', [runId]);
    },
    async deleteOtherProblems(importId: number, runId: string): Promise<void> {
      await db.query('DELETE FROM incident_import_problems WHERE import_id = $1 AND run_id <> $2', [importId, runId]);
    },
    /** Removes the incidents of an import; returns how many. */
    async deleteIncidents(importId: number, client: Queryable): Promise<number> {
      return (await client.query('DELETE FROM incidents WHERE import_id = $1', [importId])).rowCount ?? 0;
    },
  };
}

export type ImportRowsRepository = ReturnType<typeof createImportRowsRepository>;
