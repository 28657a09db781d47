/**
 * The simulator's command line: `tsx data/demo/simulate.ts --help`. The server also forks it. It ends at SIGINT,
 * SIGTERM, when its parent goes away, after --duration, or when there is nothing left to send.
 */
import { readFileSync } from 'node:fs';
import { createDemoCity } from './city.ts';
import { createFixSender } from './simulator/fix-sender.ts';
import type { FixSource } from './simulator/fix-source.ts';
import {
  SIMULATOR_HELP,
  parseSimulatorOptions,
  type ReplayFileOptions,
  type SimulatorOptions,
} from './simulator/options.ts';
import { createReplay } from './simulator/replay.ts';
import { readReplayFile } from './simulator/replay-file.ts';
import { createSimulation } from './simulator/simulation.ts';

/** Ten a second: fine enough to spread 1,200 units evenly over any interval. */
const TICK_MS = 100;
/** What is still on its way at the end gets this long. */
const CLOSING_MS = 1_500;

const parsed = parseSimulatorOptions(process.argv.slice(2));
if (parsed.kind === 'help') {
  console.log(SIMULATOR_HELP);
} else if (parsed.kind === 'refused') {
  console.error(parsed.reason);
  process.exitCode = 2;
} else {
  const source = createSource(parsed.options);
  if (typeof source === 'string') {
    console.error(source);
    process.exitCode = 2;
  } else {
    await run(source, parsed.options);
  }
}

/** What to send, or the reason why there is nothing. */
function createSource({ replay, seed, units, intervalMs, sosEveryMinutes }: SimulatorOptions): FixSource | string {
  if (replay !== null) return createReplaySource(replay);
  const city = createDemoCity({ seed, now: new Date() });
  return createSimulation({ city, seed, startMs: Date.now(), intervalMs, unitCount: units, sosEveryMinutes });
}

function createReplaySource({ file, columns, startNow, ...options }: ReplayFileOptions): FixSource | string {
  let csv: string;
  try {
    csv = readFileSync(file, 'utf8');
  } catch (error) {
    return `Cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`;
  }
  const read = readReplayFile(csv, columns);
  if (!read.ok) return read.reason;
  if (read.skippedRows > 0) console.warn(`${read.skippedRows} rows without a valid time and position were left out.`);
  return createReplay({ tracks: read.tracks, startMs: Date.now(), shiftTimes: startNow, ...options });
}

async function run(source: FixSource, { url, intervalMs, durationMs, replay }: SimulatorOptions): Promise<void> {
  let hasWarned = false;
  const sender = createFixSender({
    url,
    onRefused(deviceId, status) {
      source.remove(deviceId);
      if (!hasWarned)
        console.warn(`The server refused ${deviceId} (HTTP ${status}): devices it does not know are left out.`);
      hasWarned = true;
    },
    onTrouble: (reason) => console.warn(`${url} does not take fixes (${reason}): they are kept and sent again.`),
    onRecovered: () => console.warn(`${url} takes fixes again.`),
  });
  console.log(
    `Simulating ${source.deviceCount} devices, ${replay === null ? `one fix every ${intervalMs / 1_000} s` : replay.file}, to ${url}.`,
  );
  const sendDue = (nowMs: number): boolean => {
    source.advance(nowMs).forEach(sender.send);
    return !source.isFinished() || sender.counts().waiting > 0;
  };
  await untilDone(sendDue, durationMs);
  await sender.close(CLOSING_MS);
  const { sent, waiting, dropped } = sender.counts();
  console.log(`Sent ${sent} fixes; ${waiting} not delivered, ${dropped} dropped.`);
  // The channel to a parent would keep the process alive.
  if (process.connected) process.disconnect();
}

/** Calls `tick` ten times a second until it returns false, or something else says stop. */
function untilDone(tick: (nowMs: number) => boolean, durationMs: number | null): Promise<void> {
  return new Promise((resolve) => {
    const startMs = Date.now();
    const stop = (): void => {
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      const nowMs = Date.now();
      const goesOn = tick(nowMs);
      if (!goesOn || (durationMs !== null && nowMs - startMs >= durationMs)) stop();
    }, TICK_MS);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.once('disconnect', stop);
  });
}
