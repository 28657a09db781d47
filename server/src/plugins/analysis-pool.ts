import { MessageChannel } from 'node:worker_threads';
import fp from 'fastify-plugin';
import { Piscina } from 'piscina';
import { entryPointExecArgv, resolveEntryPoint } from '../entry-point.ts';
import type { CoverageState, CoverageTask, DensityTask, PastCoverageTask, ZonesTask } from '../workers/analysis.tasks.ts';
import { runImportTask, type ImportOrder, type ImportProgress } from '../workers/import-host.ts';
import type { ImportHost, PreviewAnswer, RecogniseAnswer, RowsAnswer } from '../workers/import.task.ts';
import type { CoverageAnswer } from '../workers/run-coverage.ts';
import type { DensityAnswer } from '../workers/run-density.ts';
import type { PastHour } from '../workers/run-past-coverage.ts';
import type { ZonesAnswer } from '../workers/run-zones.ts';
import type { PackedSeen, RevisitSliceTask, RevisitWindowTask } from '../workers/revisit.task.ts';
import type { SitingAnswer, SitingProgress, SitingTask } from '../workers/siting.task.ts';

interface AnalysisDecorator {
  /** Coverage of areas; gives the thread the state of `readState` when it does not have it yet. */
  coverage(task: Omit<CoverageTask, 'kind' | 'state'>, readState: () => CoverageState): Promise<Extract<CoverageAnswer, { ok: true }>>;
  density(task: Omit<DensityTask, 'kind'>): Promise<DensityAnswer>;
  /** The demo's coverage in hours of the past; `signal` stops it at once. */
  pastCoverage(task: Omit<PastCoverageTask, 'kind'>, signal: AbortSignal): Promise<PastHour[]>;
  /** What was seen in a slice of an hour. */
  revisitSlice(task: Omit<RevisitSliceTask, 'kind'>): Promise<PackedSeen[]>;
  /** Goes on with the sums of a window. */
  revisitWindow(task: Omit<RevisitWindowTask, 'kind'>): Promise<void>;
  /** High-incident zones; `signal` stops it at once. Rejects with an AbortError where it takes too long. */
  zones(task: Omit<ZonesTask, 'kind'>, signal: AbortSignal): Promise<ZonesAnswer>;
  /** What a file of incidents is. */
  importRecognise(order: Omit<Extract<ImportOrder, { kind: 'import-recognise' }>, 'kind'>, host: Pick<ImportHost, 'readChunk'>): Promise<RecogniseAnswer>;
  /** What its first rows look like, and a guess of how they are to be read. */
  importPreview(order: Omit<Extract<ImportOrder, { kind: 'import-preview' }>, 'kind'>, host: Pick<ImportHost, 'readChunk'>): Promise<PreviewAnswer>;
  /** Reads all its rows; `signal` stops it at once, and nothing is asked of the host any more when it has ended. */
  importRows(order: Omit<Extract<ImportOrder, { kind: 'import-rows' }>, 'kind'>, host: ImportHost, signal: AbortSignal, report: (progress: ImportProgress) => void): Promise<RowsAnswer>;
  /** Where posts should stand; `signal` stops it at once, whatever the solver is doing. */
  siting(task: Omit<SitingTask, 'kind' | 'port'>, signal: AbortSignal, report: (progress: SitingProgress) => void): Promise<SitingAnswer>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Computations off the main thread. */
    analysis: AnalysisDecorator;
  }
}

/** Nothing here takes seconds; what does is stuck. */
const TASK_TIMEOUT_MS = 30_000;
/** Emerging zones of a year of small cells take seconds; what takes longer than this is asked too finely. */
const ZONES_TIMEOUT_MS = 60_000;
/** A file of 100 MB is recognised in seconds; a spreadsheet of that size takes a minute. */
const IMPORT_LOOK_TIMEOUT_MS = 180_000;
/** A file that takes more than this in memory ends its thread, not the server. */
const IMPORT_MEMORY_MB = 1_536;
/** What a siting may take beside the solver's own time limit: distances, the quick answer, the last step of the solver. */
const SITING_OVERHEAD_MS = 120_000;

export default fp(
  async (app) => {
    const createLane = (options: { idleTimeout: number; niceIncrement?: number; resourceLimits?: { maxOldGenerationSizeMb: number } }): Piscina => {
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
    const sitingLane = createLane({ idleTimeout: 30_000, niceIncrement: 10 });
    // Hours are summed up a few minutes after their end, and windows on request: seconds either way.
    const revisitLane = createLane({ idleTimeout: 30_000, niceIncrement: 5 });
    // Somebody may wait for it, though mostly it is the night.
    const zonesLane = createLane({ idleTimeout: 30_000, niceIncrement: 5 });
    // Two, so that nobody who looks at a file waits for somebody else's import.
    const importLook = createLane({ idleTimeout: 30_000, niceIncrement: 5, resourceLimits: { maxOldGenerationSizeMb: IMPORT_MEMORY_MB } });
    const importLane = createLane({ idleTimeout: 30_000, niceIncrement: 5, resourceLimits: { maxOldGenerationSizeMb: IMPORT_MEMORY_MB } });
    const look = <T>(order: ImportOrder, host: Pick<ImportHost, 'readChunk'>): Promise<T> =>
      runImportTask(order, host, { signal: AbortSignal.timeout(IMPORT_LOOK_TIMEOUT_MS), start: (task, transferList, signal) => importLook.run(task, { transferList, signal }) });
    const run = <T>(lane: Piscina, task: unknown): Promise<T> => lane.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) }) as Promise<T>;

    app.decorate('analysis', {
      async coverage(task, readState) {
        const first = await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage' });
        const answer = first.ok ? first : await run<CoverageAnswer>(coverageLane, { ...task, kind: 'coverage', state: readState() });
        if (!answer.ok) throw new Error(`coverage refused: ${answer.reason}`);
        return answer;
      },
      density: (task) => run<DensityAnswer>(densityLane, { ...task, kind: 'density' }),
      pastCoverage: (task, signal) => pastLane.run({ ...task, kind: 'past-coverage' }, { signal }) as Promise<PastHour[]>,
      revisitSlice: (task) => run<PackedSeen[]>(revisitLane, { ...task, kind: 'revisit-slice' }),
      revisitWindow: (task) => run<void>(revisitLane, { ...task, kind: 'revisit-window' }),
      zones: (task, signal) => zonesLane.run({ ...task, kind: 'zones' }, { signal: AbortSignal.any([signal, AbortSignal.timeout(ZONES_TIMEOUT_MS)]) }) as Promise<ZonesAnswer>,
      importRecognise: (order, host) => look<RecogniseAnswer>({ ...order, kind: 'import-recognise' }, host),
      importPreview: (order, host) => look<PreviewAnswer>({ ...order, kind: 'import-preview' }, host),
      importRows: (order, host, signal, report) =>
        runImportTask<RowsAnswer>({ ...order, kind: 'import-rows' }, host, { signal, report, start: (task, transferList, stop) => importLane.run(task, { transferList, signal: stop }) }),
      async siting(task, signal, report) {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', report);
        try {
          const limit = AbortSignal.timeout(task.timeLimitSeconds * 1_000 + SITING_OVERHEAD_MS);
          return (await sitingLane.run({ ...task, kind: 'siting', port: port2 }, { transferList: [port2], signal: AbortSignal.any([signal, limit]) })) as SitingAnswer;
        } finally {
          port1.close();
        }
      },
    } satisfies AnalysisDecorator);
    app.addHook('onClose', async () => {
      await Promise.all([coverageLane.destroy(), densityLane.destroy(), pastLane.destroy(), revisitLane.destroy(), sitingLane.destroy(), importLook.destroy(), importLane.destroy(), zonesLane.destroy()]);
    });
  },
  { name: 'analysis-pool' },
);
