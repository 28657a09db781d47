import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The database of the component tests: every file empties it first (create-test-app.ts). */
    databaseUrl: string;
  }
}

/** Starts one embedded PostGIS for all component tests, or uses the scratch database of TEST_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    project.provide('databaseUrl', given);
    return undefined;
  }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'liaowang-test-'));
  const embedded = await startEmbeddedPostgis({ dataDirectory });
  project.provide('databaseUrl', embedded.connectionString);
  return async () => {
    await embedded.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
