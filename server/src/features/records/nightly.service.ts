import { createOffsetLookup } from '@liaowang/shared/analysis/time/local-hours';
import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { NightlyWork } from './nightly-review.ts';
import type { NightlyRunsRepository } from './nightly-runs.repository.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Half past three: the evening's reports are in, and nobody waits for the machine. */
const LOCAL_TIME_MS = 3.5 * HOUR_MS;
/** A server that was off at night makes up for it when it starts. */
const MISSED_AFTER_MS = 26 * HOUR_MS;

/** The next half past three of a time zone after an instant, epoch milliseconds. */
export function findNextNight(afterMs: number, timeZone: string): number {
  const offsetOf = createOffsetLookup(timeZone);
  const today = Math.floor((afterMs + offsetOf(afterMs)) / DAY_MS);
  for (let day = today; ; day++) {
    const localMs = day * DAY_MS + LOCAL_TIME_MS;
    // The offset may change between midnight and then.
    const atMs = localMs - offsetOf(localMs - offsetOf(localMs));
    if (atMs > afterMs) return atMs;
  }
}

/** When the nightly review runs, and that only one server runs it at a time. */
export function createNightlyService(options: {
  runs: NightlyRunsRepository;
  work: NightlyWork;
  bus: EventBus;
  timeZone: string;
  signal: AbortSignal;
  onFailure: (error: unknown) => void;
}) {
  const { runs, work, bus, timeZone, signal, onFailure } = options;
  let underWay: Promise<void> = Promise.resolve();

  async function runToEnd(id: number, nowMs: number): Promise<void> {
    const figures = { proposed: 0, faded: 0, held: 0, tooFew: 0 };
    const error = await work.run(nowMs, figures, signal).then(
      () => null,
      (cause: unknown) => {
        if (signal.aborted) return 'interrupted' as const;
        onFailure(cause);
        return 'failed' as const;
      },
    );
    await runs.finish(id, figures, error);
    bus.emit('hotspots.changed');
  }

  return {
    /** Starts a run, unless one is under way or began since `sinceMs`. Returns whether it did; the run goes on by itself. */
    async start(nowMs: number, sinceMs: number | null): Promise<boolean> {
      const id = await runs.begin(nowMs, sinceMs);
      if (id === null) return false;
      underWay = runToEnd(id, nowMs).catch(onFailure);
      return true;
    },
    /** Makes up for a night that was missed; where `isFirst` says so, for the first one too. */
    async makeUp(nowMs: number, isFirst: boolean): Promise<void> {
      const { last } = await runs.findLast();
      if (last === null ? isFirst : nowMs - last.startedAtMs > MISSED_AFTER_MS)
        await this.start(nowMs, nowMs - MISSED_AFTER_MS);
    },
    async describe(nowMs: number): Promise<NightlyReview> {
      const { last, isRunning } = await runs.findLast();
      const nextMs = findNextNight(nowMs, timeZone);
      return {
        ranAt: last ? new Date(last.startedAtMs).toISOString() : null,
        running: isRunning,
        ...(last?.figures ?? { proposed: 0, faded: 0, held: 0, tooFew: 0 }),
        error: last?.error ?? null,
        nextAt: new Date(nextMs).toISOString(),
      };
    },
    /** Resolves when the run of this server, if there is one, has ended. */
    ended: () => underWay,
  };
}

export type NightlyService = ReturnType<typeof createNightlyService>;
