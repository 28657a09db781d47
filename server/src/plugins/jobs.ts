import { randomUUID } from 'node:crypto';
import fp from 'fastify-plugin';
import { hasPermission, type Permission } from '@liaowang/shared/contract/permissions';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { Job, JobState } from '@liaowang/shared/schemas/job';
import type { Account } from './account.ts';
import { RequestRefused, notFound } from './error-handler.ts';
import { jobsRoutes } from './jobs.routes.ts';
import { createJobsRepository, type StoredJob } from './jobs.repository.ts';
import { isDatabaseUnavailable, isDiskFull } from './database-errors.ts';

/** How far a job has come. */
export interface JobProgress {
  /** 0–1; null while it cannot be told. */
  progress: number | null;
  /** What it does now, translated by the page. */
  phase: string;
  /** Figures of the phase. */
  detail?: Record<string, number>;
}

/** What its owner says of a kind of job. */
interface JobKind {
  /** How many run at once on a server, each of another account: what takes long then holds up its own account only. */
  atOnce: number;
  /** What it takes to follow and to cancel one's own jobs of this kind. */
  requires: Permission;
}

interface JobOrder {
  /** A registered one. */
  kind: string;
  accountId: number;
  /** Stored as it is, for the account's list of runs. */
  request: object;
  /**
   * The work. Resolves with what is stored as the job's result, null when the result is kept elsewhere. Must stop soon
   * after `signal` aborts; a {@link RequestRefused} it throws becomes the job's error. `report` may be called at any rate.
   */
  run(signal: AbortSignal, report: (progress: JobProgress) => void): Promise<object | null>;
}

interface JobsDecorator {
  /**
   * Makes a kind of job known, by its owner at the start.
   * @throws Error when another owner has this name
   */
  register(kind: string, rules: JobKind): void;
  /**
   * Stores a job and starts it when the job of its kind before it has ended.
   * @throws RequestRefused `too-many-jobs` (429) when this account already has {@link MAX_WAITING} waiting
   */
  start(order: JobOrder): Promise<Job>;
  /** @throws RequestRefused `not-found` for an unknown job and for another account's */
  find(jobId: string, accountId: number): Promise<Job>;
  /**
   * What the job's `run` resolved with.
   * @throws RequestRefused `not-found`, or `job-not-done` (409) while there is no result
   */
  result(jobId: string, accountId: number): Promise<object | null>;
  /** The account's newest jobs of a kind, newest first. */
  findNewest(kind: string, accountId: number, limit: number): Promise<StoredJob[]>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Work that takes longer than a request. */
    jobs: JobsDecorator;
  }
}

const MAX_WAITING = 3;
/** At most five reports a second reach the page. */
const REPORT_EVERY_MS = 200;
const KEPT_DAYS = 90;
const PRUNE_EVERY_MS = 86_400_000;
/** Jobs whose server is gone are ended so soon after it was given up. */
const INTERRUPT_EVERY_MS = 10_000;
/** What another server was asked to cancel ends so soon. */
const CANCEL_EVERY_MS = 2_000;

/** A job that has not ended, in memory. */
interface OpenJob {
  stored: StoredJob;
  progress: JobProgress;
  abort: AbortController;
  run: JobOrder['run'];
  /** `arriving` = not stored yet, so that it may not run. */
  stage: 'arriving' | 'waiting' | 'picked';
  /** Set once it ends; resolves when the end is committed. */
  ended: Promise<void> | null;
  reportTimer?: NodeJS.Timeout | undefined;
}

function toJob(
  { id, kind, state, error, createdAt, finishedAt }: StoredJob,
  { progress, phase, detail = {} }: JobProgress,
): Job {
  return {
    id,
    kind,
    state,
    progress,
    phase,
    detail,
    error,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** What is known of a job of another server, or of one that has ended. */
function describeStored(state: JobState): JobProgress {
  if (state === 'queued') return { progress: null, phase: 'waiting' };
  if (state === 'running') return { progress: null, phase: 'started' };
  return { progress: state === 'done' ? 1 : null, phase: 'ended' };
}

function describeError(error: unknown): Refusal {
  if (error instanceof RequestRefused) return error.refusal;
  if (isDatabaseUnavailable(error))
    return { code: 'database-unavailable', reason: 'The database could not be reached. Try again shortly.' };
  if (isDiskFull(error))
    return { code: 'disk-full', reason: "The database's disk is full. Try again when there is room." };
  return { code: 'internal', reason: 'Something went wrong on the server.' };
}

function isWaiting(job: OpenJob): boolean {
  return job.stage !== 'picked' && !job.ended;
}

export default fp(
  async (app) => {
    const repository = createJobsRepository(app.db, app.instance.id);
    const kinds = new Map<string, JobKind>();
    /** In the order of arrival. */
    const open = new Map<string, OpenJob>();
    /** Accounts whose jobs run, by kind. */
    const busy = new Map<string, Set<number>>();
    const closing = new AbortController();

    const publish = (job: OpenJob) => {
      clearTimeout(job.reportTimer);
      job.reportTimer = undefined;
      app.live.publishToAccount(job.stored.accountId, 'jobs:progressed', toJob(job.stored, job.progress));
    };

    /** Commits the end of a job, waiting out a database that is away, then tells the account. */
    async function commitEnd(
      job: OpenJob,
      state: JobState,
      result: object | null,
      error: Refusal | null,
    ): Promise<void> {
      const ended: StoredJob = { ...job.stored, state, error, finishedAt: new Date() };
      for (;;) {
        try {
          // Another server may have taken this one for dead meanwhile: what it said stands.
          ended.state = await repository.finish(ended, result);
          break;
        } catch (failure) {
          if ((!isDatabaseUnavailable(failure) && !isDiskFull(failure)) || closing.signal.aborted) {
            app.log.error({ err: failure }, 'end of a job not stored');
            break;
          }
          await app.bus.next('database.changed', closing.signal);
        }
      }
      job.stored = ended;
      job.progress = { ...describeStored(ended.state), detail: job.progress.detail ?? {} };
      open.delete(ended.id);
      publish(job);
    }

    /** The first end of a job counts. */
    const end = (job: OpenJob, state: JobState, result: object | null, error: Refusal | null): Promise<void> =>
      (job.ended ??= commitEnd(job, state, result, error));

    async function execute(job: OpenJob): Promise<void> {
      try {
        job.stage = 'picked';
        await repository.start(job.stored.id);
        job.abort.signal.throwIfAborted();
        job.stored = { ...job.stored, state: 'running' };
        job.progress = { progress: null, phase: 'started' };
        publish(job);
        const result = await job.run(job.abort.signal, (progress) => {
          if (job.abort.signal.aborted) return;
          job.progress = progress;
          job.reportTimer ??= setTimeout(publish, REPORT_EVERY_MS, job);
        });
        await end(job, 'done', result, null);
      } catch (error) {
        if (job.abort.signal.aborted) return;
        if (!(error instanceof RequestRefused)) app.log.error({ err: error, kind: job.stored.kind }, 'job failed');
        await end(job, 'failed', null, describeError(error));
      }
    }

    function runNext(kind: string): void {
      const accounts = busy.get(kind) ?? new Set<number>();
      busy.set(kind, accounts);
      if (accounts.size >= kinds.get(kind)!.atOnce || closing.signal.aborted) return;
      const next = [...open.values()].find(
        (job) =>
          job.stored.kind === kind && job.stage === 'waiting' && !job.ended && !accounts.has(job.stored.accountId),
      );
      if (!next) return;
      const { accountId } = next.stored;
      accounts.add(accountId);
      void execute(next).finally(() => {
        accounts.delete(accountId);
        runNext(kind);
      });
    }

    /** Ends a job at once; its work stops as soon as it sees the signal, and only then does the next of its kind start. */
    function stop(job: OpenJob, state: 'cancelled' | 'interrupted'): Promise<void> {
      job.abort.abort();
      return end(job, state, null, null);
    }

    function refuseUnpermitted(kind: string, { role }: Account): void {
      const requires = kinds.get(kind)?.requires;
      // A kind that this version has no more is nobody's to see.
      if (requires && hasPermission(role, requires)) return;
      throw new RequestRefused(403, {
        code: 'not-permitted',
        reason: `This account's role may not do this (${requires ?? kind}).`,
      });
    }

    async function findStored(jobId: string, accountId: number): Promise<StoredJob> {
      const stored = await repository.find(jobId, accountId);
      if (!stored) throw notFound('job');
      return stored;
    }

    /** Ends what servers that are gone left behind, and tells whose it was. */
    async function interruptAbandoned(): Promise<void> {
      for (const stored of await repository.interruptAbandoned())
        app.live.publishToAccount(stored.accountId, 'jobs:progressed', toJob(stored, describeStored(stored.state)));
    }

    app.decorate('jobs', {
      register(kind, rules) {
        if (kinds.has(kind)) throw new Error(`two owners register the job ${kind}`);
        kinds.set(kind, rules);
      },
      async start({ kind, accountId, request, run }) {
        if (!kinds.has(kind)) throw new Error(`nobody registers the job ${kind}`);
        const waiting = [...open.values()].filter((job) => job.stored.accountId === accountId && isWaiting(job)).length;
        if (waiting >= MAX_WAITING) {
          throw new RequestRefused(429, {
            code: 'too-many-jobs',
            reason: `${MAX_WAITING} of your computations are waiting already. Wait for one to end or cancel one.`,
          });
        }
        const job: OpenJob = {
          stored: {
            id: randomUUID(),
            kind,
            state: 'queued',
            accountId,
            request,
            error: null,
            createdAt: new Date(),
            finishedAt: null,
          },
          progress: { progress: null, phase: 'waiting' },
          abort: new AbortController(),
          run,
          stage: 'arriving',
          ended: null,
        };
        // Counted before it is stored: starts at the same moment must not slip past the limit together.
        open.set(job.stored.id, job);
        try {
          await repository.insert(job.stored);
        } catch (error) {
          open.delete(job.stored.id);
          throw error;
        }
        job.stage = 'waiting';
        const started = toJob(job.stored, job.progress);
        runNext(kind);
        return started;
      },
      async find(jobId, accountId) {
        const job = open.get(jobId);
        if (job?.stored.accountId === accountId) return toJob(job.stored, job.progress);
        const stored = await findStored(jobId, accountId);
        return toJob(stored, describeStored(stored.state));
      },
      async result(jobId, accountId) {
        const { state } = await findStored(jobId, accountId);
        if (state === 'done') return repository.findResult(jobId);
        throw new RequestRefused(409, {
          code: 'job-not-done',
          reason: `This computation has no result: it is ${state}.`,
        });
      },
      findNewest: (kind, accountId, limit) => repository.findNewest(kind, accountId, limit),
    } satisfies JobsDecorator);

    await interruptAbandoned();
    await repository.deleteOlderThan(KEPT_DAYS);
    app.scheduler.every('jobs.prune', PRUNE_EVERY_MS, () => repository.deleteOlderThan(KEPT_DAYS), {
      runsOn: 'one-server',
    });
    app.scheduler.every('jobs.interrupt-abandoned', INTERRUPT_EVERY_MS, interruptAbandoned, { runsOn: 'one-server' });
    app.scheduler.every(
      'jobs.cancel-requested',
      CANCEL_EVERY_MS,
      async () => {
        if (!app.db.isShared || open.size === 0 || !app.db.isUp) return;
        for (const jobId of await repository.findCancelRequests()) {
          const job = open.get(jobId);
          if (job) await stop(job, 'cancelled');
        }
      },
      { runsOn: 'every-server' },
    );
    app.addHook('preClose', async () => {
      closing.abort();
      await Promise.all([...open.values()].map((job) => stop(job, 'interrupted')));
    });

    await app.register(jobsRoutes, {
      async find(jobId, account) {
        const job = await app.jobs.find(jobId, account.id);
        refuseUnpermitted(job.kind, account);
        return job;
      },
      async cancel(jobId, account) {
        const { kind } = await app.jobs.find(jobId, account.id);
        refuseUnpermitted(kind, account);
        const job = open.get(jobId);
        if (job) await stop(job, 'cancelled');
        else await repository.requestCancel(jobId);
      },
    });
  },
  { name: 'jobs', dependencies: ['socket-io', 'postgres', 'scheduler', 'server-instance'] },
);
