import fp from 'fastify-plugin';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { RuleKind } from '@liaowang/shared/schemas/alert-rule';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { publishViews } from './alert-views.ts';
import { createAlertsRepository, type AlertViews, type AlertsRepository, type NewAlert } from './alerts.repository.ts';
import { alertsRoutes } from './alerts.routes.ts';
import type { WatchedUnit } from './silence-plan.ts';
import { createSilenceWatch } from './silence-watch.ts';
import { createSosService } from './sos.service.ts';

interface AlertsDecorator {
  /**
   * Raises the alert of a pressed SOS button, or counts the press on the unit's open one. Resolves after the commit; the
   * same press sent again changes nothing. `position` is where it was pressed, `pressedAtMs` when by the device's clock.
   */
  raiseSos(unitId: number, position: LngLat | null, pressedAtMs: number): Promise<void>;
  /**
   * Raises the alert of a rule of which nothing was told since `sinceMs`, and tells it; the one that stands where one does.
   * Null when it was told and closed already.
   */
  raiseOfRule<K extends RuleKind>(
    alert: NewAlert<K> & { ruleId: number; subjectId: number; sinceMs: number },
  ): Promise<Alert | null>;
  /** Clears an alert whose cause is gone, and tells it. */
  clear(alertId: number): Promise<void>;
  /** Holds the silence of all units against their limits at `nowMs`; runs by itself every few seconds. */
  checkSilence(nowMs: number): Promise<void>;
  repository: AlertsRepository;
}

declare module 'fastify' {
  interface FastifyInstance {
    alerts: AlertsDecorator;
  }
}

const SILENCE_CHECK_MS = 10_000;

export default fp(
  async (app) => {
    const repository = createAlertsRepository(app.db);

    function announce(event: 'alerts.raised' | 'alerts.changed', views: AlertViews): void {
      publishViews(app.live, event === 'alerts.raised' ? 'alerts:raised' : 'alerts:changed', views);
      if (event === 'alerts.changed') app.bus.emit('alerts.changed', views.city);
    }

    const sos = createSosService({ db: app.db, repository, announce });

    const silence = createSilenceWatch({
      db: app.db,
      repository,
      findUnits: () =>
        app.livePicture.units(null).flatMap((unit): WatchedUnit[] => {
          const { contactAtMs } = app.livePicture.signs(unit.id);
          return contactAtMs === null ? [] : [{ unitId: unit.id, contactAtMs, ...app.livePicture.limits(unit.id) }];
        }),
      findPosition: (unitId) => {
        const fix = app.livePicture.newest(unitId);
        return fix && [fix.lng, fix.lat];
      },
      announce,
    });
    await silence.start();
    let checking: Promise<void> | null = null;
    const checkSilence = (nowMs: number): Promise<void> => {
      checking ??= silence.check(nowMs).finally(() => (checking = null));
      return checking;
    };

    app.decorate('alerts', {
      repository,
      raiseSos: sos.raise,
      async raiseOfRule({ sinceMs, ...alert }) {
        const told = await repository.findToldOfRule(alert.ruleId, alert.subjectId, new Date(sinceMs));
        if (told && !told.isStanding) return null;
        // One stands already where the answer to an earlier try was lost after the commit.
        const id = told?.id ?? (await repository.insert(alert));
        if (id === null) return null;
        const views = await repository.findViews(id);
        announce('alerts.raised', views);
        return views.city;
      },
      async clear(alertId) {
        if (await repository.clear(alertId)) announce('alerts.changed', await repository.findViews(alertId));
      },
      checkSilence,
    } satisfies AlertsDecorator);

    app.scheduler.every(
      'alerts.find-silent-units',
      SILENCE_CHECK_MS,
      async () => {
        // Without the database, or while its clock makes this server refuse all fixes, nobody is heard.
        if (app.db.isUp && !app.serverClock.isBehind) await checkSilence(Date.now());
      },
      { runsOn: 'one-server' },
    );
    app.addHook('onClose', async () => {
      sos.stop();
      await checking?.catch(() => undefined);
    });

    await app.register(alertsRoutes, {
      repository,
      announce(event, views) {
        sos.forgetCount(views.city.id);
        announce(event, views);
      },
    });
  },
  { name: 'alerts', dependencies: ['positions', 'audit', 'server-clock'] },
);
