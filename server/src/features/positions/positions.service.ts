import { INITIAL_PLAUSIBILITY_STATE, PLAUSIBILITY_LIMITS, isPlausibleFix, type ImplausibleReason, type PlausibilityState } from '@liaowang/shared/analysis/plausibility';
import { computeUnitState } from '@liaowang/shared/analysis/staleness';
import type { PositionFeature, PositionReport, Track } from '@liaowang/shared/schemas/position';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { EventBus } from '../../plugins/event-bus.ts';
import { createGroupCommit } from './group-commit.ts';
import type { LivePicture } from './live-picture.ts';
import type { PositionsRepository } from './positions.repository.ts';
import type { StoredFix } from '../../plugins/stored-fix.ts';

/** Longest track one answer carries: a day at a fix every 5 s. */
const MAX_TRACK_FIXES = 17_280;

/** What became of a unit's reports. */
export interface StoreOutcome {
  stored: StoredFix[];
  refused: Array<{ report: PositionReport; reason: ImplausibleReason }>;
}

/** The rules of positions: what is believed, what is kept, and where everybody is. */
export function createPositionsService(options: {
  repository: PositionsRepository;
  picture: LivePicture;
  bus: EventBus;
}) {
  const { repository, picture, bus } = options;
  const states = new Map<number, PlausibilityState>();
  /** Newest made-up fix of a unit: answered with its mark where there is no believed one, and never on the map. */
  const madeUp = new Map<number, StoredFix>();
  const writer = createGroupCommit<StoredFix>((fixes) => repository.insert(fixes));

  function toFeature(unit: RegisteredUnit, fix: StoredFix, nowMs: number): PositionFeature {
    return {
      type: 'Feature',
      id: unit.id,
      geometry: { type: 'Point', coordinates: [fix.lng, fix.lat] },
      properties: {
        unitId: unit.id,
        deviceId: unit.deviceId,
        kind: unit.kind,
        fixTime: new Date(fix.fixTimeMs).toISOString(),
        receivedAt: new Date(fix.receivedAtMs).toISOString(),
        speedMetersPerSecond: fix.speedMetersPerSecond,
        headingDegrees: fix.headingDegrees,
        accuracyMeters: fix.accuracyMeters,
        batteryPercent: fix.batteryPercent,
        state: computeUnitState(unit.kind, nowMs - fix.fixTimeMs),
        mock: fix.mock,
      },
    };
  }

  return {
    get waitingRows() {
      return writer.waitingRows;
    },

    /** Fills the live picture with every unit's newest committed fix. */
    async restore(): Promise<void> {
      for (const fix of await repository.findNewest()) {
        if (fix.mock) {
          madeUp.set(fix.unitId, fix);
          continue;
        }
        picture.applyFix(fix);
        states.set(fix.unitId, { latest: fix, suspect: null });
      }
    },

    /**
     * Decides on one unit's reports in order of fix time (a phone may hand in its buffer newest first), commits the
     * believable ones, and only then lets them be seen. A made-up fix is stored with its mark and is evidence of nothing:
     * no other fix is judged by it, and nobody sees the unit there. Resolves after the commit; what is stored is in time order.
     * @throws whatever the database throws; then nothing is remembered, and the device may send the same again.
     */
    async store(unit: RegisteredUnit, reports: readonly PositionReport[], receivedAtMs: number): Promise<StoreOutcome> {
      const limits = PLAUSIBILITY_LIMITS[unit.kind];
      let state = states.get(unit.id) ?? INITIAL_PLAUSIBILITY_STATE;
      const stored: StoredFix[] = [];
      const refused: StoreOutcome['refused'] = [];
      for (const report of reports.toSorted((a, b) => a.fixTimeMs - b.fixTimeMs)) {
        if (report.mock) {
          const verdict = isPlausibleFix({ ...report, receivedAtMs }, INITIAL_PLAUSIBILITY_STATE, limits);
          if (verdict.plausible) stored.push({ ...report, unitId: unit.id, receivedAtMs, late: true });
          else refused.push({ report, reason: verdict.reason });
          continue;
        }
        const verdict = isPlausibleFix({ ...report, receivedAtMs }, state, limits);
        state = verdict.state;
        if (verdict.plausible) stored.push({ ...report, unitId: unit.id, receivedAtMs, late: verdict.late });
        else refused.push({ report, reason: verdict.reason });
      }
      if (stored.length > 0) await writer.commit(stored);
      // Another message of this unit may have been committed meanwhile: never step back behind it.
      const current = states.get(unit.id)?.latest?.fixTimeMs ?? -Infinity;
      if ((state.latest?.fixTimeMs ?? -Infinity) >= current) states.set(unit.id, state);
      for (const fix of stored) if (fix.mock && fix.fixTimeMs >= (madeUp.get(unit.id)?.fixTimeMs ?? -Infinity)) madeUp.set(unit.id, fix);
      const believed = stored.filter((fix) => !fix.mock);
      if (believed.length > 0) {
        for (const fix of believed) if (!fix.late) picture.applyFix(fix);
        bus.emit('positions.stored', believed);
      }
      return { stored, refused };
    },

    /** The newest position of the units of a branch (null: the city), or of one unit: a made-up one only where there is no other. */
    findLatest(branchId: number | null, unitId: number | undefined, nowMs: number): PositionFeature[] {
      return picture.units(branchId).flatMap((unit) => {
        if (unitId !== undefined && unit.id !== unitId) return [];
        const fix = picture.newest(unit.id) ?? madeUp.get(unit.id);
        return fix ? [toFeature(unit, fix, nowMs)] : [];
      });
    },

    /** A unit's track; when the window holds more than one answer carries, the newest part of it. */
    async findTrack(unitId: number, fromMs: number, toMs: number): Promise<Track> {
      const fixes = await repository.findTrack(unitId, fromMs, toMs, MAX_TRACK_FIXES + 1);
      const truncated = fixes.length > MAX_TRACK_FIXES;
      const kept = truncated ? fixes.slice(1) : fixes;
      return {
        type: 'Feature',
        id: unitId,
        geometry: { type: 'LineString', coordinates: kept.map((fix) => [fix.lng, fix.lat]) },
        properties: {
          unitId,
          from: new Date(fromMs).toISOString(),
          to: new Date(toMs).toISOString(),
          coordTimes: kept.map((fix) => new Date(fix.fixTimeMs).toISOString()),
          mockIndexes: kept.flatMap((fix, i) => (fix.mock ? [i] : [])),
          truncated,
        },
      };
    },
  };
}

export type PositionsService = ReturnType<typeof createPositionsService>;
