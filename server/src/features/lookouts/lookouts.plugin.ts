import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/duty-hours';
import { LookoutCollection, type LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { createLookoutsRepository, type Lookout } from './lookouts.repository.ts';

interface LookoutsDecorator {
  /** Every lookout, with whether it is on duty at `atMs`. */
  at(atMs: number): LookoutFeature[];
}

declare module 'fastify' {
  interface FastifyInstance {
    lookouts: LookoutsDecorator;
  }
}

/** Duty begins and ends on whole minutes. */
const DUTY_CHECK_MS = 5_000;

const lookoutsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/lookouts',
    { config: { requires: 'registry:view' }, schema: { tags: ['lookouts'], summary: 'Lookouts with detection range and duty', response: { 200: LookoutCollection } } },
    async () => ({ type: 'FeatureCollection' as const, features: app.lookouts.at(Date.now()) }),
  );
};

export default fp(
  async (app) => {
    const lookouts = await createLookoutsRepository(app.db).findAll();
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
    } satisfies LookoutsDecorator);

    let before = app.lookouts.at(Date.now());
    const dutyCheck = setInterval(() => {
      const now = app.lookouts.at(Date.now());
      const changed = now.filter((lookout, i) => lookout.properties.onDuty !== before[i]?.properties.onDuty);
      before = now;
      if (changed.length > 0) app.bus.emit('lookouts.changed', changed);
    }, DUTY_CHECK_MS);
    app.addHook('onClose', async () => clearInterval(dutyCheck));
    // Lookouts stand in public with a notice board: every signed-in viewer sees all of them, whatever the branch.
    app.bus.on('lookouts.changed', (changed) => app.live.publishToAll('lookouts:changed', [...changed]));
    await app.register(lookoutsRoutes, { prefix: '/api/v1' });
  },
  { name: 'lookouts', dependencies: ['registry', 'socket-io'] },
);
