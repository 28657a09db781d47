import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import type { LookoutEdit } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature, LookoutRange } from '@liaowang/shared/schemas/lookout';
import { notFound } from '../../plugins/error-handler.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { applyLookoutChanges, type LookoutChanges } from './apply-lookout-changes.ts';
import { changeLookoutRange } from './change-lookout-range.ts';
import { createLookoutsRepository, type Lookout, type StoredLookout } from './lookouts.repository.ts';

interface LookoutsDecorator {
  /** Every lookout that stands, with whether it is on duty at `atMs`. */
  at(atMs: number): LookoutFeature[];
  /** Every lookout that ever stood, as stored. */
  findAll(): Promise<StoredLookout[]>;
  /**
   * Changes lookouts inside the transaction of `client`: edits, then posts as new lookouts. Returns the edits that bring
   * back what was; throws a refusal for an edit of a lookout that does not stand. Call {@link reload} after the commit.
   */
  apply(changes: LookoutChanges, client: Queryable): Promise<LookoutEdit[]>;
  /** Changes what a lookout sees, in a transaction of its own, and tells everybody. */
  changeRange(lookoutId: number, range: LookoutRange, accountId: number): Promise<void>;
  /** Reads the lookouts again and tells everybody. */
  reload(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyInstance {
    lookouts: LookoutsDecorator;
  }
}

/** Duty begins and ends on whole minutes. */
const DUTY_CHECK_MS = 5_000;

const lookoutsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /lookouts', async () => ({
    type: 'FeatureCollection' as const,
    features: app.lookouts.at(Date.now()),
  }));
  serveRoute(app, 'PUT /lookouts/:lookoutId/range', async ({ params: { lookoutId }, body, account }) => {
    await app.lookouts.changeRange(lookoutId, body, account.id);
    const changed = app.lookouts.at(Date.now()).find(({ properties }) => properties.lookoutId === lookoutId);
    // Taken away in the same moment.
    if (!changed) throw notFound('lookout');
    return changed;
  });
};

export default fp(
  async (app) => {
    const repository = createLookoutsRepository(app.db);
    const readStanding = async (): Promise<Lookout[]> =>
      (await repository.findAll()).filter(({ isRemoved }) => !isRemoved);
    let lookouts = await readStanding();
    const { timeZone } = app.registry.jurisdiction;
    const toFeature = (lookout: Lookout, minute: number): LookoutFeature => ({
      type: 'Feature',
      id: lookout.properties.lookoutId,
      geometry: { type: 'Point', coordinates: lookout.position },
      properties: { ...lookout.properties, onDuty: isOnDuty(lookout.properties, minute) },
    });
    app.decorate('lookouts', {
      at(atMs) {
        const minute = minuteOfDay(atMs, timeZone);
        return lookouts.map((lookout) => toFeature(lookout, minute));
      },
      findAll: () => repository.findAll(),
      apply: (changes, client) => applyLookoutChanges({ changes, client, repository }),
      async changeRange(lookoutId, range, accountId) {
        await app.db.transaction((client) =>
          changeLookoutRange({ lookoutId, range, accountId, client, repository, audit: app.audit }),
        );
        await app.lookouts.reload();
      },
      async reload() {
        lookouts = await readStanding();
        before = app.lookouts.at(Date.now());
        app.bus.show('lookouts.changed', before);
      },
    } satisfies LookoutsDecorator);

    let before = app.lookouts.at(Date.now());
    app.scheduler.every(
      'lookouts.change-duty',
      DUTY_CHECK_MS,
      () => {
        const now = app.lookouts.at(Date.now());
        const hasChanged = now.some((lookout, i) => lookout.properties.onDuty !== before[i]?.properties.onDuty);
        before = now;
        if (hasChanged) app.bus.show('lookouts.changed', now);
      },
      { runsOn: 'every-server' },
    );
    // A reload that the database's absence prevented is made up for.
    app.bus.on('database.changed', (state) => {
      if (state === 'up')
        app.lookouts
          .reload()
          .catch((error: unknown) => app.log.error({ err: error }, 'lookouts could not be read anew'));
    });
    // Lookouts stand in public with a notice board: every signed-in viewer sees all of them, whatever the branch.
    app.bus.on('lookouts.changed', (standing) => app.live.publishToAll('lookouts:changed', [...standing]));
    await app.register(lookoutsRoutes);
  },
  { name: 'lookouts', dependencies: ['registry', 'audit', 'socket-io'] },
);
