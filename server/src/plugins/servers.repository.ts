import type { Queryable } from './postgres.ts';

/** All SQL of the servers of a database, and of the work that one of them does for all. */
export function createServersRepository(db: Queryable, serverId: string) {
  return {
    /** Says that this server lives. */
    async beat(): Promise<void> {
      await db.query(
        'INSERT INTO servers (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET heartbeat_at = clock_timestamp()',
        [serverId],
      );
    },
    /** Forgets the other servers that nothing was heard of for so long, and with them whose work was theirs. */
    async forgetSilent(silentSeconds: number): Promise<void> {
      await db.query(
        'DELETE FROM servers WHERE id <> $1 AND heartbeat_at <= clock_timestamp() - make_interval(secs => $2)',
        [serverId, silentSeconds],
      );
    },
    /** This server ends: what it did for all is free for the others. */
    async leave(): Promise<void> {
      await db.query('DELETE FROM servers WHERE id = $1', [serverId]);
    },
    /** Whether the work of this name is this server's to do: it is already, or nobody has it. */
    async claim(name: string): Promise<boolean> {
      const { rows } = await db.query<{ server_id: string }>('SELECT server_id FROM scheduled_work WHERE name = $1', [
        name,
      ]);
      if (rows[0]) return rows[0].server_id === serverId;
      const { rowCount } = await db.query(
        'INSERT INTO scheduled_work (name, server_id) SELECT $1, id FROM servers WHERE id = $2 ON CONFLICT (name) DO NOTHING',
        [name, serverId],
      );
      return rowCount === 1;
    },
  };
}
