import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { NO_BROWSER, launchBrowser } from './browser.ts';
import { plantFirstDatabase } from './first-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the built product in demo mode, one for each process that runs browser tests (product-address.ts picks); none where no browser starts (the tests are skipped). */
    productAddresses: string[];
  }
}

/** The built product, running. */
export interface Product {
  address: string;
  /** Where its database and its basemaps are. */
  dataFolder: string;
  /** The token of the one-time set-up link; null when there are accounts. */
  setUpToken: string | null;
  /** Ends it as a planned restart does; its data stays. */
  interrupt(): Promise<void>;
  /** Starts it again after {@link interrupt}, at the same address and on the same data. */
  resume(): Promise<void>;
  /** Ends it as Ctrl-C does and removes its data. */
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('../../server/dist/server.js', import.meta.url));
const READY_WITHIN_MS = 120_000;
/** A city small enough for software rendering on two cores. */
const SMALL_CITY = { DEMO_UNITS: '300', DEMO_INTERVAL_SECONDS: '2' };

/** Starts the server on a folder and port and waits until it is ready. @throws Error with what it printed when it ends or is not ready in time */
async function launchServer(
  dataFolder: string,
  port: string,
  { environment, args }: { environment: Record<string, string>; args: readonly string[] },
): Promise<{ address: string; setUpToken: string | null; end: () => Promise<void> }> {
  const server = spawn(process.execPath, [SERVER, ...args], {
    env: { ...process.env, PORT: port, HOST: '127.0.0.1', LIAOWANG_DATA: dataFolder, DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  const end = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  try {
    let output = '';
    const address = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The product is not ready after ${READY_WITHIN_MS / 1000} s:\n${output}`)),
        READY_WITHIN_MS,
      );
      const read = (text: string) => {
        output += text;
        const ready = /Liaowang is ready: (\S+)/.exec(output)?.[1];
        if (ready === undefined) return;
        clearTimeout(timer);
        resolve(ready);
      };
      for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', read);
      void ended.then((code) => {
        clearTimeout(timer);
        reject(new Error(`The product ended (${String(code)}):\n${output}`));
      });
    });
    return { address, setUpToken: /set-up#token=(\S+)/.exec(output)?.[1] ?? null, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Starts the built product (`npm run build` first) with the demo city, unless `args` say otherwise, on a database of its own.
 * @throws Error with what it printed when it ends or is not ready in time
 */
export async function startProduct(
  environment: Record<string, string> = SMALL_CITY,
  args: readonly string[] = [],
): Promise<Product> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'liaowang-product-'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  await plantFirstDatabase(dataFolder);
  let running = await launchServer(dataFolder, '0', { environment, args }).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  const { address, setUpToken } = running;
  return {
    address,
    dataFolder,
    setUpToken,
    interrupt: () => running.end(),
    async resume() {
      running = await launchServer(dataFolder, new URL(address).port, { environment, args });
    },
    async stop() {
      await running.end();
      await removeData();
    },
  };
}

/** The products for all browser tests; where no browser starts they are skipped, except in CI, where that fails. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const browser = await launchBrowser();
  if (!browser) {
    if (process.env['CI']) throw new Error(NO_BROWSER);
    process.stderr.write(`\n${NO_BROWSER}\n\n`);
    project.provide('productAddresses', []);
    return undefined;
  }
  await browser.close();
  const products = await Promise.all(Array.from({ length: project.config.maxWorkers }, () => startProduct()));
  project.provide(
    'productAddresses',
    products.map(({ address }) => address),
  );
  return async () => {
    await Promise.all(products.map(({ stop }) => stop()));
  };
}
