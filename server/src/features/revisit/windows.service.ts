import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import {
  computeMeasures,
  createWindowTotals,
  windowTotalsBytes,
  type WindowMeasures,
} from '@liaowang/shared/analysis/revisit/window-totals';
import { visitColumnsBytes } from '@liaowang/shared/analysis/revisit/visit-columns';
import {
  isWholeHour,
  sliceByHours,
  type HourSlice,
  type Stretch,
} from '@liaowang/shared/analysis/revisit/window-stretches';
import type { RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import type { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import type { ThreadTask } from '../../plugins/tasks/tasks.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { JobProgress } from '../../plugins/jobs.ts';
import type { WindowStep } from './revisit-window.task.ts';
import { findOpenHour, type ObservedHours } from './observed-hours.ts';
import { planWindow } from './plan-window.ts';
import type runRevisitWindow from './revisit-window.task.ts';
import type { RevisitRepository } from './revisit.repository.ts';

const MEMORY_LIMITS = {
  /** Results kept in memory: 20 bytes a cell each, 12.6 MB for 629,000 cells. */
  keptResults: 4,
  /** Hours whose rows are in memory at once, and between two looks at whether it was cancelled. */
  hoursAtOnce: 24,
};

/** The window of a finished job. */
export interface WindowResult {
  accountId: number;
  window: RevisitWindow;
  measures: WindowMeasures;
  /** End of its last stretch: ages count from here. */
  endMs: number;
}

/**
 * Puts windows together from hours: stored ones as they are, closed ones without a row made from the positions and
 * stored, parts of hours and the hour that runs from the positions alone. Memory: 56 bytes a cell while it runs
 * (35 MB for 629,000 cells) beside the rows of a day.
 */
export function createWindowsService({
  grid,
  repository,
  observedHours,
  sumWindow,
  timeZone,
  retentionDays,
}: {
  grid: RevisitGrid;
  repository: RevisitRepository;
  observedHours: ObservedHours;
  sumWindow: ThreadTask<typeof runRevisitWindow>;
  timeZone: string;
  /** Positions are kept so long. */
  retentionDays: number;
}) {
  /** In the order in which they were last used. */
  const results = new Map<string, WindowResult>();

  /** What was seen in the slices, as steps from `baseMs` on. */
  async function readSteps(
    slices: readonly HourSlice[],
    { group }: RevisitWindow,
    baseMs: number,
    signal: AbortSignal,
    onSlice: () => void,
  ): Promise<WindowStep[]> {
    const openMs = findOpenHour(Date.now());
    const isKept = (slice: HourSlice) => isWholeHour(slice) && slice.hourMs < openMs;
    const stored = await repository.findHours(
      grid.key,
      group,
      slices.filter(isKept).map(({ hourMs }) => hourMs),
    );
    const steps: WindowStep[] = [];
    for (const slice of slices) {
      signal.throwIfAborted();
      const { hourMs, toSecond } = slice;
      const data =
        hourMs + toSecond * 1_000 <= observedHours.historyStartMs
          ? undefined
          : isKept(slice)
            ? ((observedHours.isStale(hourMs) ? undefined : stored.get(hourMs)) ??
              (await observedHours.makeHour(hourMs)).find((seen) => seen.group === group)?.data)
            : (await observedHours.summarise(slice, [group], signal))[0]?.data;
      if (data) steps.push({ kind: 'append', data, offsetSeconds: (hourMs - baseMs) / 1_000 });
      onSlice();
    }
    return steps;
  }

  return {
    /** See planWindow. */
    plan: (window: RevisitWindow, nowMs: number): Stretch[] =>
      planWindow(window, { nowMs, historyStartMs: observedHours.historyStartMs, retentionDays, timeZone }),

    async run(
      window: RevisitWindow,
      stretches: readonly Stretch[],
      accountId: number,
      signal: AbortSignal,
      report: (progress: JobProgress) => void,
    ): Promise<WindowResult> {
      const columns = new SharedArrayBuffer(visitColumnsBytes(grid.cellCount));
      const totals = new SharedArrayBuffer(windowTotalsBytes(grid.cellCount));
      const baseMs = Math.floor(stretches[0]!.fromMs / 1_000) * 1_000;
      const second = (atMs: number): number => Math.floor(atMs / 1_000) - baseMs / 1_000;
      const cut = stretches.map((stretch) => ({ stretch, slices: sliceByHours(stretch) }));
      const total = cut.reduce((sum, { slices }) => sum + slices.length, 0);
      let done = 0;
      const tell = (phase: 'reading' | 'combining') =>
        report({ progress: done / total, phase, detail: { hours: done, hoursTotal: total } });
      let steps: WindowStep[] = [];
      const combine = async () => {
        signal.throwIfAborted();
        tell('combining');
        await sumWindow({ cellCount: grid.cellCount, columns, totals, steps });
        steps = [];
      };
      tell('reading');
      for (const { stretch, slices } of cut) {
        for (let at = 0; at < slices.length; at += MEMORY_LIMITS.hoursAtOnce) {
          const batch = slices.slice(at, at + MEMORY_LIMITS.hoursAtOnce);
          steps.push(
            ...(await readSteps(batch, window, baseMs, signal, () => {
              done++;
              tell('reading');
            })),
          );
          if (steps.length >= MEMORY_LIMITS.hoursAtOnce) await combine();
        }
        steps.push({ kind: 'close', startSecond: second(stretch.fromMs), endSecond: second(stretch.toMs) });
      }
      await combine();
      const totalSeconds = stretches.reduce((sum, { fromMs, toMs }) => sum + second(toMs) - second(fromMs), 0);
      const { toMs } = stretches.at(-1)!;
      const from = new Date(
        Math.max(parseInstant(window.from), Math.min(stretches[0]!.fromMs, parseInstant(window.to))),
      ).toISOString();
      return {
        accountId,
        window: { ...window, from },
        measures: computeMeasures(createWindowTotals(grid.cellCount, totals), totalSeconds, second(toMs)),
        endMs: baseMs + second(toMs) * 1_000,
      };
    },

    keep(jobId: string, result: WindowResult): void {
      results.set(jobId, result);
      for (const oldest of results.keys()) {
        if (results.size <= MEMORY_LIMITS.keptResults) break;
        results.delete(oldest);
      }
    },
    /** The window of a job that is done. Throws a refusal (410) when it is not kept any more. */
    find(jobId: string, accountId: number): WindowResult {
      const result = results.get(jobId);
      if (result?.accountId !== accountId) {
        throw new RequestRefused(410, {
          code: 'revisit-expired',
          reason: 'The server keeps the last few windows only, and this one has gone. Run it again.',
        });
      }
      results.delete(jobId);
      results.set(jobId, result);
      return result;
    },
  };
}

export type WindowsService = ReturnType<typeof createWindowsService>;
