import type { Outage } from '@liaowang/shared/analysis/alerts/outages';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { AlertViews, AlertsRepository } from './alerts.repository.ts';
import { isIdle, isSilent, planSilence, type SilencePlan, type WatchedUnit } from './silence-plan.ts';
import { silenceRepository, type NewSilence, type WatchState } from './silence.repository.ts';

/**
 * When no check ran for so long, nobody could be heard meanwhile (the server or its database was down, the machine slept,
 * its clock jumped): every unit gets its usual time again. Three checks; a shorter break costs no device its turn.
 */
const BLIND_AFTER_MS = 30_000;

interface Announcement {
  event: 'alerts.raised' | 'alerts.changed';
  views: AlertViews;
}

const toInstants = ({ fromMs, toMs }: Outage['struck']) => ({
  silentSince: new Date(fromMs).toISOString(),
  silentUntil: new Date(toMs).toISOString(),
});

/**
 * Raises, joins and ends the alerts of units that fell silent. What is told is read from the database at each check, so
 * that nothing hangs on this process; it remembers only who was heard, and that is put together again at the start.
 */
export function createSilenceWatch({
  db,
  repository,
  findUnits,
  findPosition,
  announce,
}: {
  db: Database;
  repository: AlertsRepository;
  /** Every unit that ever reported. */
  findUnits: () => WatchedUnit[];
  /** Where a unit was last. */
  findPosition: (unitId: number) => [number, number] | null;
  /** Tells everybody whom it concerns. Never throws. */
  announce: (event: Announcement['event'], views: AlertViews) => void;
}) {
  let watch: WatchState | null = null;
  const reporting = new Set<number>();

  async function plan(units: readonly WatchedUnit[], now: WatchState, client: Queryable): Promise<SilencePlan> {
    return planSilence({
      units,
      told: await silenceRepository.findTold(client),
      outages: await silenceRepository.findOutages(client),
      reporting,
      now,
    });
  }

  /** Carries a plan out; resolves with what must be told after the commit. */
  async function apply(
    todo: SilencePlan,
    units: readonly WatchedUnit[],
    nowMs: number,
    client: Queryable,
  ): Promise<Announcement[]> {
    const now = new Date(nowMs);
    const byId = new Map(units.map((unit) => [unit.unitId, unit]));
    const toSilences = (unitIds: readonly number[]): NewSilence[] =>
      unitIds.map((unitId) => ({ unitId, contactAtMs: byId.get(unitId)!.contactAtMs, position: findPosition(unitId) }));
    const raised: number[] = [];
    for (const outage of todo.outages) {
      const alertId = await repository.insert(
        {
          kind: 'units-lost',
          subjectId: null,
          position: null,
          raisedAt: now,
          cause: String(outage.struck.fromMs),
          detail: { ...toInstants(outage.struck), overdueAt: null },
        },
        client,
      );
      await silenceRepository.addToOutage(alertId!, toSilences(outage.unitIds), client);
      raised.push(alertId!);
    }
    for (const { unitId, contactAtMs, position } of toSilences(todo.single)) {
      const alertId = await repository.insert(
        {
          kind: 'unit-lost',
          subjectId: unitId,
          position,
          raisedAt: now,
          cause: String(contactAtMs),
          detail: { silentSince: new Date(contactAtMs).toISOString() },
        },
        client,
      );
      if (alertId !== null) raised.push(alertId);
    }
    for (const { alertId, unitIds } of todo.returning)
      await silenceRepository.markReturned(alertId, unitIds, now, client);
    for (const { alertId, struck, unitIds } of todo.joining) {
      await silenceRepository.addToOutage(alertId, toSilences(unitIds), client);
      await repository.changeDetail('units-lost', alertId, toInstants(struck), client);
    }
    // The units that are left are missed in their own right.
    for (const alertId of todo.overdueAlertIds) {
      await repository.changeDetail('units-lost', alertId, { overdueAt: now.toISOString() }, client);
      await silenceRepository.ringAgain(alertId, client);
    }
    await silenceRepository.clear(todo.clearedAlertIds, client);

    const changed = new Set(
      [...todo.returning, ...todo.joining]
        .map(({ alertId }) => alertId)
        .concat(todo.clearedAlertIds)
        .filter((alertId) => !todo.overdueAlertIds.includes(alertId)),
    );
    const announcements: Announcement[] = [];
    for (const alertId of [...raised, ...todo.overdueAlertIds])
      announcements.push({ event: 'alerts.raised', views: await repository.findViews(alertId, client) });
    for (const alertId of changed)
      announcements.push({ event: 'alerts.changed', views: await repository.findViews(alertId, client) });
    return announcements;
  }

  return {
    /** Takes up what the watch before knew: until when it listened, and who reported until then. */
    async start(): Promise<void> {
      const before = await silenceRepository.findWatch(db);
      watch = before;
      if (before) for (const unit of findUnits()) if (!isSilent(unit, before)) reporting.add(unit.unitId);
    },

    /**
     * Holds every unit's silence against its limits, stores what follows, then tells it.
     * @throws whatever the database throws; then nothing is remembered, and the next check tries again.
     */
    async check(nowMs: number): Promise<void> {
      const wasBlind = watch === null || nowMs - watch.checkedAtMs > BLIND_AFTER_MS || nowMs < watch.checkedAtMs;
      const now: WatchState = { checkedAtMs: nowMs, listeningSinceMs: wasBlind ? nowMs : watch!.listeningSinceMs };
      const units = findUnits();
      for (const unit of units) if (nowMs - unit.contactAtMs <= unit.lostAfterMs) reporting.add(unit.unitId);
      const known = new Set(units.map(({ unitId }) => unitId));
      for (const unitId of reporting) if (!known.has(unitId)) reporting.delete(unitId);
      const isQuiet = isIdle(await plan(units, now, db));
      const announcements = await db.transaction(async (client) => {
        await silenceRepository.saveWatch(now, client);
        if (isQuiet) return [];
        await silenceRepository.lockStanding(client);
        return apply(await plan(units, now, client), units, nowMs, client);
      });
      watch = now;
      for (const unit of units) if (isSilent(unit, now)) reporting.delete(unit.unitId);
      for (const { event, views } of announcements) announce(event, views);
    },
  };
}
