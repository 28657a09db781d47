import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WAIT_MS = 60_000;
const STEP_MS = 50;

/** Where a process says that a slot is its own: beside those of other runs, which have other parents. */
const claimOf = (kind: string, slot: number): string => join(tmpdir(), `liaowang-${kind}-${process.ppid}-${slot}`);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The process that has a claim; NaN = nobody, or one that has just made it. */
function readOwner(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8') || Number.NaN);
  } catch {
    return Number.NaN;
  }
}

/** From an earlier test file. */
const isOwn = (path: string): boolean => readOwner(path) === process.pid;

function tryClaim(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    process.once('exit', () => rmSync(path, { force: true }));
    return true;
  } catch {
    const owner = readOwner(path);
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true });
    return false;
  }
}

/**
 * The number from 0 of what only this process uses, of `count` of a kind; the same one for as long as the process lives. The
 * runner's own numbers of its processes may be given twice.
 * @throws Error where all are in use for a minute
 */
export function claimSlot(kind: string, count: number): number {
  for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += STEP_MS) {
    const slots = Array.from({ length: count }, (_, slot) => slot);
    const slot =
      slots.find((each) => isOwn(claimOf(kind, each))) ?? slots.find((each) => tryClaim(claimOf(kind, each)));
    if (slot !== undefined) return slot;
    // One whose files are done is still ending.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
  }
  throw new Error(`none of ${count} slots of ${kind} is free`);
}
