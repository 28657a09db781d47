import { spawn } from 'node:child_process';
import { waitFor } from './wait-for.ts';

/** The server as people start it: a process of its own, with its embedded database below it. */
export interface ServerProcess {
  /** Where it listens. */
  address: string;
  /** The token of the one-time set-up link; null when there are accounts. */
  setUpToken: string | null;
  output(): string;
  /** Ends the server and everything it started, as `kill -9` does. */
  killGroup(): Promise<void>;
  /** Asks it to end, as Ctrl-C does; resolves with its exit code. */
  interrupt(): Promise<number | null>;
}

/** A first start creates the embedded database, which takes 15–20 s on an idle machine. */
const START_WITHIN_MS = 90_000;

/**
 * Starts `server/src/server.ts` with these arguments and environment, and waits until it is ready.
 * @throws Error with what it printed when it ends before
 */
export async function startServerProcess(args: readonly string[], environment: Record<string, string>): Promise<ServerProcess> {
  const { DATABASE_URL: _unset, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/server.ts', ...args], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: to be killed as a whole.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  const killGroup = async () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await exited;
  };

  const address = await waitFor('the server', () => /Liaowang is ready: (\S+)/.exec(output)?.[1] ?? (hasExited ? 'ended' : null), START_WITHIN_MS).catch(async (error: unknown) => {
    await killGroup();
    throw error;
  });
  if (address === 'ended') throw new Error(`The server ended: ${output}`);
  return {
    address,
    setUpToken: /set-up#token=(\S+)/.exec(output)?.[1] ?? null,
    output: () => output,
    killGroup,
    interrupt() {
      child.kill('SIGINT');
      return exited;
    },
  };
}
