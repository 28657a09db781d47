import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  acquireDataDirectoryLock,
  findProcess,
  type ProcessIdentity,
} from '../../../server/src/embedded-postgis/data-directory-lock.ts';

let directory: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'liaowang-lock-'));
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function startProcess(): { child: ChildProcess; identity: ProcessIdentity } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  started.push(child);
  return { child, identity: findProcess(child.pid!)! };
}

async function killedProcess(): Promise<ProcessIdentity> {
  const { child, identity } = startProcess();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

const lockFile = () => join(directory, 'liaowang.lock');
const writeLock = (holder: ProcessIdentity, server: ProcessIdentity) =>
  writeFileSync(lockFile(), JSON.stringify({ holder, server }));
const holderPid = () => (JSON.parse(readFileSync(lockFile(), 'utf8')) as { holder: ProcessIdentity }).holder.pid;

describe('acquireDataDirectoryLock', () => {
  it('is taken, leaves no other file, and is gone when released', async () => {
    const lock = await acquireDataDirectoryLock(directory);
    expect(holderPid()).toBe(process.pid);
    expect(readdirSync(directory)).toEqual(['liaowang.lock']);
    lock.release();
    lock.release();
    expect(existsSync(lockFile())).toBe(false);
  });

  it("is refused, in one sentence, while its holder and that one's server live", async () => {
    const { identity } = startProcess();
    writeLock(identity, identity);
    await expect(acquireDataDirectoryLock(directory)).rejects.toThrow(
      `The data directory ${directory} is in use by another Liaowang (process ${identity.pid}); stop that one first or choose another data directory.`,
    );
    expect(holderPid()).toBe(identity.pid);
  });

  it('is taken over from a killed process', async () => {
    const dead = await killedProcess();
    writeLock(dead, dead);
    await acquireDataDirectoryLock(directory);
    expect(holderPid()).toBe(process.pid);
  });

  it('is taken over when its pid now belongs to another process', async () => {
    const { identity } = startProcess();
    const earlier = { pid: identity.pid, startMark: 'some other time' };
    writeLock(earlier, earlier);
    await acquireDataDirectoryLock(directory);
    expect(holderPid()).toBe(process.pid);
  });

  it('is taken over when a power cut left it empty', async () => {
    writeFileSync(lockFile(), '');
    await acquireDataDirectoryLock(directory);
    expect(holderPid()).toBe(process.pid);
  });

  it('waits for a database whose server is gone to close', async () => {
    const leftover = startProcess();
    writeLock(leftover.identity, await killedProcess());
    const acquired = acquireDataDirectoryLock(directory);
    expect(holderPid()).toBe(leftover.identity.pid);
    leftover.child.kill('SIGKILL');
    await acquired;
    expect(holderPid()).toBe(process.pid);
  });

  it('does not remove a lock another process has taken since', async () => {
    const lock = await acquireDataDirectoryLock(directory);
    const { identity } = startProcess();
    writeLock(identity, identity);
    lock.release();
    expect(holderPid()).toBe(identity.pid);
  });
});
