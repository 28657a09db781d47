import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process, told apart from a later one with the same number by when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; null where the system does not tell. */
  readonly startMark: string | null;
}

interface LockHolder {
  readonly holder: ProcessIdentity;
  /** The server the database belongs to: while it lives, the holder is no leftover about to go. */
  readonly server: ProcessIdentity;
}

export interface DataDirectoryLock {
  /** Frees the data directory; done twice it does no harm. */
  release(): void;
}

const LOCK_FILE = 'liaowang.lock';

/** How long a database whose server was killed may take to notice and close, in milliseconds. */
const LEFTOVER_LIMIT_MS = 15_000;
const RETRY_MS = 100;

/** The running process `pid`, or null when there is none. */
export function findProcess(pid: number): ProcessIdentity | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return { pid, startMark: readStartMark(pid) };
}

function readStartMark(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // Field 22 of stat, in ticks since this boot; the name in field 2 may hold spaces and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${ticks}`;
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'latin1' }).trim();
  } catch {
    return null;
  }
}

function isRunning(identity: ProcessIdentity): boolean {
  const found = findProcess(identity.pid);
  if (!found) return false;
  return found.startMark === null || identity.startMark === null || found.startMark === identity.startMark;
}

/**
 * Takes `dataDirectory` (which must exist) for this process, a child of the server it works for. PGlite has no lock of
 * its own, and two engines on one directory destroy it. A lock whose process is gone, or whose pid now belongs to
 * another program, is taken over; one whose server is gone is waited for, because its database is about to close.
 * Processes are looked up on this machine: a directory shared between machines or containers is not protected.
 * @throws Error with one sentence for the operator when another instance uses the directory
 */
export async function acquireDataDirectoryLock(dataDirectory: string): Promise<DataDirectoryLock> {
  const path = join(dataDirectory, LOCK_FILE);
  const own: LockHolder = {
    holder: { pid: process.pid, startMark: readStartMark(process.pid) },
    server: { pid: process.ppid, startMark: readStartMark(process.ppid) },
  };
  const ownText = JSON.stringify(own);
  const deadline = Date.now() + LEFTOVER_LIMIT_MS;
  while (!tryCreate(path, ownText)) {
    const text = readOptional(path);
    if (text === undefined) continue;
    const other = parseHolder(text);
    if (!other || !isRunning(other.holder)) {
      removeStale(path, text);
    } else if (isRunning(other.server) || Date.now() > deadline) {
      throw new Error(
        `The data directory ${dataDirectory} is in use by another Liaowang (process ${other.holder.pid}); ` +
          'stop that one first or choose another data directory.',
      );
    } else {
      await delay(RETRY_MS);
    }
  }
  return {
    release() {
      if (readOptional(path) === ownText) rmSync(path, { force: true });
    },
  };
}

/** Creates the lock file with its content in one step, so that no other process ever reads half of it. */
function tryCreate(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the stale lock that was read as `text`; one that has meanwhile been taken by another process is put back. */
function removeStale(path: string, text: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readOptional(aside) !== text) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined for a lock nobody can hold: a power cut may leave an empty file. */
function parseHolder(text: string): LockHolder | undefined {
  try {
    const { holder, server } = JSON.parse(text) as Partial<LockHolder>;
    return Number.isInteger(holder?.pid) && Number.isInteger(server?.pid)
      ? ({ holder, server } as LockHolder)
      : undefined;
  } catch {
    return undefined;
  }
}
