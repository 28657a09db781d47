import type { JobState } from '@liaowang/shared/schemas/job';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { Queryable } from './postgres.ts';

export interface StoredJob {
  id: string;
  kind: string;
  state: JobState;
  accountId: number;
  request: object;
  error: Refusal | null;
  createdAt: Date;
  finishedAt: Date | null;
}

interface JobRow {
  id: string;
  kind: string;
  state: JobState;
  account_id: number;
  request: object;
  error: Refusal | null;
  created_at: Date;
  finished_at: Date | null;
}

const COLUMNS = 'id, kind, state, account_id, request, error, created_at, finished_at';

function toJob(row: JobRow): StoredJob {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    accountId: row.account_id,
    request: row.request,
    error: row.error,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

/** All SQL of jobs. `serverId`: whose the jobs are that are inserted here. */
export function createJobsRepository(db: Queryable, serverId: string) {
  return {
    async insert(job: StoredJob): Promise<void> {
      await db.query(
        'INSERT INTO analysis_jobs (id, kind, state, account_id, request, created_at, server_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [job.id, job.kind, job.state, job.accountId, JSON.stringify(job.request), job.createdAt, serverId],
      );
    },
    async start(id: string): Promise<void> {
      await db.query(`UPDATE analysis_jobs SET state = 'running' WHERE id = $1 AND state = 'queued'`, [id]);
    },
    /** Ends an open job. What has ended already stays as it ended: returns how. */
    async finish({ id, state, error, finishedAt }: StoredJob, result: object | null): Promise<JobState> {
      const { rowCount } = await db.query(
        `UPDATE analysis_jobs SET state = $2, error = $3, finished_at = $4, result = $5 WHERE id = $1 AND state IN ('queued', 'running')`,
        [id, state, error && JSON.stringify(error), finishedAt, result && JSON.stringify(result)],
      );
      if (rowCount === 1) return state;
      const { rows } = await db.query<{ state: JobState }>('SELECT state FROM analysis_jobs WHERE id = $1', [id]);
      return rows[0]?.state ?? state;
    },
    /** A job of this account; null for any other. */
    async find(id: string, accountId: number): Promise<StoredJob | null> {
      const { rows } = await db.query<JobRow>(
        `SELECT ${COLUMNS} FROM analysis_jobs WHERE id = $1 AND account_id = $2`,
        [id, accountId],
      );
      return rows[0] ? toJob(rows[0]) : null;
    },
    async findResult(id: string): Promise<object | null> {
      const { rows } = await db.query<{ result: object | null }>('SELECT result FROM analysis_jobs WHERE id = $1', [
        id,
      ]);
      return rows[0]?.result ?? null;
    },
    /** The account's newest jobs of a kind, newest first. */
    async findNewest(kind: string, accountId: number, limit: number): Promise<StoredJob[]> {
      const { rows } = await db.query<JobRow>(
        `SELECT ${COLUMNS} FROM analysis_jobs WHERE kind = $1 AND account_id = $2 ORDER BY created_at DESC, id LIMIT $3`,
        [kind, accountId, limit],
      );
      return rows.map(toJob);
    },
    /** Ends the jobs whose server is gone, and returns them. */
    async interruptAbandoned(): Promise<StoredJob[]> {
      const { rows } = await db.query<JobRow>(
        `UPDATE analysis_jobs SET state = 'interrupted', finished_at = now()
         WHERE state IN ('queued', 'running') AND NOT EXISTS (SELECT FROM servers WHERE servers.id = server_id)
         RETURNING ${COLUMNS}`,
      );
      return rows.map(toJob);
    },
    /** Asks the server of an open job to cancel it. */
    async requestCancel(id: string): Promise<void> {
      await db.query(
        `UPDATE analysis_jobs SET is_cancel_requested = true WHERE id = $1 AND state IN ('queued', 'running')`,
        [id],
      );
    },
    /** Open jobs of this server that were asked to be cancelled at another. */
    async findCancelRequests(): Promise<string[]> {
      const { rows } = await db.query<{ id: string }>(
        `SELECT id FROM analysis_jobs WHERE server_id = $1 AND is_cancel_requested AND state IN ('queued', 'running')`,
        [serverId],
      );
      return rows.map(({ id }) => id);
    },
    async deleteOlderThan(days: number): Promise<void> {
      await db.query('DELETE FROM analysis_jobs WHERE created_at < now() - make_interval(days => $1)', [days]);
    },
  };
}
