import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { Value } from 'typebox/value';
import { CoverageSettings, DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { createCoverageSettingsRepository } from './coverage-settings.repository.ts';

interface CoverageSettingsDecorator {
  /** The settings in force. */
  readonly current: CoverageSettings;
  /**
   * Stores new settings, with an entry in the audit log. On its own it commits, puts them in force and tells everybody;
   * inside the transaction of `client` it only writes: call {@link reload} after the commit.
   */
  update(settings: CoverageSettings, accountId: number, client?: Queryable): Promise<void>;
  /** Reads the stored settings; where they are others than {@link current}, puts them in force and tells everybody. */
  reload(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Who counts as an observer and what counts as demand. */
    coverageSettings: CoverageSettingsDecorator;
  }
}

const settingsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /coverage/settings', async () => app.coverageSettings.current);
  serveRoute(app, 'PUT /coverage/settings', async (request) => {
    await app.coverageSettings.update(request.body, request.account.id);
    return app.coverageSettings.current;
  });
};

export default fp(
  async (app) => {
    const repository = createCoverageSettingsRepository(app.db);
    const read = async (): Promise<CoverageSettings> => {
      const stored = await repository.find();
      if (stored === undefined) return DEFAULT_COVERAGE_SETTINGS;
      if (Value.Check(CoverageSettings, stored)) return stored;
      app.log.error('the stored coverage settings do not fit this version: the defaults hold');
      return DEFAULT_COVERAGE_SETTINGS;
    };
    const write = async (settings: CoverageSettings, accountId: number, client: Queryable): Promise<void> => {
      const before = (await repository.lock(client)) ?? DEFAULT_COVERAGE_SETTINGS;
      await repository.save(settings, accountId, client);
      const detail = { before, after: settings };
      await app.audit.record(
        { accountId, action: 'coverage-settings.changed', subject: 'coverage-settings', detail },
        client,
      );
    };

    let current = await read();
    const reload = async (): Promise<void> => {
      const stored = await read();
      if (Value.Equal(stored, current)) return;
      current = stored;
      app.bus.emit('coverage-settings.changed', current);
    };
    app.decorate('coverageSettings', {
      get current() {
        return current;
      },
      async update(settings, accountId, client) {
        if (client) return write(settings, accountId, client);
        await app.db.transaction((own) => write(settings, accountId, own));
        await reload();
      },
      reload,
    } satisfies CoverageSettingsDecorator);

    app.bus.on('coverage-settings.changed', (settings) => app.live.publishToAll('coverage-settings:changed', settings));
    await app.register(settingsRoutes);
  },
  { name: 'coverage-settings', dependencies: ['audit', 'socket-io'] },
);
