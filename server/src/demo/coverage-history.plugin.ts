import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { createCoverageRecordRepository } from '../features/coverage/coverage-record.repository.ts';
import { createDemandService } from '../features/coverage/demand.service.ts';
import type runPastCoverage from './past-coverage.task.ts';

const HOUR_MS = 3_600_000;

const HISTORY = {
  /** Eight weeks: what the hour-of-week matrix looks at. */
  hours: 8 * 7 * 24,
  /** The first pages come first. */
  startAfterMs: 20_000,
  hoursAtOnce: 12,
  /** Rests so many times as long as it worked: a third of a core. */
  restFactor: 2,
  /** The first hours take seconds, for the simulation is made then. */
  maxRestMs: 3_000,
};

/** The demo's past can wait for everything else. */
const LANE = { idleMs: 30_000, niceness: 10 };
const TIME_LIMIT_MS = 600_000;

/**
 * Works out the hourly record of the whole hours before `nowMs` that have none, newest first, from the simulation of the
 * made-up city of `seed`; marks it as simulated. Returns how many hours were missing. Rejects when `signal` aborts.
 */
export async function fillDemoHistory(
  app: Pick<FastifyInstance, 'db' | 'registry' | 'coverage' | 'coverageSettings' | 'lookouts' | 'tasks'>,
  { seed, hours, nowMs, signal }: { seed: number; hours: number; nowMs: number; signal: AbortSignal },
): Promise<number> {
  const { center, timeZone } = app.registry.jurisdiction;
  const record = createCoverageRecordRepository(app.db);
  const thisHourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const recorded = await record.findRecordedHours(thisHourMs - hours * HOUR_MS);
  const missing = Array.from({ length: hours }, (_, n) => thisHourMs - (n + 1) * HOUR_MS).filter(
    (hourMs) => !recorded.has(hourMs),
  );
  if (missing.length === 0) return 0;
  const settings = app.coverageSettings.current;
  const computePast = app.tasks.inThread<typeof runPastCoverage>(import.meta.url, './past-coverage.task', {
    lane: LANE,
    timeLimitMs: TIME_LIMIT_MS,
  });
  const task = {
    seed,
    center,
    timeZone,
    settings,
    areas: app.coverage.areas.map(({ areaId, geometry }) => ({ id: areaId, geometry })),
    // What there is to watch today stands for what there was.
    demand: await createDemandService({ db: app.db, center }).find(settings.demand, nowMs, null),
    lookouts: app.lookouts
      .at(nowMs)
      .map(({ geometry, properties: { detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute } }) => ({
        position: geometry.coordinates,
        detectionRangeMeters,
        shape,
        dutyStartMinute,
        dutyEndMinute,
      })),
  };
  for (let from = 0; from < missing.length; from += HISTORY.hoursAtOnce) {
    const startedMs = performance.now();
    await record.addSimulatedHours(
      await computePast({ ...task, hoursMs: missing.slice(from, from + HISTORY.hoursAtOnce) }, signal),
    );
    const restMs = Math.min(HISTORY.restFactor * (performance.now() - startedMs), HISTORY.maxRestMs);
    await pause(restMs, undefined, { signal, ref: false });
  }
  return missing.length;
}

/** A fresh demo has no past: it is worked out in the background after the start. */
export default fp<{ seed: number }>(
  async (app, { seed }) => {
    const stopping = new AbortController();
    const { signal } = stopping;
    app.addHook('onReady', async () => {
      void pause(HISTORY.startAfterMs, undefined, { signal, ref: false })
        .then(() => fillDemoHistory(app, { seed, hours: HISTORY.hours, nowMs: Date.now(), signal }))
        .then((hours) => app.log.info({ hours }, 'the demo has a past'))
        .catch((error: unknown) => {
          if (!signal.aborted) app.log.error({ err: error }, 'the demo stays without a past');
        });
    });
    app.addHook('preClose', async () => stopping.abort());
  },
  { name: 'demo-history', dependencies: ['coverage', 'coverage-settings', 'lookouts', 'tasks'] },
);
