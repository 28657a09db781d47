import {
  CLOCK_SKEW_DEFAULTS,
  UNKNOWN_CLOCK,
  correctDeviceTimes,
  readDeviceClock,
  type ClockReading,
  type DeviceClock,
} from '@liaowang/shared/analysis/positions/clock-skew';
import {
  NO_CONTACT_GAPS,
  learnContactInterval,
  withContactGap,
  type ContactGaps,
} from '@liaowang/shared/analysis/positions/contact-gaps';
import type { Heartbeat } from '@liaowang/shared/schemas/position';
import type { RefusedFixes } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import { createGroupCommit } from './group-commit.ts';
import { NO_SIGNS, type LivePicture, type UnitSigns } from './live-picture.ts';
import type { UnitContact, UnitContactsRepository, UnitStand } from './unit-contacts.repository.ts';

/** A learned interval is told anew when it has changed by so much: a quarter is what its classes tell apart. */
const TOLD_INTERVAL_RATIO = 1.25;
/** A known skew is stored anew when it has changed by so much: restarts are rare, and the jitter is more. */
const STORED_SKEW_MS = 1_000;

/** One message of a unit's device as far as it is a sign of life; the fixes in it are committed. */
export interface HeardMessage {
  unitId: number;
  deviceId: number;
  receivedAtMs: number;
  reading: ClockReading;
  /** Times are corrected. */
  heartbeats: readonly Heartbeat[];
  /** The newest fix of the message that moved the unit; null = none did. */
  newest: StoredFix | null;
  /** Why fixes of the message were refused. */
  refused: readonly string[];
}

/** The refusals with those of one message: they begin anew with each fix that is taken. A fix sent again is no fault. */
function withRefusals(
  before: readonly RefusedFixes[],
  { newest, refused, receivedAtMs, reading }: HeardMessage,
): readonly RefusedFixes[] {
  let refusals = newest === null ? before : [];
  for (const reason of refused) {
    if (reason === 'duplicate') continue;
    const known = refusals.find((each) => each.reason === reason);
    const clockAheadSeconds =
      reason === 'future' && reading.levelMs !== null ? Math.round(reading.levelMs / 1_000) : null;
    const next = {
      reason,
      count: (known?.count ?? 0) + 1,
      since: known?.since ?? new Date(receivedAtMs).toISOString(),
      clockAheadSeconds,
    };
    refusals = [next, ...refusals.filter((each) => each.reason !== reason)].sort((a, b) => b.count - a.count);
  }
  return refusals;
}

/** What a message says of the device; times are epoch milliseconds. */
interface Reading<T> {
  value: T | null;
  atMs: number | null;
}

/** The newest of the readings that say something; of two at one time the later in the list. What was known stays where none is newer. */
function findNewest<T>(known: Reading<T>, told: ReadonlyArray<Reading<T>>): Reading<T> {
  return told.reduce(
    (newest, each) => (each.value !== null && (each.atMs ?? -Infinity) >= (newest.atMs ?? -Infinity) ? each : newest),
    known,
  );
}

/**
 * Signs of life: when each unit was last heard, its battery, how often its device reports, how far its clock is off, and
 * what of it is refused. Each message is committed where its fixes do not tell the same, before it is seen.
 */
export function createUnitContacts({
  repository,
  picture,
  onStood,
}: {
  repository: UnitContactsRepository;
  picture: LivePicture;
  /** Told after the commit: fixes of units that were still there at the fix's time, as a heartbeat said. */
  onStood: (fixes: readonly StoredFix[]) => void;
}) {
  /** By device: each has its own. */
  const clocks = new Map<number, DeviceClock>();
  const gaps = new Map<number, ContactGaps>();
  let changed = new Set<number>();
  // One statement at a time: what is committed last must be what was heard last.
  const limits = { maxRows: 2_000, concurrency: 1, maxWaitingRows: 50_000 };
  const contactWriter = createGroupCommit<UnitContact>((contacts) => repository.save(contacts), limits);
  const standWriter = createGroupCommit<UnitStand>((stands) => repository.saveStands(stands), limits);

  function learnInterval(
    unitId: number,
    { contactAtMs, learnedIntervalSeconds }: UnitSigns,
    receivedAtMs: number,
  ): number | null {
    if (contactAtMs === null) return learnedIntervalSeconds;
    const known = withContactGap(gaps.get(unitId) ?? NO_CONTACT_GAPS, (receivedAtMs - contactAtMs) / 1_000);
    gaps.set(unitId, known);
    const learned = learnContactInterval(known);
    if (learned === null) return learnedIntervalSeconds;
    const ratio = learned / (learnedIntervalSeconds ?? 0);
    return ratio > TOLD_INTERVAL_RATIO || ratio < 1 / TOLD_INTERVAL_RATIO
      ? Math.max(1, Math.round(learned))
      : learnedIntervalSeconds;
  }

  function nextSigns(before: UnitSigns, message: HeardMessage, stood: UnitStand | null): UnitSigns {
    const { unitId, receivedAtMs, reading, heartbeats, newest } = message;
    // Ahead for sure, whether it is corrected or refused; else what is known of it.
    const aheadMs =
      reading.levelMs !== null && reading.levelMs > CLOCK_SKEW_DEFAULTS.maxCorrectedMs
        ? reading.levelMs
        : reading.correctionMs;
    // A phone may hand in its buffer newest first, or a heartbeat late. None was sent after it came.
    const told = [
      ...(newest ? [{ ...newest, atMs: Math.min(newest.fixTimeMs, receivedAtMs) }] : []),
      ...heartbeats.map((heartbeat) => ({
        ...heartbeat,
        atMs: Math.min(heartbeat.timeMs ?? receivedAtMs, receivedAtMs),
      })),
    ];
    const battery = findNewest(
      { value: before.batteryPercent, atMs: before.batteryAtMs },
      told.map(({ batteryPercent, atMs }) => ({ value: batteryPercent, atMs })),
    );
    const charge = findNewest(
      { value: before.charging, atMs: before.chargingAtMs },
      told.map(({ charging, atMs }) => ({ value: charging, atMs })),
    );
    return {
      contactAtMs: receivedAtMs,
      stoodAtMs: stood ? stood.stoodAtMs : newest ? null : before.stoodAtMs,
      batteryPercent: battery.value,
      batteryAtMs: battery.atMs,
      charging: charge.value,
      chargingAtMs: charge.atMs,
      clockSkewMs: aheadMs > 0 ? aheadMs : reading.clock.skewMs,
      learnedIntervalSeconds: learnInterval(unitId, before, receivedAtMs),
      refusals: withRefusals(before.refusals, message),
    };
  }

  /** The heartbeat as a stand at the newest fix; null when there is none, or it is older than that. */
  function toStand({ unitId, receivedAtMs, heartbeats }: HeardMessage): UnitStand | null {
    const fix = picture.newest(unitId);
    if (!fix || heartbeats.length === 0) return null;
    const stoodAtMs = Math.max(...heartbeats.map(({ timeMs }) => Math.min(timeMs ?? receivedAtMs, receivedAtMs)));
    return stoodAtMs > fix.fixTimeMs ? { unitId, stoodAtMs, lng: fix.lng, lat: fix.lat } : null;
  }

  return {
    /** Fills the live picture, whose fixes are there, with what was stored of each unit. */
    async restore(nowMs: number): Promise<void> {
      const contacts = new Map((await repository.findAll()).map((contact) => [contact.unitId, contact]));
      const stands = new Map((await repository.findLastStands()).map(({ unitId, stoodAtMs }) => [unitId, stoodAtMs]));
      for (const { id, devices } of picture.units(null)) {
        const fix = picture.newest(id);
        const contact = contacts.get(id);
        if (!fix && !contact) continue;
        // What lies ahead of the present was heard by a clock that was wrong.
        const heardAtMs = [contact?.contactAtMs, fix?.receivedAtMs].filter(
          (atMs) => atMs !== undefined && atMs <= nowMs + CLOCK_SKEW_DEFAULTS.jitterMs,
        ) as number[];
        // Of one message both may be kept: then the sign of life tells the newest reading of it.
        const isFixNewer = fix !== null && fix.receivedAtMs > (contact?.contactAtMs ?? -Infinity);
        const stoodAtMs = stands.get(id);
        // The times of readings are not kept: they are no newer than the newest message that named one.
        const readAtMs = fix && Math.min(Math.max(fix.fixTimeMs, stoodAtMs ?? -Infinity), nowMs);
        picture.applySigns(id, {
          ...NO_SIGNS,
          ...(contact && {
            charging: contact.charging,
            clockSkewMs: contact.clockSkewMs,
            learnedIntervalSeconds: contact.learnedIntervalSeconds,
            refusals: contact.refusals,
          }),
          contactAtMs: heardAtMs.length > 0 ? Math.max(...heardAtMs) : null,
          stoodAtMs:
            stoodAtMs !== undefined && fix !== null && stoodAtMs > fix.fixTimeMs && stoodAtMs <= nowMs
              ? stoodAtMs
              : null,
          batteryPercent: (isFixNewer ? fix.batteryPercent : null) ?? contact?.batteryPercent ?? null,
          batteryAtMs: readAtMs,
          chargingAtMs: readAtMs,
        });
        for (const device of devices) {
          // Kept of the device that was heard last; those of the others are measured anew.
          const skewMs = contact?.deviceId === device.id ? contact.clockSkewMs : null;
          clocks.set(device.id, {
            ...UNKNOWN_CLOCK,
            skewMs,
            newest: fix && { deviceMs: fix.fixTimeMs + (skewMs ?? 0), storedMs: fix.fixTimeMs },
          });
        }
      }
    },

    /** What a message with these device times says of the device's clock; remembers nothing. */
    readClock: (deviceId: number, deviceTimesMs: readonly number[], receivedAtMs: number): ClockReading =>
      readDeviceClock(clocks.get(deviceId) ?? UNKNOWN_CLOCK, deviceTimesMs, receivedAtMs),

    /** The times of a message put right; remembers nothing. */
    correctTimes: (deviceId: number, deviceTimesMs: readonly number[], receivedAtMs: number) =>
      correctDeviceTimes(clocks.get(deviceId) ?? UNKNOWN_CLOCK, deviceTimesMs, receivedAtMs),

    /**
     * Commits a message as a sign of life and lets it be seen. Call it after its fixes were committed and applied.
     * @throws whatever the database throws; then nothing of it is remembered.
     */
    async note(message: HeardMessage): Promise<void> {
      const { unitId, deviceId, receivedAtMs, reading, newest } = message;
      const before = picture.signs(unitId);
      const stand = toStand(message);
      const signs = nextSigns(before, message, stand);
      const known = clocks.get(deviceId)?.skewMs ?? null;
      const isSkewNew =
        reading.clock.skewMs !== known && Math.abs((reading.clock.skewMs ?? 0) - (known ?? 0)) >= STORED_SKEW_MS;
      const isTold =
        before.learnedIntervalSeconds !== signs.learnedIntervalSeconds ||
        (before.refusals !== signs.refusals && before.refusals.length + signs.refusals.length > 0);
      // A fix that moved the unit says the same, and is committed.
      const isBatteryOfFix =
        newest?.batteryPercent === null
          ? before.batteryPercent === signs.batteryPercent
          : newest?.batteryPercent === signs.batteryPercent;
      const needsRow = newest === null || isTold || isSkewNew || before.charging !== signs.charging || !isBatteryOfFix;
      await Promise.all([
        stand ? standWriter.commit([stand]) : undefined,
        needsRow
          ? contactWriter.commit([
              { ...signs, unitId, deviceId, contactAtMs: receivedAtMs, clockSkewMs: reading.clock.skewMs },
            ])
          : undefined,
      ]);
      clocks.set(deviceId, reading.clock);
      picture.applySigns(unitId, signs);
      if (isTold) changed.add(unitId);
      const fix = picture.newest(unitId);
      if (stand && fix) onStood([{ ...fix, fixTimeMs: stand.stoodAtMs, receivedAtMs }]);
    },

    /** Units of which more is to be told than where they are, since the last call. */
    takeChanged(): number[] {
      const units = [...changed];
      changed = new Set();
      return units;
    },

    /**
     * Our clock was set by `stepMs`: what was measured by the old one is told by the new one. A clock that was not ahead
     * may have been behind by any amount, so that nothing is known of it any more.
     */
    shiftClocks(stepMs: number): void {
      for (const [deviceId, clock] of clocks) {
        const skewMs =
          clock.skewMs === null || clock.skewMs === 0 || clock.skewMs <= stepMs ? null : clock.skewMs - stepMs;
        clocks.set(deviceId, { ...clock, skewMs, candidate: null });
      }
      picture.shiftContacts(stepMs);
    },

    deleteStandsOlderThan: (limitMs: number) => repository.deleteStandsOlderThan(limitMs),
  };
}

export type UnitContacts = ReturnType<typeof createUnitContacts>;
