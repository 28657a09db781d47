import { mayChangeOf } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import type {
  ImportCheck,
  ImportFormat,
  ImportMapping,
  ImportState,
  IncidentImport,
} from '@liaowang/shared/schemas/incident-import';
import { ADVISORY_LOCKS } from '../../plugins/advisory-locks.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';

/** An import with what only the server needs to know of it. */
export interface StoredImport {
  importId: number;
  fileName: string;
  format: ImportFormat;
  bytes: number;
  chunkCount: number;
  /** Of delimited text; null for other formats. */
  encoding: string | null;
  state: ImportState;
  mapping: ImportMapping | null;
  check: ImportCheck | null;
  problemsRun: string | null;
  importedCount: number | null;
  jobId: string | null;
  jobAccountId: number | null;
  createdBy: string;
  ownerId: number;
  createdAt: Date;
  committedAt: Date | null;
  undoneAt: Date | null;
}

interface ImportRow {
  id: number;
  file_name: string;
  format: ImportFormat;
  bytes: number;
  chunk_count: number;
  encoding: string | null;
  chosen_encoding: string | null;
  state: ImportState;
  mapping: ImportMapping | null;
  check_result: ImportCheck | null;
  problems_run: string | null;
  imported_count: number | null;
  job_id: string | null;
  job_account_id: number | null;
  created_by: number;
  username: string;
  created_at: Date;
  committed_at: Date | null;
  undone_at: Date | null;
}

/** Files that are still arriving are no imports yet. */
const SELECT =
  'SELECT i.*, a.username FROM incident_imports i JOIN accounts a ON a.id = i.created_by WHERE i.bytes IS NOT NULL';

function toStored(row: ImportRow): StoredImport {
  return {
    importId: row.id,
    fileName: row.file_name,
    format: row.format,
    bytes: row.bytes,
    chunkCount: row.chunk_count,
    encoding: row.chosen_encoding ?? row.encoding,
    state: row.state,
    mapping: row.mapping,
    check: row.check_result,
    problemsRun: row.problems_run,
    importedCount: row.imported_count,
    jobId: row.job_id,
    jobAccountId: row.job_account_id,
    createdBy: row.username,
    ownerId: row.created_by,
    createdAt: row.created_at,
    committedAt: row.committed_at,
    undoneAt: row.undone_at,
  };
}

/** An import as `reader` may see it. */
export function toIncidentImport(stored: StoredImport, reader: { id: number; role: Role }): IncidentImport {
  const { importId, fileName, format, bytes, state, mapping, check, importedCount, createdBy } = stored;
  return {
    importId,
    fileName,
    format,
    bytes,
    state,
    mapping,
    check,
    importedCount,
    createdBy,
    jobId: stored.jobAccountId === reader.id ? stored.jobId : null,
    mayChange: mayChangeOf(reader, stored.ownerId),
    createdAt: stored.createdAt.toISOString(),
    committedAt: stored.committedAt?.toISOString() ?? null,
    undoneAt: stored.undoneAt?.toISOString() ?? null,
  };
}

/** All SQL of imports and their files. */
export function createImportsRepository(db: Database) {
  return {
    /** A place for a file that is about to arrive. */
    async insertArriving(fileName: string, accountId: number): Promise<number> {
      return (
        await db.query<{ id: number }>(
          'INSERT INTO incident_imports (file_name, created_by) VALUES ($1, $2) RETURNING id',
          [fileName, accountId],
        )
      ).rows[0]!.id;
    },
    async insertChunk(importId: number, n: number, data: Buffer): Promise<void> {
      await db.query('INSERT INTO incident_import_chunks (import_id, n, data) VALUES ($1, $2, $3)', [
        importId,
        n,
        data,
      ]);
    },
    /** A piece of the file; null once the file is gone. */
    async findChunk(importId: number, n: number): Promise<Buffer | null> {
      return (
        (
          await db.query<{ data: Buffer }>('SELECT data FROM incident_import_chunks WHERE import_id = $1 AND n = $2', [
            importId,
            n,
          ])
        ).rows[0]?.data ?? null
      );
    },
    /** The file is here and known: from now on it is an import. */
    async markArrived(
      importId: number,
      file: { format: ImportFormat; encoding: string | null; bytes: number; chunkCount: number },
      client: Queryable,
    ): Promise<void> {
      await client.query(
        'UPDATE incident_imports SET format = $2, encoding = $3, bytes = $4, chunk_count = $5 WHERE id = $1',
        [importId, file.format, file.encoding, file.bytes, file.chunkCount],
      );
    },
    async deleteArriving(importId: number): Promise<void> {
      await db.query('DELETE FROM incident_imports WHERE id = $1 AND bytes IS NULL', [importId]);
    },
    async find(importId: number, client: Queryable = db): Promise<StoredImport | null> {
      const row = (await client.query<ImportRow>(`${SELECT} AND i.id = $1`, [importId])).rows[0];
      return row ? toStored(row) : null;
    },
    /** As find; nobody else changes it until the transaction ends. */
    async lock(importId: number, client: Queryable): Promise<StoredImport | null> {
      const row = (await client.query<ImportRow>(`${SELECT} AND i.id = $1 FOR UPDATE OF i`, [importId])).rows[0];
      return row ? toStored(row) : null;
    },
    /**
     * All that are committed, and of the others the newest so many; newest first, without the places that their dry runs
     * found. Of a branch: those that its accounts brought.
     */
    async findListed(mostOthers: number, scopeBranchId: number | null): Promise<StoredImport[]> {
      const { rows } = await db.query<ImportRow>(
        `WITH listed AS (${SELECT} AND ($2::int IS NULL OR a.branch_id = $2)),
              others AS (SELECT id FROM listed WHERE state <> 'committed' ORDER BY id DESC LIMIT $1)
         SELECT l.*, CASE WHEN l.check_result IS NOT NULL THEN l.check_result || '{"places": [], "placesOutside": []}'::jsonb END AS check_result
         FROM listed l WHERE l.state = 'committed' OR l.id IN (SELECT id FROM others) ORDER BY l.id DESC`,
        [mostOthers, scopeBranchId],
      );
      return rows.map(toStored);
    },
    /** Files of an account that are kept for an import still to come, and what they hold, those that are arriving too. */
    async sumKept(accountId: number): Promise<{ files: number; bytes: number }> {
      const { rows } = await db.query<{ files: number; bytes: number }>(
        `SELECT count(*)::int AS files, coalesce(sum(bytes), 0)::float8 AS bytes FROM incident_imports WHERE created_by = $1 AND state IN ('uploaded', 'checked')`,
        [accountId],
      );
      return rows[0]!;
    },
    /** Another encoding makes void what a dry run found. */
    async chooseEncoding(importId: number, encoding: string): Promise<void> {
      await db.query(
        `UPDATE incident_imports SET chosen_encoding = $2, state = 'uploaded', check_result = NULL
         WHERE id = $1 AND coalesce(chosen_encoding, encoding) IS DISTINCT FROM $2 AND state IN ('uploaded', 'checked')`,
        [importId, encoding],
      );
    },
    async setJob(importId: number, jobId: string, accountId: number): Promise<void> {
      await db.query('UPDATE incident_imports SET job_id = $2, job_account_id = $3 WHERE id = $1', [
        importId,
        jobId,
        accountId,
      ]);
    },
    async storeCheck(
      importId: number,
      runId: string,
      mapping: ImportMapping,
      check: ImportCheck,
      client: Queryable,
    ): Promise<void> {
      await client.query(
        `UPDATE incident_imports SET state = 'checked', mapping = $3, check_result = $4, problems_run = $2 WHERE id = $1`,
        [importId, runId, JSON.stringify(mapping), JSON.stringify(check)],
      );
    },
    async markCommitted(
      importId: number,
      runId: string,
      check: ImportCheck,
      count: number,
      client: Queryable,
    ): Promise<Date> {
      const { rows } = await client.query<{ at: Date }>(
        `UPDATE incident_imports SET state = 'committed', check_result = $3, problems_run = $2, imported_count = $4, committed_at = now() WHERE id = $1 RETURNING committed_at AS at`,
        [importId, runId, JSON.stringify(check), count],
      );
      return rows[0]!.at;
    },
    /** Lets commits come one after another, until the transaction ends. */
    async lockCommits(client: Queryable): Promise<void> {
      await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.importCommit]);
    },
    /** Whether any import was committed since. */
    async hasCommittedSince(since: Date, client: Queryable): Promise<boolean> {
      return (
        (await client.query('SELECT 1 FROM incident_imports WHERE committed_at >= $1 LIMIT 1', [since])).rows.length > 0
      );
    },
    async markUndone(importId: number, client: Queryable): Promise<void> {
      await client.query(`UPDATE incident_imports SET state = 'undone', undone_at = now() WHERE id = $1`, [importId]);
      await client.query('DELETE FROM incident_import_problems WHERE import_id = $1', [importId]);
    },
    async markDiscarded(importId: number, client: Queryable): Promise<void> {
      await client.query(`UPDATE incident_imports SET state = 'discarded' WHERE id = $1`, [importId]);
      await client.query('DELETE FROM incident_import_problems WHERE import_id = $1', [importId]);
      await client.query('DELETE FROM incident_import_chunks WHERE import_id = $1', [importId]);
    },
    async deleteChunks(importId: number): Promise<void> {
      await db.query('DELETE FROM incident_import_chunks WHERE import_id = $1', [importId]);
    },
    /** Uploads of more than so many days ago that nobody committed. */
    async findForgotten(days: number): Promise<number[]> {
      const { rows } = await db.query<{ id: number }>(
        `SELECT id FROM incident_imports WHERE bytes IS NOT NULL AND state IN ('uploaded', 'checked') AND created_at < now() - make_interval(days => $1)`,
        [days],
      );
      return rows.map(({ id }) => id);
    },
    /** Removes what broken uploads and ended runs left, and problems that nobody will look at any more. */
    async prune(problemDays: number): Promise<void> {
      await db.query(`DELETE FROM incident_imports WHERE bytes IS NULL AND created_at < now() - interval '1 day'`);
      await db.query(
        `DELETE FROM incident_import_chunks c USING incident_imports i WHERE i.id = c.import_id AND i.state IN ('committed', 'undone', 'discarded')`,
      );
      await db.query(
        `DELETE FROM incident_import_rows r WHERE NOT EXISTS (SELECT 1 FROM analysis_jobs j WHERE j.id = r.run_id AND j.state IN ('queued', 'running'))`,
      );
      await db.query(
        `DELETE FROM incident_import_problems p USING incident_imports i WHERE i.id = p.import_id AND (i.created_at < now() - make_interval(days => $1)
           OR (p.run_id IS DISTINCT FROM i.problems_run AND NOT EXISTS (SELECT 1 FROM analysis_jobs j WHERE j.id = p.run_id AND j.state IN ('queued', 'running'))))`,
        [problemDays],
      );
    },
  };
}

export type ImportsRepository = ReturnType<typeof createImportsRepository>;
