import { groupSilentUnits, isOutageOverdue, type Outage } from '@liaowang/shared/analysis/alerts/outages';
import type { StandingOutage, ToldSilence, WatchState } from './silence.repository.ts';

/** A unit that has reported: its last sign of life, epoch milliseconds, and how long a silence may last. */
export interface WatchedUnit {
  unitId: number;
  contactAtMs: number;
  staleAfterMs: number;
  lostAfterMs: number;
}

/** What a check must change. */
export interface SilencePlan {
  outages: Outage[];
  joining: Array<Outage & { alertId: number }>;
  /** Units that are told silent each by an alert of its own. */
  single: number[];
  returning: Array<{ alertId: number; unitIds: number[] }>;
  /** Outages of which those that are left are missed in their own right from now on. */
  overdueAlertIds: number[];
  clearedAlertIds: number[];
}

/** Whether a unit must be told silent: time in which nobody could have been heard does not count against it. */
export function isSilent(
  { contactAtMs, lostAfterMs }: WatchedUnit,
  { checkedAtMs, listeningSinceMs }: WatchState,
): boolean {
  return checkedAtMs - Math.max(contactAtMs, listeningSinceMs) > lostAfterMs;
}

/**
 * What must be told now. `reporting` holds the units that were heard and not told silent since: phones that were
 * switched off before the watch began raise nothing. A unit has returned when it was heard after it was told silent.
 */
export function planSilence({
  units,
  told,
  outages,
  reporting,
  now,
}: {
  units: readonly WatchedUnit[];
  told: readonly ToldSilence[];
  outages: readonly StandingOutage[];
  reporting: ReadonlySet<number>;
  now: WatchState;
}): SilencePlan {
  const nowMs = now.checkedAtMs;
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const hasReturned = ({ unitId, silentSinceMs }: ToldSilence): boolean => {
    const unit = byId.get(unitId);
    // Retired: nobody waits for it any more.
    if (unit === undefined) return true;
    if (isSilent(unit, now)) return false;
    // By its age too: after our clock was set back, a sign of life may seem older than the silence. And limits may have grown.
    const ageMs = nowMs - unit.contactAtMs;
    return unit.contactAtMs > silentSinceMs || (ageMs >= 0 && ageMs <= unit.lostAfterMs);
  };
  const returned = told.filter(hasReturned);
  const silent = told.filter((silence) => !hasReturned(silence));
  const silentIds = new Set(silent.map(({ unitId }) => unitId));
  const lost = units.filter((unit) => reporting.has(unit.unitId) && !silentIds.has(unit.unitId) && isSilent(unit, now));

  // An alert that somebody took stays with them; one that nobody took is part of the outage, should there be one.
  const open = new Map(
    silent.filter((silence) => silence.told === 'raised').map((silence) => [silence.unitId, silence]),
  );
  const pending = [...open.keys()].flatMap((unitId) => byId.get(unitId) ?? []);
  const groups =
    lost.length > 0
      ? groupSilentUnits([...lost, ...pending], outages, reporting.size + pending.length)
      : { joining: [], outages: [], single: [] };
  const joining = groups.joining.map(({ standing, struck, unitIds }) => ({
    alertId: standing.alertId,
    struck,
    unitIds,
  }));
  const absorbed = [...groups.outages, ...joining]
    .flatMap(({ unitIds }) => unitIds)
    .flatMap((unitId) => open.get(unitId)?.alertId ?? []);

  const returning = outages
    .map(({ alertId }) => ({
      alertId,
      unitIds: returned.filter((silence) => silence.alertId === alertId).map(({ unitId }) => unitId),
    }))
    .filter(({ unitIds }) => unitIds.length > 0);
  const endedIds: number[] = [];
  const overdueIds: number[] = [];
  for (const outage of outages) {
    const returningNow = returning.find(({ alertId }) => alertId === outage.alertId)?.unitIds.length ?? 0;
    const joiningNow = joining.find(({ alertId }) => alertId === outage.alertId)?.unitIds.length ?? 0;
    const left = outage.silentCount - returningNow + joiningNow;
    if (left === 0) endedIds.push(outage.alertId);
    else if (
      !outage.isOverdue &&
      isOutageOverdue(left, [...outage.returnedAtMs, ...new Array<number>(returningNow).fill(nowMs)], nowMs)
    )
      overdueIds.push(outage.alertId);
  }
  return {
    outages: groups.outages,
    joining,
    single: groups.single.filter((unitId) => !open.has(unitId)),
    returning,
    overdueAlertIds: overdueIds,
    clearedAlertIds: [
      ...endedIds,
      ...absorbed,
      ...returned.filter((silence) => silence.told !== 'in-outage').map(({ alertId }) => alertId),
    ],
  };
}

/** Whether a plan changes nothing. */
export function isIdle({
  outages,
  joining,
  single,
  returning,
  overdueAlertIds,
  clearedAlertIds,
}: SilencePlan): boolean {
  return [outages, joining, single, returning, overdueAlertIds, clearedAlertIds].every(({ length }) => length === 0);
}
