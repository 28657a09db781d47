import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { toLngLat } from '../ground.ts';
import type { Random } from '../random.ts';
import type { OutgoingFix, WireForm } from './fix-source.ts';
import type { Motion } from './mover.ts';

/** The device that a unit carries: it measures badly, runs down, loses the network and buffers meanwhile. */
export interface Phone {
  /** Measures at `atMs`; returns what it sends now, oldest first: often one fix, none without network, then many. */
  record(atMs: number, motion: Readonly<Motion>, alarm: 'sos' | null): OutgoingFix[];
  /** Says at `atMs` that it lives and stands still, without measuring; returns what it sends now, as {@link record} does. */
  beat(atMs: number): OutgoingFix[];
}

const MINUTE_MS = 60_000;

const PHONE = {
  /** Standard deviation of the position, metres, by phone, and how much of an error is still there one fix later. */
  noiseMeters: [1.5, 4],
  noisePersistence: 0.9,
  /** Now and then between tall houses: the error is told honestly as accuracy. */
  poorFixChance: 0.02,
  poorFixFactor: 5,
  /** Mean time between losses of the network and their mean length. Pockets and cellars are worse than roofs. */
  carried: { betweenLossesMs: 50 * MINUTE_MS, lossMs: 1.6 * MINUTE_MS },
  mounted: { betweenLossesMs: 120 * MINUTE_MS, lossMs: 1.2 * MINUTE_MS },
  /** Switched off or killed by the system: nothing is measured either. */
  betweenOffMs: 10 * 60 * MINUTE_MS,
  offMs: [4 * MINUTE_MS, 14 * MINUTE_MS],
  /** Percent a minute: a shift of eight hours empties most of a phone. */
  drainPerMinute: [0.12, 0.2],
  chargePerMinute: 0.6,
  /** A carried phone gets a power bank below the first level, and loses it above the second. */
  chargeBelowPercent: 15,
  chargeUntilPercent: 90,
  maxBuffered: 1_000,
  /** Height of the plain around Xinyi, metres above the sea. */
  groundAltitudeMeters: 28,
} as const;

/** A phone with its own habits, starting at `startMs`. */
export function createPhone(
  random: Random,
  deviceId: string,
  kind: UnitKind,
  wireForm: WireForm,
  startMs: number,
): Phone {
  const isCarried = kind === 'foot' || kind === 'bicycle';
  const habits = isCarried ? PHONE.carried : PHONE.mounted;
  const noiseMeters = random.between(PHONE.noiseMeters[0], PHONE.noiseMeters[1]);
  const drainPerMinute = random.between(PHONE.drainPerMinute[0], PHONE.drainPerMinute[1]);
  let battery = isCarried ? random.between(35, 100) : random.between(80, 100);
  let isCharging = !isCarried;
  let errorX = noiseMeters * random.normal();
  let errorY = noiseMeters * random.normal();
  let lastMs = startMs;
  let nextLossMs = startMs + random.exponential(habits.betweenLossesMs);
  let lossEndsMs = startMs;
  let nextOffMs = startMs + random.exponential(PHONE.betweenOffMs);
  let offEndsMs = startMs;
  let buffer: OutgoingFix[] = [];

  function wander(error: number): number {
    const { noisePersistence: kept } = PHONE;
    return kept * error + Math.sqrt(1 - kept * kept) * noiseMeters * random.normal();
  }

  function useBattery(minutes: number): void {
    battery += minutes * (isCharging ? PHONE.chargePerMinute : -drainPerMinute);
    battery = Math.max(1, Math.min(100, battery));
    if (!isCarried) return;
    if (battery < PHONE.chargeBelowPercent) isCharging = true;
    if (battery > PHONE.chargeUntilPercent) isCharging = false;
  }

  function measure(atMs: number, motion: Readonly<Motion>, alarm: 'sos' | null): OutgoingFix {
    errorX = wander(errorX);
    errorY = wander(errorY);
    const factor = random.chance(PHONE.poorFixChance) ? PHONE.poorFixFactor : 1;
    const [lng, lat] = toLngLat({ x: motion.x + errorX * factor, y: motion.y + errorY * factor });
    const isMoving = motion.speedMetersPerSecond > 0;
    return {
      deviceId,
      wireForm,
      fixTimeMs: Math.floor(atMs / 1_000) * 1_000,
      lng,
      lat,
      // Receivers tell the speed to a tenth or so.
      speedMetersPerSecond: round(motion.speedMetersPerSecond, 2),
      // A device that stands still has no course.
      headingDegrees: isMoving ? round(motion.headingDegrees, 1) % 360 : null,
      accuracyMeters: round(noiseMeters * factor * random.between(1.6, 2.6), 1),
      altitudeMeters: round(PHONE.groundAltitudeMeters + 3 * random.normal(), 1),
      batteryPercent: Math.round(battery),
      charging: isCharging,
      alarm,
    };
  }

  /** Lets the time pass to `atMs`; returns what a device sends then of what it makes, nothing while it is off and nobody calls for help. */
  function send(atMs: number, isCall: boolean, make: () => OutgoingFix): OutgoingFix[] {
    useBattery((atMs - lastMs) / MINUTE_MS);
    lastMs = atMs;
    if (atMs >= nextOffMs) {
      offEndsMs = atMs + random.between(PHONE.offMs[0], PHONE.offMs[1]);
      nextOffMs = offEndsMs + random.exponential(PHONE.betweenOffMs);
    }
    if (atMs >= nextLossMs) {
      lossEndsMs = atMs + random.exponential(habits.lossMs);
      nextLossMs = lossEndsMs + random.exponential(habits.betweenLossesMs);
    }
    // Who calls for help has taken the phone out and switched it on.
    if (atMs < offEndsMs && !isCall) return [];
    buffer.push(make());
    if (buffer.length > PHONE.maxBuffered) buffer.shift();
    if (atMs < lossEndsMs) return [];
    const sent = buffer;
    buffer = [];
    return sent;
  }

  return {
    record: (atMs, motion, alarm) => send(atMs, alarm !== null, () => measure(atMs, motion, alarm)),
    beat: (atMs) =>
      send(atMs, false, () => ({
        deviceId,
        wireForm,
        fixTimeMs: Math.floor(atMs / 1_000) * 1_000,
        lng: null,
        lat: null,
        speedMetersPerSecond: null,
        headingDegrees: null,
        accuracyMeters: null,
        altitudeMeters: null,
        batteryPercent: Math.round(battery),
        charging: isCharging,
        alarm: null,
      })),
  };
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
