import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BLOCK = Buffer.alloc(65_536);

/** A small file system in memory, to be filled. */
export interface SmallDisk {
  /** Leaves not a byte free. */
  fill(): Promise<void>;
  /** Gives back what {@link SmallDisk.fill} took. */
  free(): Promise<void>;
  unmount(): Promise<void>;
}

/** Whether this account may mount; only root may. */
export const mayMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Mounts a disk of so many megabytes on `folder`. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    async fill() {
      const file = await open(ballast, 'a');
      try {
        // Large pieces first, then to the last page.
        for (const size of [BLOCK.length, 4_096]) {
          for (;;) {
            const { bytesWritten } = await file.write(BLOCK, 0, size).catch((error: NodeJS.ErrnoException) => {
              if (error.code === 'ENOSPC') return { bytesWritten: 0 };
              throw error;
            });
            if (bytesWritten === 0) break;
          }
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    async unmount() {
      // Lazily: a process of the round may still hold a file for a moment.
      await run('umount', ['-l', folder]);
    },
  };
}
