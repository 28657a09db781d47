import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for.ts';

/** The server as people start it: a process of its own, with its embedded database below it. */
export interface ServerProcess {
  /** Where it listens. */
  address: string;
  /** The token of the one-time set-up link; null when there are accounts. */
  setUpToken: string | null;
  processId: number;
  output(): string;
  /** Ends the server as `kill -9` does; what it started is left to notice that by itself. */
  kill(): Promise<void>;
  /** Ends the server and everything it started, as `kill -9` does. */
  killGroup(): Promise<void>;
  /** Asks it to end, as Ctrl-C and service supervisors do; resolves with its exit code. */
  interrupt(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

/** A server that has been told to start. */
export interface StartingServer {
  /** Rejects with what it printed when it ends before. */
  ready: Promise<ServerProcess>;
  /** See {@link ServerProcess}. */
  killGroup(): Promise<void>;
}

/** A first start creates the embedded database, which takes 15–20 s on an idle machine, and many times that on a busy one. */
const START_WITHIN_MS = 180_000;

const SOURCE = ['--import', 'tsx', 'server/src/server.ts'];
/** After `npm run build`. */
export const BUILT_SERVER = [fileURLToPath(new URL('../../server/dist/server.js', import.meta.url))];

/** Starts the server with these arguments and environment, from its source unless told otherwise. */
export function launchServerProcess(
  args: readonly string[],
  environment: Record<string, string>,
  entry: readonly string[] = SOURCE,
): StartingServer {
  const { DATABASE_URL: _unset, ...inherited } = process.env;
  const child = spawn(process.execPath, [...entry, ...args], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: to be killed as a whole.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  let hasExited = false;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  /** Also everything it started: they write to the same pipes. */
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  void closed.then(() => (hasExited = true));
  const killGroup = async () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await closed;
  };

  const start = async (): Promise<ServerProcess> => {
    const address = await waitFor(
      'the server',
      () => /Liaowang is ready: (\S+)/.exec(output)?.[1] ?? (hasExited ? 'ended' : null),
      START_WITHIN_MS,
    ).catch(async (error: unknown) => {
      await killGroup();
      throw error;
    });
    if (address === 'ended') throw new Error(`The server ended: ${output}`);
    return {
      address,
      setUpToken: /set-up#token=(\S+)/.exec(output)?.[1] ?? null,
      processId: child.pid!,
      output: () => output,
      async kill() {
        child.kill('SIGKILL');
        await exited;
      },
      killGroup,
      interrupt(signal = 'SIGINT') {
        child.kill(signal);
        return closed;
      },
    };
  };
  return { ready: start(), killGroup };
}

/**
 * Starts `server/src/server.ts` with these arguments and environment, and waits until it is ready.
 * @throws Error with what it printed when it ends before
 */
export function startServerProcess(
  args: readonly string[],
  environment: Record<string, string>,
  entry?: readonly string[],
): Promise<ServerProcess> {
  return launchServerProcess(args, environment, entry).ready;
}
