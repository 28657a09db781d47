import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';

const SOURCES = fileURLToPath(new URL('../../server/src/embedded-postgis/', import.meta.url));
const LOCK_FILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/liaowang/', import.meta.url));

/** Changes with whatever makes the database: its program and the packages. */
async function nameTemplate(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(LOCK_FILE));
  for (const name of (await readdir(SOURCES)).toSorted()) hash.update(await readFile(join(SOURCES, name)));
  return `database-${hash.digest('hex').slice(0, 16)}`;
}

/**
 * Puts into a data folder what the first start of the embedded database makes: 15 s of work, done once and kept under
 * node_modules. embedded-postgis.test.ts has a first start of its own.
 */
export async function plantFirstDatabase(dataFolder: string): Promise<void> {
  const template = join(CACHE, await nameTemplate());
  const isThere = await stat(template).catch(() => null);
  if (!isThere) {
    await mkdir(CACHE, { recursive: true });
    const begun = await mkdtemp(join(CACHE, 'begun-'));
    await (await startEmbeddedPostgis({ dataDirectory: begun })).stop();
    // Somebody else may have made it meanwhile: theirs is as good.
    await rename(begun, template).catch(() => rm(begun, { recursive: true, force: true }));
  }
  await cp(template, dataFolder, { recursive: true });
}
