import { access, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Debian's `faketime`; other systems keep it elsewhere. */
const LIBRARY = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`;

/** The clock of a server, as the server sees it. */
export interface FakedClock {
  /** What the server must be started with. */
  environment: Record<string, string>;
  /** Puts the clock ahead by so many seconds (behind: negative), at once and while the server runs. */
  setOffset(seconds: number): Promise<void>;
}

export const hasFaketime = (): Promise<boolean> =>
  access(LIBRARY).then(
    () => true,
    () => false,
  );

/** A clock that is right until it is put wrong; its file lies in `folder`. */
export async function createFakedClock(folder: string): Promise<FakedClock> {
  const file = join(folder, 'clock-offset');
  const setOffset = async (seconds: number) => {
    // A half-written file would be read as some other time.
    await writeFile(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${file}.new`, file);
  };
  await setOffset(0);
  return {
    setOffset,
    environment: {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // Timers go on as they do when somebody sets a real clock.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  };
}
