import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Lets the TypeScript loader fill its cache before any test. A thread requires its task and then waits for work
 * without an event loop: each of some 500 modules that the loader means to write to its cache stays an open file, for as
 * long as this process lives, and the next thread finds an empty cache again. Where 1,024 files may be open, the third
 * thread fails.
 */
export default async function setup(): Promise<void> {
  const sources = join(ROOT, 'server/src');
  const tasks = (await readdir(sources, { recursive: true })).filter((name) => name.endsWith('.task.ts'));
  const program = tasks.map((name) => `require(${JSON.stringify(join(sources, name))});`).join('');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', program], { cwd: ROOT });
}
