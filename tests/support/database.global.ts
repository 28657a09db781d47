import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';
import { plantFirstDatabase } from './first-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One database for each process that runs component tests (test-database.ts picks); every file empties it first (create-test-app.ts). */
    databaseUrls: string[];
  }
}

type Stop = () => Promise<void>;

async function startEmbedded(): Promise<{ url: string; stop: Stop }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'liaowang-test-'));
  await plantFirstDatabase(dataDirectory);
  const embedded = await startEmbeddedPostgis({ dataDirectory });
  return {
    url: embedded.connectionString,
    stop: async () => {
      await embedded.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The scratch database that was given, and others beside it of the same name and a number. */
async function createBeside(given: string, count: number): Promise<string[]> {
  const name = new URL(given).pathname.slice(1);
  const pool = new pg.Pool({ connectionString: given, max: 1 });
  try {
    const urls = [given];
    for (let n = 2; n <= count; n++) {
      const beside = `${name}_${n}`;
      const { rowCount } = await pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [beside]);
      if (rowCount === 0) await pool.query(`CREATE DATABASE ${pg.escapeIdentifier(beside)}`);
      urls.push(Object.assign(new URL(given), { pathname: `/${beside}` }).href);
    }
    return urls;
  } finally {
    await pool.end();
  }
}

/** Starts an embedded PostGIS for each process that runs component tests, or uses the scratch database of TEST_DATABASE_URL and others beside it. */
export default async function setup(project: TestProject): Promise<Stop | undefined> {
  const count = project.config.maxWorkers;
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    project.provide('databaseUrls', await createBeside(given, count));
    return undefined;
  }
  // The first makes what the others copy.
  const databases = [await startEmbedded()];
  databases.push(...(await Promise.all(Array.from({ length: count - 1 }, startEmbedded))));
  project.provide(
    'databaseUrls',
    databases.map(({ url }) => url),
  );
  return async () => {
    await Promise.all(databases.map(({ stop }) => stop()));
  };
}
