import pg from 'pg';
import type { Fault } from './fault.ts';

/** `kill -9` of one backend: PostgreSQL ends all the others and recovers from its log. */
export default {
  title: 'PostgreSQL backend killed (`kill -9`)',
  databases: ['native'],
  async inject({ installation: { native }, random, complain }) {
    const client = new pg.Client(native!.connectionString);
    // It is among those that PostgreSQL ends.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY pid`,
    );
    const victim = rows[Math.floor(random() * rows.length)];
    if (victim) process.kill(victim.pid, 'SIGKILL');
    else complain('the server had no connection');
    const endedAtMs = Date.now();
    await client.end().catch(() => undefined);
    return endedAtMs;
  },
} satisfies Fault as Fault;
