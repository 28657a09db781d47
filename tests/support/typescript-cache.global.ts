import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Lets the TypeScript loader fill its cache before any test. A pool's thread requires its program and then waits for work
 * without an event loop: each of some 500 modules that the loader means to write to its cache stays an open file, for as
 * long as this process lives, and the next thread finds an empty cache again. Where 1,024 files may be open, the third
 * thread fails.
 */
export default async function setup(): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--eval', "require('./server/src/workers/analysis.worker.ts')"],
    { cwd: ROOT },
  );
}
