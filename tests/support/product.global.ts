import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { NO_BROWSER, launchBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built product in demo mode; null where no browser starts (the tests are skipped). */
    productAddress: string | null;
  }
}

const SERVER = fileURLToPath(new URL('../../server/dist/server.js', import.meta.url));
const READY_WITHIN_MS = 120_000;

function waitUntilReady(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The product is not ready after ${READY_WITHIN_MS / 1000} s:\n${output}`)), READY_WITHIN_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /Liaowang is ready: (\S+)/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => reject(new Error(`The product ended (${String(code)}):\n${output}`)));
  });
}

/** Starts the built product with the demo city on a database of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const browser = await launchBrowser();
  if (!browser) {
    if (process.env['CI']) throw new Error(NO_BROWSER);
    process.stderr.write(`\n${NO_BROWSER}\n\n`);
    project.provide('productAddress', null);
    return undefined;
  }
  await browser.close();
  const dataFolder = await mkdtemp(join(tmpdir(), 'liaowang-e2e-'));
  const server = spawn(process.execPath, [SERVER], {
    // A city small enough for software rendering on two cores.
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LIAOWANG_DATA: dataFolder, DATABASE_URL: '', DEMO_UNITS: '300', DEMO_INTERVAL_SECONDS: '2' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  project.provide('productAddress', await waitUntilReady(server));
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    await rm(dataFolder, { recursive: true, force: true });
  };
}
