import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { stateAt } from '@liaowang/shared/analysis/registers/periods';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LookoutEdit } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { keepCopy, refreshSurely } from '../../plugins/kept-copy.ts';
import { toWriter, type AnsweredEntry } from '../../plugins/register.ts';
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

/** `minute`: of the day, where on duty is asked of. */
function toFeature(
  { id, version, position, ...properties }: AnsweredEntry<LookoutState>,
  minute: number,
): LookoutFeature {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: position },
    properties: { lookoutId: id, ...properties, onDuty: isOnDuty(properties, minute), version },
  };
}

const lookoutsRoutes: FastifyPluginAsync<{ service: LookoutsService }> = async (app, { service }) => {
  /** Tells everybody of a change, and who made it how the lookout is now. */
  async function tell(changed: AnsweredEntry<LookoutState>): Promise<LookoutFeature> {
    await app.lookouts.reload();
    return toFeature(changed, minuteOfDay(Date.now(), app.registry.jurisdiction.timeZone));
  }

  // Lookouts stand in public with a notice board: every signed-in viewer sees all of them, whatever the branch.
  serveRoute(app, 'GET /lookouts', async ({ query: { asOf } }) => ({
    type: 'FeatureCollection' as const,
    features: app.lookouts.at(asOf === undefined ? Date.now() : parseInstant(asOf)),
  }));
  serveRoute(app, 'POST /lookouts', async (request) => tell(await service.add(request.body, toWriter(request))));
  serveRoute(app, 'PATCH /lookouts/:lookoutId', async (request) =>
    tell(await service.change(request.params.lookoutId, request.version, request.body, toWriter(request))),
  );
  serveRoute(app, 'DELETE /lookouts/:lookoutId', async (request) => {
    await service.remove(request.params.lookoutId, request.version, toWriter(request));
    await app.lookouts.reload();
  });
  serveRoute(app, 'PUT /lookouts/:lookoutId/range', async ({ params: { lookoutId }, body, account }) =>
    tell(await service.changeRange(lookoutId, body, account.id)),
  );
};

export default fp(
  async (app) => {
    const repository = createLookoutsRepository(app.db);
    const service = createLookoutsService({ repository, places: app.registry.places, db: app.db, audit: app.audit });
    const kept = await keepCopy(async () => {
      const [lookouts, periods] = await Promise.all([repository.findEver(), service.history.findAll()]);
      return { lookouts, periods };
    });
    const { timeZone } = app.registry.jurisdiction;

    /** What it was then; null = it did not stand. One that never changed stands since it is there. */
    const findState = ({ id, state, existsSinceMs, removedAtMs }: StoredLookout, atMs: number): LookoutState | null => {
      const known = kept.current.periods.get(id);
      if (known) return stateAt(known, atMs);
      return (existsSinceMs ?? -Infinity) <= atMs && atMs < (removedAtMs ?? Infinity) ? state : null;
    };
    const findStanding = (atMs: number): LookoutFeature[] => {
      const minute = minuteOfDay(atMs, timeZone);
      return kept.current.lookouts.flatMap((lookout): LookoutFeature[] => {
        const state = findState(lookout, atMs);
        return state ? [toFeature({ id: lookout.id, version: lookout.version, ...state }, minute)] : [];
      });
    };
    let before = findStanding(Date.now());
    app.decorate('lookouts', {
      at: findStanding,
      findAll: () => repository.findEver(),
      apply: service.apply,
      reload: refreshSurely(app, 'lookouts', async () => {
        await kept.refresh();
        before = findStanding(Date.now());
        app.bus.show('lookouts.changed', before);
      }),
    } satisfies LookoutsDecorator);
    app.scheduler.every(
      'lookouts.change-duty',
      DUTY_CHECK_MS,
      () => {
        const now = findStanding(Date.now());
        const hasChanged = now.some((lookout, i) => lookout.properties.onDuty !== before[i]?.properties.onDuty);
        before = now;
        if (hasChanged) app.bus.show('lookouts.changed', now);
      },
      { runsOn: 'every-server' },
    );
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
