import { parseArgs } from 'node:util';
import pg from 'pg';
import { applyMigrations, grantToServer } from './plugins/migrations.ts';
import { acquireServerLock } from './plugins/server-lock.ts';

/* `npm run migrate`: brings a city's database up to date as the role that owns its tables (docs/operations.md). */

const HELP = 'DATABASE_URL=postgres://OWNER@HOST/DATABASE npm run migrate -- [--server-role ROLE]';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { 'server-role': { type: 'string' }, help: { type: 'boolean', default: false } },
});
const connectionString = process.env['DATABASE_URL'];
if (values.help || !connectionString) {
  say(HELP);
  process.exit(values.help ? 0 : 1);
}
try {
  // Nobody may be at work on tables that change under them.
  const lock = await acquireServerLock(connectionString, () => undefined);
  const pool = new pg.Pool({ connectionString, max: 1 });
  const applied = await applyMigrations(pool);
  say(applied.length === 0 ? 'Up to date.' : `Applied ${applied.join(', ')}.`);
  const role = values['server-role'];
  if (role !== undefined) {
    await grantToServer(pool, role);
    say(`${role} may run the server.`);
  }
  await pool.end();
  await lock.release();
} catch (error) {
  process.stderr.write(`Cannot migrate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
