import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { IncidentCategory } from '@liaowang/shared/schemas/incident';
import type { ImportCheck, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import type { StartedJob } from '@liaowang/shared/schemas/job';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { JobProgress } from '../../plugins/jobs.ts';
import type runImportRows from './import-rows.task.ts';
import type { RowTaker } from './row-batches.ts';
import { findTops, makeImportedKinds } from './import-kinds.ts';
import { explainReaderFailure, toRefused } from '../../plugins/tasks/read-uploaded.ts';
import { checkFirst, importClosed } from './import-refusals.ts';
import type { ImportRowsRepository } from './import-rows.repository.ts';
import { toReadingChoice } from './reading-choice.ts';
import type { ImportsRepository, StoredImport } from './imports.repository.ts';

/** Reading is most of a commit; storing what was set aside is the rest. */
const READING_SHARE = 0.8;

const READING_LANE = { maxProcesses: 3, niceness: 5 };
/** Five million rows take minutes to compare with a large register, as long as something is heard of them. */
const READING_LIMITS = { timeLimitMs: 3_600_000, silenceLimitMs: 120_000 };

type Report = (progress: JobProgress) => void;

/** A job's run over an import's rows: whose it is, and the id under which it sets things aside. */
interface ImportRun {
  id: string;
  accountId: number;
}

/** Dry runs and commits, as jobs. */
export function createImportRuns(options: {
  repository: ImportsRepository;
  rows: ImportRowsRepository;
  jurisdiction: Jurisdiction;
  app: Pick<FastifyInstance, 'db' | 'bus' | 'audit' | 'tasks' | 'jobs' | 'log' | 'categories' | 'importedKinds'>;
}) {
  const { repository, rows, jurisdiction, app } = options;
  const readAllRows = app.tasks.inProcess<typeof runImportRows>(import.meta.url, './import-rows.task', {
    lane: READING_LANE,
  });
  /** Commits that are being started, by import and account: who asks twice at once means one. */
  const starting = new Map<string, Promise<StartedJob>>();

  async function readChunk(importId: number, n: number): Promise<Uint8Array> {
    const chunk = await repository.findChunk(importId, n);
    if (!chunk) throw new RequestRefused(409, { code: 'import-closed', reason: 'The file of this import is gone.' });
    return chunk;
  }

  /** Reads all rows, each batch given to `takeRows`. */
  async function readRows(
    stored: StoredImport,
    mapping: ImportMapping,
    { takeRows, run, tops }: Pick<RowTaker, 'takeRows'> & { run: ImportRun; tops: Record<string, IncidentCategory> },
    signal: AbortSignal,
    report: Report,
    share: number,
  ): Promise<ImportCheck> {
    const { importId, format, bytes, chunkCount, fileName } = stored;
    try {
      const answer = await readAllRows(
        {
          format,
          choice: toReadingChoice(mapping, stored),
          bytes,
          chunkCount,
          fileName,
          mapping,
          tops,
          dictionary: await app.importedKinds.findDictionary(),
          jurisdiction: { center: jurisdiction.center, boundary: jurisdiction.boundary },
          nowMs: Date.now(),
        },
        run.accountId,
        {
          ...READING_LIMITS,
          signal,
          server: {
            readChunk: (n) => readChunk(importId, n),
            takeRows,
            takeProblems: (problems) => rows.insertProblems(importId, run.id, problems),
          },
          note: ({ progress, rows: count }) =>
            report({ progress: progress * share, phase: 'reading', detail: { rows: count } }),
        },
      );
      if (!answer.ok) throw toRefused(answer);
      return answer.check;
    } catch (error) {
      throw explainReaderFailure(error);
    }
  }

  /** The import, if it is still open; locked until the transaction ends. */
  async function lockOpen(importId: number, client: Parameters<ImportsRepository['lock']>[1]): Promise<StoredImport> {
    const current = await repository.lock(importId, client);
    if (!current) throw notFound('import');
    if (current.state !== 'uploaded' && current.state !== 'checked') throw importClosed(current.state);
    return current;
  }

  async function check(
    stored: StoredImport,
    mapping: ImportMapping,
    run: ImportRun,
    signal: AbortSignal,
    report: Report,
  ): Promise<void> {
    const { importId } = stored;
    const tops = findTops(mapping, await app.categories.readTree());
    const found = await readRows(
      stored,
      mapping,
      { run, tops, takeRows: (batch) => rows.findKnown(batch, mapping.externalId) },
      signal,
      report,
      1,
    );
    await app.db.transaction(async (client) => {
      const current = await lockOpen(importId, client);
      // Somebody chose another encoding meanwhile: what was read is not what would be stored.
      if (current.encoding !== stored.encoding) throw checkFirst('The encoding was changed meanwhile. Check again.');
      await repository.storeCheck(importId, run.id, mapping, found, client);
      signal.throwIfAborted();
    });
  }

  async function commit(
    stored: StoredImport,
    mapping: ImportMapping,
    run: ImportRun,
    signal: AbortSignal,
    report: Report,
  ): Promise<void> {
    const { importId } = stored;
    const startedAt = new Date();
    const tops = findTops(mapping, await app.categories.readTree());
    const found = await readRows(
      stored,
      mapping,
      { run, tops, takeRows: (batch) => rows.setAside(run.id, batch, mapping.externalId) },
      signal,
      report,
      READING_SHARE,
    );
    const count = await app.db.transaction(async (client) => {
      await repository.lockCommits(client);
      const current = await lockOpen(importId, client);
      if (
        !isDeepStrictEqual(current.mapping, mapping) ||
        current.state !== 'checked' ||
        current.encoding !== stored.encoding
      )
        throw checkFirst('It was checked otherwise meanwhile. Look at it again.');
      // Its rows were not among those that this one was compared with.
      if (await repository.hasCommittedSince(startedAt, client))
        throw checkFirst('Another import was stored meanwhile. Check again.');
      if (found.importable !== current.check?.importable)
        throw checkFirst(
          `${found.importable} rows would be stored now, and ${current.check?.importable ?? 0} when it was checked. Check again.`,
        );
      const made = await makeImportedKinds(
        app,
        { importId, mapping, tops, kindIds: await rows.findKindIds(run.id, client) },
        client,
      );
      const moved = await rows.moveToIncidents(
        run.id,
        importId,
        { incidentSource: mapping.source, externalSource: mapping.externalId, made },
        client,
        (rowsStored) => {
          signal.throwIfAborted();
          report({
            progress: READING_SHARE + ((1 - READING_SHARE) * rowsStored) / Math.max(1, found.importable),
            phase: 'storing',
            detail: { rows: rowsStored },
          });
        },
      );
      // Whoever took rows away that were set aside: a part is not stored for the whole.
      if (moved !== found.importable)
        throw new RequestRefused(409, {
          code: 'import-incomplete',
          reason: `Only ${moved} of ${found.importable} rows were there to be stored, so that none was. Try again.`,
        });
      await repository.markCommitted(importId, run.id, found, moved, client);
      await app.audit.record(
        {
          accountId: run.accountId,
          action: 'import.committed',
          subject: `import:${importId}`,
          detail: { count: moved },
        },
        client,
      );
      signal.throwIfAborted();
      return moved;
    });
    app.bus.emit('incidents.imported', { importId, count });
    await rows.deleteSetAside(run.id);
    await repository.deleteChunks(importId);
  }

  async function findRunningCommit({
    jobId,
    jobAccountId,
  }: StoredImport): Promise<{ jobId: string; accountId: number } | null> {
    if (jobId === null || jobAccountId === null) return null;
    try {
      const job = await app.jobs.find(jobId, jobAccountId);
      return job.kind === 'import-commit' && job.finishedAt === null ? { jobId, accountId: jobAccountId } : null;
    } catch (error) {
      // Jobs are forgotten after a while.
      if (error instanceof RequestRefused) return null;
      throw error;
    }
  }

  /** Starts a job whose leftovers are removed unless it comes to its end. */
  async function start(
    kind: 'import-check' | 'import-commit',
    stored: StoredImport,
    mapping: ImportMapping,
    accountId: number,
    work: (run: ImportRun, signal: AbortSignal, report: Report) => Promise<void>,
  ): Promise<StartedJob> {
    const { importId } = stored;
    const ordered = app.jobs.start({
      kind,
      accountId,
      request: { importId, mapping },
      async run(signal, report) {
        const { id: runId } = await ordered;
        try {
          await work({ id: runId, accountId }, signal, report);
          await rows.deleteOtherProblems(importId, runId);
        } catch (error) {
          await rows
            .deleteRun(runId)
            .catch((failure: unknown) =>
              app.log.error({ err: failure }, 'rows of an import that ended early are left to the daily pruning'),
            );
          throw error;
        }
        return null;
      },
    });
    const { id: jobId } = await ordered;
    await repository.setJob(importId, jobId, accountId);
    return { jobId };
  }

  /** Read anew: whoever asked a moment before has begun it, or has ended it. */
  async function findOrStartCommit(importId: number, mapping: ImportMapping, accountId: number): Promise<StartedJob> {
    const stored = await repository.find(importId);
    if (!stored) throw notFound('import');
    if (stored.state === 'committed' && stored.jobId !== null && stored.jobAccountId === accountId)
      return { jobId: stored.jobId };
    const running = await findRunningCommit(stored);
    if (running?.accountId === accountId) return { jobId: running.jobId };
    if (running)
      throw new RequestRefused(409, { code: 'import-busy', reason: 'Somebody else is storing this import.' });
    return start('import-commit', stored, mapping, accountId, (run, signal, report) =>
      commit(stored, mapping, run, signal, report),
    );
  }

  return {
    readChunk,
    startCheck: (stored: StoredImport, mapping: ImportMapping, accountId: number) =>
      start('import-check', stored, mapping, accountId, (run, signal, report) =>
        check(stored, mapping, run, signal, report),
      ),
    /**
     * Answers with the job that runs already, if it is this account's.
     * @throws RequestRefused `import-busy` while it is another's
     */
    async startCommit({ importId }: StoredImport, mapping: ImportMapping, accountId: number): Promise<StartedJob> {
      const key = `${importId} ${accountId}`;
      let job = starting.get(key);
      if (!job) {
        job = findOrStartCommit(importId, mapping, accountId).finally(() => starting.delete(key));
        starting.set(key, job);
      }
      return job;
    },
  };
}

export type ImportRuns = ReturnType<typeof createImportRuns>;
