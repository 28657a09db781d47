import { advanceStay, beginStay, type Stay, type StayFix } from '@liaowang/shared/analysis/alerts/stay';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { AlertDetail } from '@liaowang/shared/schemas/alert-kinds';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { RuleFacts, RuleJudge, RuleKind, StandingAlert } from './rule-kind.ts';

const MINUTE_MS = 60_000;
/** So much of a unit's past is read at the start beyond the rule's time: enough to see it arrive. */
const READ_BEYOND_MS = 10 * MINUTE_MS;

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
  registry: { branchAreas },
}: Pick<RuleFacts, 'livePicture' | 'positions' | 'registry'>): RuleKind<'unit-stationary'> {
  /** The stay of a unit as it was before the start, by its track and its newest fix; null = it never said where it is. */
  async function readStay(unitId: number, radiusMeters: number, fromMs: number, nowMs: number): Promise<Stay | null> {
    const newest = livePicture.newest(unitId);
    if (!newest) return null;
    const track = await positions.findTrack(unitId, fromMs, nowMs);
    const fixes = track.geometry.coordinates.flatMap(([lng, lat], i): StayFix[] =>
      track.properties.mockIndexes.includes(i)
        ? []
        : [
            {
              lng: lng!,
              lat: lat!,
              atMs: parseInstant(track.properties.coordTimes[i]!),
              accuracyMeters: null,
              isRepeated: false,
            },
          ],
    );
    const [first = toStayFix(newest, false), ...rest] = fixes;
    const stay = rest.reduce((known, fix) => advanceStay(known, fix, radiusMeters), beginStay(first));
    return withHeartbeat(stay, newest, radiusMeters);
  }

  function withHeartbeat(stay: Stay, newest: StoredFix, radiusMeters: number): Stay {
    const { stoodAtMs } = livePicture.signs(newest.unitId);
    const known = advanceStay(stay, toStayFix(newest, false), radiusMeters);
    return stoodAtMs === null
      ? known
      : advanceStay(known, { ...toStayFix(newest, true), atMs: stoodAtMs }, radiusMeters);
  }

  /** An alert that stands says since when and where: so it goes on, and does not ring anew. */
  function continueStay({ subjectId, position, detail, raisedAtMs }: StandingAlert, radiusMeters: number): Stay | null {
    const newest = livePicture.newest(subjectId);
    if (!newest || !position) return null;
    const { stationarySince } = detail as AlertDetail<'unit-stationary'>;
    return withHeartbeat(
      {
        lng: position[0],
        lat: position[1],
        weight: 1,
        sinceMs: parseInstant(stationarySince),
        lastAtMs: raisedAtMs,
        outsideSinceMs: null,
      },
      newest,
      radiusMeters,
    );
  }

  return {
    waits: { parameter: 'maxMinutes', minutes: ({ maxMinutes }) => maxMinutes },
    findUnknown: ({ branchIds }) =>
      branchIds.every((branchId) => branchAreas.some((area) => area.branchId === branchId))
        ? null
        : { parameter: 'branchIds', reason: 'There is no such branch.' },
    concerns: ({ branchIds }, branchId) => branchIds.length === 0 || branchIds.includes(branchId),
    branchOf: (unitId) => livePicture.unit(unitId)?.branchId ?? null,
    unread: { watchedUnits: 0 },

    async createJudge({ params, enabled }, { standing, nowMs: startMs, changedAtMs }) {
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
      for (const { id } of enabled ? livePicture.units(null).filter(isWatched) : []) {
        if (isLost(id, listenedUntilMs - contactOf(id))) continue;
        const alert = bySubject.get(id);
        const stay =
          (alert && continueStay(alert, radiusMeters)) ?? (await readStay(id, radiusMeters, fromMs, startMs));
        if (stay) stays.set(id, stay);
      }
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
          const countsFromMs =
            activeMinutes === null ? Infinity : Math.max(nowMs - activeMinutes * MINUTE_MS, changedAtMs);
          const findings = heard.flatMap(({ unit, stay }) => {
            const sinceMs = Math.max(stay.sinceMs, countsFromMs);
            if (stay.lastAtMs - sinceMs < maxMinutes * MINUTE_MS) return [];
            const detail = { stationarySince: new Date(stay.sinceMs).toISOString(), maxMinutes, radiusMeters };
            return [{ subjectId: unit.id, sinceMs, position: [stay.lng, stay.lat] as [number, number], detail }];
          });
          const next = activeMinutes === null ? 'resting' : findings.length > 0 ? 'broken' : 'kept';
          if (next !== state) stateSinceMs = nowMs;
          state = next;
          return { state, sinceMs: stateSinceMs, reading: { watchedUnits: heard.length }, findings };
        },
      };
    },
  };
}
