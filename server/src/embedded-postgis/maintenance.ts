import pg from 'pg';

export const maintenanceDefaults = {
  /** Time between two steps; each step does one thing, so that clients wait for one table at most. */
  stepMs: 60_000,
  /** Log written since the last checkpoint that makes the next one due: bounds disk use and recovery after a kill. */
  checkpointAfterBytes: 256 * 1024 * 1024,
};

export interface MaintenanceOptions extends Partial<typeof maintenanceDefaults> {
  readonly port: number;
  readonly password: string;
}

export interface Maintenance {
  /** Does one step now; resolves to what was done, or to null when nothing was due. */
  step(): Promise<string | null>;
  stop(): Promise<void>;
}

/**
 * PostgreSQL's own thresholds: a table is analysed when 50 rows + 10 % changed (or it never was: a kill loses the
 * counts), vacuumed when 50 rows + 20 % died or
 * its oldest transaction is 200 million old. Vacuuming for mere inserts is left out: the large tables are partitions
 * that are dropped whole. https://www.postgresql.org/docs/18/routine-vacuuming.html
 */
const FIND_DUE_TABLE = `
  SELECT * FROM (
    SELECT c.oid::regclass::text AS table_name,
           s.n_mod_since_analyze AS changed,
           c.relname <> 'pg_statistic' AND (
             s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
             OR (c.reltuples < 0 AND pg_relation_size(c.oid) > 0)) AS due_analyze,
           s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) OR age(c.relfrozenxid) > 200000000 AS due_vacuum
    FROM pg_class c JOIN pg_stat_all_tables s ON s.relid = c.oid
    WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
  ) tables
  WHERE due_vacuum OR due_analyze
  ORDER BY changed DESC
  LIMIT 1`;

/**
 * Does what PostgreSQL's background processes would: PGlite is a single-user backend without a checkpointer, whose log
 * would grow until the next clean close, and without autovacuum, so that plans would rest on no statistics.
 */
export async function startMaintenance(options: MaintenanceOptions): Promise<Maintenance> {
  const { stepMs, checkpointAfterBytes } = { ...maintenanceDefaults, ...options };
  const client = new pg.Client({
    host: '127.0.0.1',
    port: options.port,
    user: 'postgres',
    database: 'postgres',
    password: options.password,
  });
  client.on('error', () => undefined);
  await client.connect();

  async function step(): Promise<string | null> {
    const due = await client.query<{ bytes: number }>(
      'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
    );
    if (due.rows[0]!.bytes >= checkpointAfterBytes) {
      await client.query('CHECKPOINT');
      return 'CHECKPOINT';
    }
    // The counts of changes wait for an idle moment that a single-user backend never has.
    await client.query('SELECT pg_stat_force_next_flush()');
    const table = (await client.query<{ table_name: string; due_vacuum: boolean }>(FIND_DUE_TABLE)).rows[0];
    if (!table) return null;
    const statement = `${table.due_vacuum ? 'VACUUM (ANALYZE)' : 'ANALYZE'} ${table.table_name}`;
    await client.query(statement);
    return statement;
  }

  const timer = setInterval(() => {
    step().catch((error: unknown) => {
      process.stderr.write(`embedded PostGIS maintenance: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  }, stepMs);

  return {
    step,
    async stop() {
      clearInterval(timer);
      await client.end();
    },
  };
}
