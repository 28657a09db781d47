import fp from 'fastify-plugin';
import { Piscina } from 'piscina';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import type {
  CoverageState,
  CoverageTask,
  DensityTask,
  PastCoverageTask,
  ZonesTask,
} from '../workers/analysis.tasks.ts';
import type { AreaFileAnswer, AreaFileTask } from '../workers/area-file.task.ts';
import { createGuardedLane } from '../workers/guarded-lane.ts';
import type {
  ImportHost,
  ImportPreviewTask,
  ImportProgress,
  ImportQuestion,
  ImportRecogniseTask,
  ImportRowsTask,
  ImportTask,
  PreviewAnswer,
  RecogniseAnswer,
  RowsAnswer,
} from '../workers/import.task.ts';
import type { CoverageAnswer } from '../workers/run-coverage.ts';
import type { DensityAnswer } from '../workers/run-density.ts';
import type { PastHour } from '../workers/run-past-coverage.ts';
import type { ZonesAnswer } from '../workers/run-zones.ts';
import type { PackedSeen, RevisitSliceTask, RevisitWindowTask } from '../workers/revisit.task.ts';
import type { SitingAnswer, SitingProgress, SitingTask } from '../workers/siting.task.ts';

interface AnalysisDecorator {
  /** Coverage of areas; gives the thread the state of `readState` when it does not have it yet. */
  coverage(
    task: Omit<CoverageTask, 'kind' | 'state'>,
    readState: () => CoverageState,
  ): Promise<Extract<CoverageAnswer, { ok: true }>>;
  density(task: Omit<DensityTask, 'kind'>): Promise<DensityAnswer>;
  /** The demo's coverage in hours of the past; `signal` stops it at once. */
  pastCoverage(task: Omit<PastCoverageTask, 'kind'>, signal: AbortSignal): Promise<PastHour[]>;
  /** What was seen in a slice of an hour. */
  revisitSlice(task: Omit<RevisitSliceTask, 'kind'>): Promise<PackedSeen[]>;
  /** Goes on with the sums of a window. */
  revisitWindow(task: Omit<RevisitWindowTask, 'kind'>): Promise<void>;
  /** High-incident zones; `signal` stops it at once. Rejects with an AbortError where it takes too long. */
  zones(task: Omit<ZonesTask, 'kind'>, signal: AbortSignal): Promise<ZonesAnswer>;
  /** The areas that a file holds. */
  areaFile(
    task: Omit<AreaFileTask, 'kind'>,
    accountId: number,
    host: Pick<ImportHost, 'readChunk'>,
  ): Promise<AreaFileAnswer>;
  /** What a file of incidents is. */
  importRecognise(
    task: Omit<ImportRecogniseTask, 'kind'>,
    accountId: number,
    host: Pick<ImportHost, 'readChunk'>,
  ): Promise<RecogniseAnswer>;
  /** What its first rows look like, and a guess of how they are to be read. */
  importPreview(
    task: Omit<ImportPreviewTask, 'kind'>,
    accountId: number,
    host: Pick<ImportHost, 'readChunk'>,
  ): Promise<PreviewAnswer>;
  /** Reads all its rows; `signal` stops it at once, and nothing is asked of the host any more when it has ended. */
  importRows(
    task: Omit<ImportRowsTask, 'kind'>,
    accountId: number,
    host: ImportHost,
    signal: AbortSignal,
    report: (progress: ImportProgress) => void,
  ): Promise<RowsAnswer>;
  /** Where posts should stand; `signal` stops it at once, whatever the solver is doing. */
  siting(
    task: Omit<SitingTask, 'kind'>,
    accountId: number,
    signal: AbortSignal,
    report: (progress: SitingProgress) => void,
  ): Promise<SitingAnswer>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Computations off the main thread; those with foreign input in processes with limits, which reject with a GuardedTaskEnded. */
    analysis: AnalysisDecorator;
  }
}

/** Nothing here takes seconds; what does is stuck. */
const TASK_TIMEOUT_MS = 30_000;
/** Emerging zones of a year of small cells take seconds; what takes longer than this is asked too finely. */
const ZONES_TIMEOUT_MS = 60_000;
/** A file of 100 MB is recognised in seconds; a spreadsheet of that size takes a minute. */
const IMPORT_LOOK_LIMIT_MS = 180_000;
/** Five million rows take minutes to compare with a large register, as long as something is heard of them. */
const IMPORT_ROWS_LIMIT_MS = 3_600_000;
const IMPORT_SILENCE_LIMIT_MS = 120_000;
/** Memory of a process with foreign input: V8's heap, and all of it. Whoever takes more ends that process, not the server. */
const FOREIGN_MEMORY = { heapMb: 1_536, residentMb: 2_048 };
const IDLE_MS = 30_000;
/** What a siting may take beside the solver's own time limit: distances, the quick answer, the last step of the solver. */
const SITING_OVERHEAD_MS = 120_000;

export default fp(
  async (app) => {
    const createLane = (options: { idleTimeout: number; niceIncrement?: number }): Piscina => {
      const lane = new Piscina({
        filename: resolveEntryPoint(import.meta.url, '../workers/analysis.worker').href,
        execArgv: entryPointExecArgv(import.meta.url),
        minThreads: 0,
        maxThreads: 1,
        maxQueue: 100,
        ...options,
      });
      // A thread that dies between two tasks has nobody else to tell; unheard it would end the server. The next task gets a new one.
      lane.on('error', (error: unknown) => app.log.error({ err: error }, 'an analysis thread ended'));
      return lane;
    };
    // Lanes of their own, so that a density of many incidents never holds up the coverage that staff watch each second.
    const coverageLane = createLane({ idleTimeout: 60_000 });
    const densityLane = createLane({ idleTimeout: 60_000 });
    // The demo's past can wait for everything else.
    const pastLane = createLane({ idleTimeout: 30_000, niceIncrement: 10 });
    // Hours are summed up a few minutes after their end, and windows on request: seconds either way.
    const revisitLane = createLane({ idleTimeout: 30_000, niceIncrement: 5 });
    // Somebody may wait for it, though mostly it is the night.
    const zonesLane = createLane({ idleTimeout: 30_000, niceIncrement: 5 });
    const warn = (what: string): void => app.log.warn(what);
    // Nobody who looks at a file waits for somebody else's import, or for somebody else's slow file.
    const importLook = createGuardedLane({ ...FOREIGN_MEMORY, maxProcesses: 3, idleMs: IDLE_MS, niceness: 5, warn });
    const importLane = createGuardedLane({ ...FOREIGN_MEMORY, maxProcesses: 3, idleMs: IDLE_MS, niceness: 5, warn });
    const sitingLane = createGuardedLane({ ...FOREIGN_MEMORY, maxProcesses: 1, idleMs: IDLE_MS, niceness: 10, warn });
    const answerFrom =
      (host: Partial<ImportHost> & Pick<ImportHost, 'readChunk'>) =>
      async (question: ImportQuestion): Promise<unknown> => {
        if (question.ask === 'chunk') return host.readChunk(question.index);
        if (question.ask === 'rows') return (await host.takeRows?.(question.batch)) ?? [];
        return host.takeProblems?.(question.problems);
      };
    const look = (
      task: ImportTask | AreaFileTask,
      accountId: number,
      host: Pick<ImportHost, 'readChunk'>,
    ): Promise<unknown> =>
      importLook.run(task, accountId, {
        signal: new AbortController().signal,
        timeLimitMs: IMPORT_LOOK_LIMIT_MS,
        silenceLimitMs: IMPORT_LOOK_LIMIT_MS,
        answer: answerFrom(host),
      });
    const run = <T>(lane: Piscina, task: unknown): Promise<T> =>
      lane.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) }) as Promise<T>;

    app.decorate('analysis', {
      async coverage(task, readState) {
        const first = await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage' });
        const answer = first.ok
          ? first
          : await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage', state: readState() });
        if (!answer.ok) throw new Error(`coverage refused: ${answer.reason}`);
        return answer;
      },
      density: (task) => run<DensityAnswer>(densityLane, { ...task, kind: 'density' }),
      pastCoverage: (task, signal) =>
        pastLane.run({ ...task, kind: 'past-coverage' }, { signal }) as Promise<PastHour[]>,
      revisitSlice: (task) => run<PackedSeen[]>(revisitLane, { ...task, kind: 'revisit-slice' }),
      revisitWindow: (task) => run<void>(revisitLane, { ...task, kind: 'revisit-window' }),
      zones: (task, signal) =>
        zonesLane.run(
          { ...task, kind: 'zones' },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(ZONES_TIMEOUT_MS)]) },
        ) as Promise<ZonesAnswer>,
      areaFile: (task, accountId, host) =>
        look({ ...task, kind: 'area-file' }, accountId, host) as Promise<AreaFileAnswer>,
      importRecognise: (task, accountId, host) =>
        look({ ...task, kind: 'import-recognise' }, accountId, host) as Promise<RecogniseAnswer>,
      importPreview: (task, accountId, host) =>
        look({ ...task, kind: 'import-preview' }, accountId, host) as Promise<PreviewAnswer>,
      importRows: (task, accountId, host, signal, report) =>
        importLane.run({ ...task, kind: 'import-rows' }, accountId, {
          signal,
          timeLimitMs: IMPORT_ROWS_LIMIT_MS,
          silenceLimitMs: IMPORT_SILENCE_LIMIT_MS,
          answer: answerFrom(host),
          note: (note) => report(note as ImportProgress),
        }) as Promise<RowsAnswer>,
      async siting(task, accountId, signal, report) {
        const limitMs = task.timeLimitSeconds * 1_000 + SITING_OVERHEAD_MS;
        return (await sitingLane.run({ ...task, kind: 'siting' }, accountId, {
          signal,
          timeLimitMs: limitMs,
          silenceLimitMs: limitMs,
          note: (note) => report(note as SitingProgress),
        })) as SitingAnswer;
      },
    } satisfies AnalysisDecorator);
    app.addHook('onClose', async () => {
      await Promise.all([
        coverageLane.destroy(),
        densityLane.destroy(),
        pastLane.destroy(),
        revisitLane.destroy(),
        zonesLane.destroy(),
        sitingLane.close(),
        importLook.close(),
        importLane.close(),
      ]);
    });
  },
  { name: 'analysis-pool' },
);
