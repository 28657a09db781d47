import { fork } from 'node:child_process';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import { DEMO_SEED } from './plant-city.ts';

const SOS_EVERY_MINUTES = 30;

/**
 * Starts the simulated patrols in a process of their own that speaks to the server at `address` like any phone. `onEnd`
 * is told when it ends. Returns what stops it.
 */
export function startSimulator(options: {
  units: number;
  intervalSeconds: number;
  address: string;
  onEnd(code: number | null): void;
}): () => Promise<void> {
  const settings = {
    units: options.units,
    interval: options.intervalSeconds,
    seed: DEMO_SEED,
    url: options.address,
    'sos-every-minutes': SOS_EVERY_MINUTES,
  };
  const child = fork(
    resolveEntryPoint(import.meta.url, '../../../data/demo/simulate'),
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { execArgv: entryPointExecArgv(import.meta.url), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  child.on('exit', options.onEnd);
  return () =>
    new Promise((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
}
