import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Memory grows by some 50 MB meanwhile, at most. */
const LOOK_EVERY_MS = 25;

/**
 * What the watching thread runs: a text and no file of its own, since it must stand before any loader is there. Not
 * exit(), which would end that thread only, while the other one may never look up again.
 */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = process.ppid;
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData.maxResidentBytes || process.ppid !== server) process.kill(process.pid, 'SIGKILL');
  }, workerData.lookEveryMs);
  parentPort.postMessage('watching');
`;

/**
 * Ends this process when it takes more memory than it may, or when its parent is gone, even while its own thread is
 * busy: a limit on V8's heap does not count buffers and WebAssembly. Resolves when the watch stands.
 */
export async function startMemoryWatch(maxResidentBytes: number): Promise<void> {
  const watch = new Worker(PROGRAM, {
    eval: true,
    execArgv: [],
    workerData: { maxResidentBytes, lookEveryMs: LOOK_EVERY_MS },
  });
  watch.unref();
  await once(watch, 'message');
}
