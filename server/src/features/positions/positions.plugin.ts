import fp from 'fastify-plugin';
import { hasPermission, scopeBranchId } from '@liaowang/shared/contract/permissions';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { createAuditOnce } from '../../plugins/audit-recorder.ts';
import type { ActiveSession } from '../../plugins/auth.ts';
import { createTurns } from '../../plugins/turns.ts';
import { createLivePicture, type LivePicture } from './live-picture.ts';
import { STREAM_DEFAULTS, createPositionStreams } from './position-stream.ts';
import { createPositionsRepository } from './positions.repository.ts';
import { createPositionsService, type PositionsService } from './positions.service.ts';
import { positionsRoutes } from './positions.routes.ts';
import { createUnitContactsRepository } from './unit-contacts.repository.ts';
import { createUnitContacts } from './unit-contacts.ts';

declare module 'fastify' {
  interface FastifyInstance {
    positions: PositionsService;
    livePicture: LivePicture;
  }
}

const DAY_MS = 86_400_000;
/** Once a session and day that it is followed says enough of a stream. */
const JOIN_AUDITED_EVERY_MS = DAY_MS;
/** Tells sessions apart in the audit log; too short to be looked up by. */
const SHOWN_KEY_LENGTH = 12;
/** Partitions are made two days ahead, so an hourly run has many tries. */
const UPKEEP_EVERY_MS = 3_600_000;
/** Counts of refused fixes and learned intervals: nobody reads faster. */
const TELL_UNITS_EVERY_MS = 2_000;

export default fp<{ retentionDays: number }>(
  async (app, { retentionDays }) => {
    const repository = createPositionsRepository(app.db);
    const picture = createLivePicture();
    picture.setUnits(await app.units.findAll());
    const tellUnits = (units: readonly RegisteredUnit[]) => {
      for (const branchId of new Set(units.map((unit) => unit.branchId))) {
        app.live.publish(
          'units:changed',
          branchId,
          units.filter((unit) => unit.branchId === branchId).map((unit) => picture.describe(unit)),
        );
      }
    };
    app.bus.on('units.changed', (units) => {
      for (const { id, branchId } of units) {
        const before = picture.unit(id)?.branchId ?? null;
        // It is another branch's now: those who are confined to the one before see it no more.
        if (before !== null && before !== branchId) app.live.publishToScope('units:withdrawn', before, [id]);
      }
      picture.setUnits(units);
      tellUnits(units);
    });

    app.bus.on('units.retired', (units) => {
      picture.retireUnits(units.map(({ id }) => id));
      for (const { id, branchId } of units) app.live.publish('units:withdrawn', branchId, [id]);
    });

    const contacts = createUnitContacts({
      repository: createUnitContactsRepository(app.db),
      picture,
      onStood: (fixes) => app.bus.emit('units.stood', fixes),
    });
    const service = createPositionsService({ repository, contacts, picture, bus: app.bus });
    app.serverClock.onStep((stepMs) => contacts.shiftClocks(stepMs));
    const runUpkeep = async () => {
      await repository.createDayPartitions(Date.now());
      const limitMs = Date.now() - retentionDays * DAY_MS;
      const deleted = await repository.deleteOlderThan(limitMs);
      await contacts.deleteStandsOlderThan(limitMs);
      if (deleted.partitions.length > 0 || deleted.rows > 0) {
        app.log.info({ deleted }, 'old positions deleted');
        await app.audit.record({
          accountId: null,
          action: 'positions.pruned',
          subject: `older than ${retentionDays} days`,
          detail: deleted,
        });
      }
    };
    await runUpkeep();
    await service.restore(Date.now());
    app.decorate('positions', service);
    app.decorate('livePicture', picture);

    const { followers } = app.live;
    const streams = createPositionStreams(picture, { isWatched: followers.areThere, send: followers.send });

    const auditOnce = createAuditOnce(app.audit, JOIN_AUDITED_EVERY_MS);
    /** Whoever follows the stream can keep it; that they do is known from here. */
    const auditFollower = ({ account, key }: ActiveSession) => {
      const scope = scopeBranchId(account);
      return auditOnce(
        {
          accountId: account.id,
          action: 'positions.followed',
          subject: scope === null ? 'city' : `branch:${scope}`,
          detail: {
            session: key.slice(0, SHOWN_KEY_LENGTH),
            mayViewTracks: hasPermission(account.role, 'tracks:view'),
          },
        },
        Date.now(),
      );
    };
    const turn = createTurns();

    app.live.respond('live:join', async (socket) => {
      const scope = scopeBranchId(socket.data.session.account);
      await auditFollower(socket.data.session);
      await turn();
      await followers.join(socket);
      const units = picture.units(scope).map((unit) => picture.describe(unit));
      return { ok: true, value: { units, frame: streams.snapshot(scope, Date.now()) } };
    });
    app.live.respond('live:resume', async (socket, point) => {
      await auditFollower(socket.data.session);
      await turn();
      return { ok: true, value: streams.catchUp(scopeBranchId(socket.data.session.account), point, Date.now()) };
    });
    app.live.respond('live:leave', async (socket) => {
      await followers.leave(socket);
      return { ok: true, value: null };
    });

    app.scheduler.every('positions.stream', STREAM_DEFAULTS.tickMs, () => streams.tick(Date.now()), {
      runsOn: 'every-server',
    });
    app.scheduler.every(
      'positions.tell-units',
      TELL_UNITS_EVERY_MS,
      () => tellUnits(contacts.takeChanged().flatMap((unitId) => picture.unit(unitId) ?? [])),
      { runsOn: 'every-server' },
    );
    app.scheduler.every('positions.prune', UPKEEP_EVERY_MS, runUpkeep, { runsOn: 'one-server' });
    await app.register(positionsRoutes);
  },
  { name: 'positions', dependencies: ['units', 'audit', 'socket-io', 'server-clock'] },
);
