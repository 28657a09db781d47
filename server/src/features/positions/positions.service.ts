import {
  INITIAL_PLAUSIBILITY_STATE,
  PLAUSIBILITY_LIMITS,
  isPlausibleFix,
  type ImplausibleReason,
  type PlausibilityState,
} from '@liaowang/shared/analysis/positions/plausibility';
import type { Device } from '@liaowang/shared/schemas/device';
import type { Heartbeat, PositionFeature, PositionReport, Track } from '@liaowang/shared/schemas/position';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { EventBus } from '../../plugins/event-bus.ts';
import { createGroupCommit } from './group-commit.ts';
import type { LivePicture } from './live-picture.ts';
import type { PositionsRepository } from './positions.repository.ts';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { UnitContacts } from './unit-contacts.ts';

/** Longest track one answer carries: a day at a fix every 5 s. */
const MAX_TRACK_FIXES = 17_280;

/** A device, and the unit whose it is. */
interface Sender {
  unit: RegisteredUnit;
  device: Device;
}

/** One message of a unit's device. */
export interface DeviceMessage {
  reports: readonly PositionReport[];
  heartbeats: readonly Heartbeat[];
  /** Reasons of fixes that are not believed whatever else is known. */
  refused: readonly string[];
}

/** What became of a unit's reports. */
export interface StoreOutcome {
  stored: StoredFix[];
  refused: Array<{ report: PositionReport; reason: ImplausibleReason }>;
}

/** The rules of positions: what is believed, what is kept, and where everybody is. */
export function createPositionsService(options: {
  repository: PositionsRepository;
  contacts: UnitContacts;
  picture: LivePicture;
  bus: EventBus;
}) {
  const { repository, contacts, picture, bus } = options;
  const states = new Map<number, PlausibilityState>();
  /** Newest made-up fix of a unit: answered with its mark where there is no believed one, and never on the map. */
  const madeUp = new Map<number, StoredFix>();
  const writer = createGroupCommit<StoredFix>((fixes) => repository.insert(fixes));

  /** Times by the device's own clock. What another app made up may have any time. */
  const deviceTimesOf = ({ reports, heartbeats }: Pick<DeviceMessage, 'reports' | 'heartbeats'>): number[] => [
    ...reports.flatMap(({ mock, fixTimeMs }) => (mock ? [] : [fixTimeMs])),
    ...heartbeats.flatMap(({ timeMs }) => timeMs ?? []),
  ];

  function toFeature(unit: RegisteredUnit, fix: StoredFix, nowMs: number): PositionFeature {
    const { contactAtMs, batteryPercent, charging, clockSkewMs } = picture.signs(unit.id);
    return {
      type: 'Feature',
      id: unit.id,
      geometry: { type: 'Point', coordinates: [fix.lng, fix.lat] },
      properties: {
        unitId: unit.id,
        deviceId: fix.deviceId,
        kind: unit.kind,
        fixTime: new Date(fix.fixTimeMs).toISOString(),
        receivedAt: new Date(fix.receivedAtMs).toISOString(),
        contactAt: new Date(contactAtMs ?? fix.receivedAtMs).toISOString(),
        speedMetersPerSecond: fix.speedMetersPerSecond,
        headingDegrees: fix.headingDegrees,
        accuracyMeters: fix.accuracyMeters,
        batteryPercent: batteryPercent ?? fix.batteryPercent,
        charging,
        clockSkewSeconds: clockSkewMs === null ? null : Math.round(clockSkewMs / 1_000),
        state: picture.stateOf(unit.id, nowMs),
        mock: fix.mock,
      },
    };
  }

  return {
    get waitingRows() {
      return writer.waitingRows;
    },

    /** Fills the live picture with every unit's newest committed fix and signs of life. */
    async restore(nowMs: number): Promise<void> {
      for (const fix of await repository.findNewest(nowMs)) {
        if (fix.mock) {
          madeUp.set(fix.unitId, fix);
          continue;
        }
        picture.applyFix(fix);
        states.set(fix.unitId, { latest: fix, suspect: null });
      }
      await contacts.restore(nowMs);
    },

    /** How far the device's clock is ahead of ours (negative: behind) as this message tells, milliseconds; null = it may just be late. */
    readClockLevel: (
      device: Device,
      message: Pick<DeviceMessage, 'reports' | 'heartbeats'>,
      receivedAtMs: number,
    ): number | null => contacts.readClock(device.id, deviceTimesOf(message), receivedAtMs).levelMs,

    /**
     * Decides on one message of a unit in order of fix time (a phone may hand in its buffer newest first), commits what is
     * believable, and only then lets it be seen. Times of a clock that runs ahead are put right. A made-up fix is stored with its mark and is evidence of nothing:
     * no other fix is judged by it, and nobody sees the unit there. Resolves after the commit; what is stored is in time order.
     * @throws whatever the database throws; then nothing is remembered, and the device may send the same again.
     */
    async store({ unit, device }: Sender, message: DeviceMessage, receivedAtMs: number): Promise<StoreOutcome> {
      const deviceTimesMs = deviceTimesOf(message);
      const { storedTimesMs, ...reading } = contacts.correctTimes(device.id, deviceTimesMs, receivedAtMs);
      const rightTimes = new Map(deviceTimesMs.map((deviceMs, i) => [deviceMs, storedTimesMs[i]!]));
      const toRightTime = (deviceMs: number): number => rightTimes.get(deviceMs) ?? deviceMs;
      const limits = PLAUSIBILITY_LIMITS[unit.kind];
      const sentBy = { unitId: unit.id, deviceId: device.externalId, receivedAtMs };
      let state = states.get(unit.id) ?? INITIAL_PLAUSIBILITY_STATE;
      const stored: StoredFix[] = [];
      const refused: StoreOutcome['refused'] = [];
      for (const report of message.reports.toSorted((a, b) => a.fixTimeMs - b.fixTimeMs)) {
        if (report.mock) {
          const verdict = isPlausibleFix({ ...report, receivedAtMs }, INITIAL_PLAUSIBILITY_STATE, limits);
          if (verdict.plausible) stored.push({ ...report, ...sentBy, late: true });
          else refused.push({ report, reason: verdict.reason });
          continue;
        }
        const fixTimeMs = toRightTime(report.fixTimeMs);
        const verdict = isPlausibleFix({ ...report, fixTimeMs, receivedAtMs }, state, limits);
        state = verdict.state;
        if (verdict.plausible) stored.push({ ...report, ...sentBy, fixTimeMs, late: verdict.late });
        else refused.push({ report, reason: verdict.reason });
      }
      if (stored.length > 0) await writer.commit(stored);
      // Another message of this unit may have been committed meanwhile: never step back behind it.
      const current = states.get(unit.id)?.latest?.fixTimeMs ?? -Infinity;
      const isBehind =
        current <= receivedAtMs + limits.futureToleranceMs && (state.latest?.fixTimeMs ?? -Infinity) < current;
      if (!isBehind) states.set(unit.id, state);
      for (const fix of stored)
        if (fix.mock && fix.fixTimeMs >= (madeUp.get(unit.id)?.fixTimeMs ?? -Infinity)) madeUp.set(unit.id, fix);
      const believed = stored.filter((fix) => !fix.mock);
      if (believed.length > 0) {
        for (const fix of believed) if (!fix.late) picture.applyFix(fix);
        bus.emit('positions.stored', believed);
      }
      await contacts.note({
        unitId: unit.id,
        deviceId: device.id,
        receivedAtMs,
        reading,
        heartbeats: message.heartbeats.map((heartbeat) => ({
          ...heartbeat,
          timeMs: heartbeat.timeMs === null ? null : toRightTime(heartbeat.timeMs),
        })),
        newest: believed.findLast((fix) => !fix.late) ?? null,
        refused: [...refused.map(({ reason }) => reason), ...message.refused],
      });
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

    /** Where a unit was and where it said it still stood, oldest first; when there are too many, the newest of them. */
    findSigns: (unitId: number, fromMs: number, toMs: number) =>
      repository.findSigns(unitId, fromMs, toMs, MAX_TRACK_FIXES),

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
