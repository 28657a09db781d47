import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { stateAt, type Period } from '@liaowang/shared/analysis/registers/periods';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LookoutEdit } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { notFound } from '../../plugins/error-handler.ts';
import { toWriter } from '../../plugins/register.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { LookoutChanges } from './apply-lookout-changes.ts';
import { createLookoutFiles } from './lookout-files.ts';
import { createLookoutsRepository, type LookoutState, type StoredLookout } from './lookouts.repository.ts';
import { createLookoutsService, type LookoutsService } from './lookouts.service.ts';

interface LookoutsDecorator {
  /** Every lookout as it stood at `atMs`, now or then, with whether it was on duty. */
  at(atMs: number): LookoutFeature[];
  /** Every lookout that ever stood, as stored. */
  findAll(): Promise<StoredLookout[]>;
  /**
   * Changes lookouts inside the transaction of `client`: edits, then posts as new lookouts. Returns the edits that bring
   * back what was; throws a refusal for an edit of a lookout that does not stand. Call {@link reload} after the commit.
   */
  apply(changes: LookoutChanges, client: Queryable): Promise<LookoutEdit[]>;
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

const lookoutsRoutes: FastifyPluginAsync<{ service: LookoutsService }> = async (app, { service }) => {
  /** A lookout as everybody is told of it after a change. */
  async function tell(lookoutId: number): Promise<LookoutFeature> {
    await app.lookouts.reload();
    const changed = app.lookouts.at(Date.now()).find(({ properties }) => properties.lookoutId === lookoutId);
    // Taken away in the same moment.
    if (!changed) throw notFound('lookout');
    return changed;
  }

  // Lookouts stand in public with a notice board: every signed-in viewer sees all of them, whatever the branch.
  serveRoute(app, 'GET /lookouts', async ({ query: { asOf } }) => ({
    type: 'FeatureCollection' as const,
    features: app.lookouts.at(asOf === undefined ? Date.now() : parseInstant(asOf)),
  }));
  serveRoute(app, 'POST /lookouts', async (request) => tell(await service.add(request.body, toWriter(request))));
  serveRoute(app, 'PATCH /lookouts/:lookoutId', async (request) => {
    const { lookoutId } = request.params;
    await service.change(lookoutId, request.version, request.body, toWriter(request));
    return tell(lookoutId);
  });
  serveRoute(app, 'DELETE /lookouts/:lookoutId', async (request) => {
    await service.remove(request.params.lookoutId, request.version, toWriter(request));
    await app.lookouts.reload();
  });
  serveRoute(app, 'PUT /lookouts/:lookoutId/range', async ({ params: { lookoutId }, body, account }) => {
    await service.changeRange(lookoutId, body, account.id);
    return tell(lookoutId);
  });
};

export default fp(
  async (app) => {
    const repository = createLookoutsRepository(app.db);
    const service = createLookoutsService({ repository, places: app.registry.places, db: app.db, audit: app.audit });
    let lookouts = await repository.findAll();
    let periods: ReadonlyMap<number, Period<LookoutState>[]> = await service.history.findAll();
    const { timeZone } = app.registry.jurisdiction;

    /** What it was then; null = it did not stand. One that never changed stands since it is there. */
    const findState = ({ id, state, existsSinceMs, removedAtMs }: StoredLookout, atMs: number): LookoutState | null => {
      const known = periods.get(id);
      if (known) return stateAt(known, atMs);
      return (existsSinceMs ?? -Infinity) <= atMs && atMs < (removedAtMs ?? Infinity) ? state : null;
    };
    const findStanding = (atMs: number): LookoutFeature[] => {
      const minute = minuteOfDay(atMs, timeZone);
      return lookouts.flatMap((lookout): LookoutFeature[] => {
        const state = findState(lookout, atMs);
        if (!state) return [];
        const { position, ...properties } = state;
        return [
          {
            type: 'Feature',
            id: lookout.id,
            geometry: { type: 'Point', coordinates: position },
            properties: {
              lookoutId: lookout.id,
              ...properties,
              onDuty: isOnDuty(state, minute),
              version: lookout.version,
            },
          },
        ];
      });
    };
    app.decorate('lookouts', {
      at: findStanding,
      findAll: () => repository.findAll(),
      apply: service.apply,
      async reload() {
        [lookouts, periods] = await Promise.all([repository.findAll(), service.history.findAll()]);
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
    app.bus.on('lookouts.changed', (standing) => app.live.publishToAll('lookouts:changed', [...standing]));
    app.registerFileKinds.push(
      createLookoutFiles({
        repository,
        history: service.history,
        findBranches: app.registry.places.findBranches,
        isStanding: app.registry.places.isStanding,
        reload: () => app.lookouts.reload(),
      }),
    );
    await app.register(lookoutsRoutes, { service });
  },
  { name: 'lookouts', dependencies: ['registry', 'audit', 'socket-io', 'register-file-kinds'] },
);
