import fp from 'fastify-plugin';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createDosageCounter } from './dosage-counter.ts';
import { createDosageRepository } from './dosage.repository.ts';
import { createOutcomeRepository } from './outcome.repository.ts';
import { createOutcomeService } from './outcome.service.ts';
import { outcomesRoutes } from './outcomes.routes.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Patrolling inside hotspots. */
    dosage: {
      /** Counts what is missing up to the last closed hour, after whatever counts already. Resolves with the number of hours counted. */
      countMissing(): Promise<number>;
    };
  }
}

/** Hours close once an hour; new hotspots and late positions come at any time. */
const COUNT_EVERY_MS = 60_000;

export default fp<{ retentionDays: number }>(
  async (app, { retentionDays }) => {
    const { center, boundary, timeZone } = app.registry.jurisdiction;
    const projection = createLocalProjection(...center);
    const dosage = createDosageRepository(app.db);
    const counter = createDosageCounter({
      repository: dosage,
      projection,
      unitsAt: (atMs) => app.units.registeredAt(atMs, app.livePicture.units(null)),
      retentionDays,
    });
    app.bus.on('positions.stored', (fixes) => counter.noteLate(fixes, Date.now()));

    const stopping = new AbortController();
    const { signal } = stopping;
    let underWay: Promise<unknown> = Promise.resolve();
    const countMissing = (): Promise<number> => {
      const next = underWay.then(() => (signal.aborted ? 0 : counter.countMissing(Date.now(), signal)));
      underWay = next.catch(() => undefined);
      return next;
    };
    app.decorate('dosage', { countMissing });
    let isCounting = false;
    const count = () => {
      // A new hotspot wants 90 days: the next turn must not queue behind it.
      if (isCounting || !app.db.isUp) return;
      isCounting = true;
      countMissing()
        .catch((error: unknown) => {
          if (!signal.aborted) app.log.error({ err: error }, 'patrolling inside hotspots could not be counted');
        })
        .finally(() => {
          isCounting = false;
        });
    };
    app.scheduler.every('outcomes.count-patrols', COUNT_EVERY_MS, count, { runsOn: 'one-server' });
    app.addHook('onReady', async () => count());
    app.addHook('preClose', async () => {
      stopping.abort();
      await underWay;
    });
    const service = createOutcomeService({
      repository: createOutcomeRepository(app.db),
      dosage,
      findIncidents: app.incidentColumns.find,
      projection,
      boundary,
      timeZone,
    });
    await app.register(outcomesRoutes, { service });
  },
  { name: 'outcomes', dependencies: ['registry', 'units', 'positions', 'hotspots'] },
);
