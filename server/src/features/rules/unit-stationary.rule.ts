import { advanceStay, beginStay, type Stay, type StayFix } from '@liaowang/shared/analysis/alerts/stay';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { AlertDetail } from '@liaowang/shared/schemas/alert-kinds';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { RuleFacts, RuleJudge, RuleKind, StandingAlert } from './rule-kind.ts';

const MINUTE_MS = 60_000;
/** So much of a unit's past is read at the start beyond the rule's time: enough to see it arrive. */
const READ_BEYOND_MS = 10 * MINUTE_MS;
/** Units whose past is read at the same time. */
const READ_AT_ONCE = 8;

const toStayFix = ({ lng, lat, fixTimeMs, accuracyMeters }: StoredFix, isRepeated: boolean): StayFix => ({
  lng,
  lat,
  atMs: fixTimeMs,
  accuracyMeters,
  isRepeated,
});

/**
 * A unit that has not left a place for too long. Only what it says counts, by fix or heartbeat: a unit that falls silent is
 * told by another alert and ends its stay, unless this server could hear nobody meanwhile.
 */
export function createUnitStationaryKind({
  livePicture,
  positions,
  registry,
}: Pick<RuleFacts, 'livePicture' | 'positions' | 'registry'>): RuleKind<'unit-stationary'> {
  /**
   * The stay of a unit as it was before the start, by its signs of life since `fromMs` and its newest fix, going on from
   * `known`; null = it never said where it is. As while it is listened to, a silence ends a stay.
   */
  async function readStay(
    unitId: number,
    radiusMeters: number,
    { known, fromMs, nowMs }: { known: Stay | null; fromMs: number; nowMs: number },
  ): Promise<Stay | null> {
    const newest = livePicture.newest(unitId);
    if (!newest) return null;
    const { lostAfterMs } = livePicture.limits(unitId);
    let stay = known;
    let heardMs = known?.lastAtMs ?? fromMs;
    for (const sign of fromMs < nowMs ? await positions.findSigns(unitId, fromMs, nowMs) : []) {
      const fix: StayFix = { ...sign, accuracyMeters: null };
      stay = stay === null || sign.atMs - heardMs > lostAfterMs ? beginStay(fix) : advanceStay(stay, fix, radiusMeters);
      heardMs = Math.max(heardMs, sign.atMs);
    }
    return withHeartbeat(stay ?? beginStay(toStayFix(newest, false)), newest, radiusMeters);
  }

  function withHeartbeat(stay: Stay, newest: StoredFix, radiusMeters: number): Stay {
    const { stoodAtMs } = livePicture.signs(newest.unitId);
    const known = advanceStay(stay, toStayFix(newest, false), radiusMeters);
    return stoodAtMs === null
      ? known
      : advanceStay(known, { ...toStayFix(newest, true), atMs: stoodAtMs }, radiusMeters);
  }

  /** The stay that an alert told of, as of then. */
  function stayOf({ position, detail, raisedAtMs }: StandingAlert): Stay | null {
    if (!position) return null;
    const { stationarySince } = detail as AlertDetail<'unit-stationary'>;
    return {
      lng: position[0],
      lat: position[1],
      weight: 1,
      sinceMs: parseInstant(stationarySince),
      lastAtMs: raisedAtMs,
      outsideSinceMs: null,
    };
  }

  /** An alert that stands says since when and where: so it goes on, and does not ring anew. */
  function continueStay(alert: StandingAlert, radiusMeters: number): Stay | null {
    const newest = livePicture.newest(alert.subjectId);
    const stay = stayOf(alert);
    return newest && stay && withHeartbeat(stay, newest, radiusMeters);
  }

  return {
    waits: { parameter: 'maxMinutes', minutes: ({ maxMinutes }) => maxMinutes },
    findUnknown: ({ branchIds }) =>
      branchIds.every((branchId) => registry.branchAreas.some((area) => area.branchId === branchId))
        ? null
        : { parameter: 'branchIds', reason: 'There is no such branch.' },
    concerns: ({ branchIds }, branchId) => branchIds.length === 0 || branchIds.includes(branchId),
    branchOf: (unitId) => livePicture.unit(unitId)?.branchId ?? null,
    unread: { watchedUnits: 0 },

    async createJudge({ params, enabled }, { standing, closed, nowMs: startMs, changedAtMs }) {
      const { unitKinds, branchIds, maxMinutes, radiusMeters } = params;
      const isWatched = ({ kind, branchId }: RegisteredUnit): boolean =>
        (unitKinds.length === 0 || unitKinds.includes(kind)) &&
        (branchIds.length === 0 || (branchId !== null && branchIds.includes(branchId)));
      const stays = new Map<number, Stay>();
      const fromMs = changedAtMs === -Infinity ? startMs - maxMinutes * MINUTE_MS - READ_BEYOND_MS : startMs;
      const bySubject = new Map(standing.map((alert) => [alert.subjectId, alert]));
      const contactOf = (unitId: number): number => livePicture.signs(unitId).contactAtMs ?? -Infinity;
      const isLost = (unitId: number, sinceMs: number): boolean => sinceMs > livePicture.limits(unitId).lostAfterMs;
      // Until then somebody was listening: who was silent then is not known to have stayed.
      const listenedUntilMs = Math.min(
        startMs,
        Math.max(-Infinity, ...livePicture.units(null).map(({ id }) => contactOf(id))),
      );
      const closedBySubject = new Map(closed.map((alert) => [alert.subjectId, alert]));
      const adopt = async (id: number): Promise<void> => {
        const alert = bySubject.get(id);
        const told = closedBySubject.get(id);
        const stay =
          (alert && continueStay(alert, radiusMeters)) ??
          (await readStay(id, radiusMeters, {
            known: told ? stayOf(told) : null,
            fromMs: told ? Math.min(told.raisedAtMs, fromMs) : fromMs,
            nowMs: startMs,
          }));
        if (stay) stays.set(id, stay);
      };
      const heardIds = (enabled ? livePicture.units(null).filter(isWatched) : [])
        .map(({ id }) => id)
        .filter((id) => !isLost(id, listenedUntilMs - contactOf(id)));
      for (let i = 0; i < heardIds.length; i += READ_AT_ONCE)
        await Promise.all(heardIds.slice(i, i + READ_AT_ONCE).map(adopt));
      const hear: RuleJudge<'unit-stationary'>['hear'] = (stored, isRepeated) => {
        const unit = livePicture.unit(stored.unitId);
        if (!unit || stored.late || !isWatched(unit)) return;
        const fix = toStayFix(stored, isRepeated);
        const stay = stays.get(unit.id);
        stays.set(unit.id, stay ? advanceStay(stay, fix, radiusMeters) : beginStay(fix));
      };
      let state: 'resting' | 'kept' | 'broken' = standing.length > 0 ? 'broken' : 'resting';
      let stateSinceMs = startMs;
      return {
        hear,
        judge({ nowMs, activeMinutes, listeningSinceMs }) {
          for (const unitId of stays.keys())
            if (isLost(unitId, nowMs - Math.max(contactOf(unitId), listeningSinceMs))) stays.delete(unitId);
          const heard = livePicture.units(null).flatMap((unit) => {
            const stay = isWatched(unit) && stays.get(unit.id);
            return stay ? [{ unit, stay }] : [];
          });
          // Its hours are told in whole minutes: their beginning must not move with the seconds of now.
          const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
          const countsFromMs =
            activeMinutes === null ? Infinity : Math.max(minuteMs - activeMinutes * MINUTE_MS, changedAtMs);
          const readingOf = (branchId: number | null) => ({
            watchedUnits: heard.filter(({ unit }) => branchId === null || unit.branchId === branchId).length,
          });
          const findings = heard.flatMap(({ unit, stay }) => {
            const sinceMs = Math.max(stay.sinceMs, countsFromMs);
            if (stay.lastAtMs - sinceMs < maxMinutes * MINUTE_MS) return [];
            const detail = { stationarySince: new Date(stay.sinceMs).toISOString(), maxMinutes, radiusMeters };
            return [{ subjectId: unit.id, sinceMs, position: [stay.lng, stay.lat] as [number, number], detail }];
          });
          const next = activeMinutes === null ? 'resting' : findings.length > 0 ? 'broken' : 'kept';
          if (next !== state) stateSinceMs = nowMs;
          state = next;
          return { state, sinceMs: stateSinceMs, readingOf, findings };
        },
      };
    },
  };
}
