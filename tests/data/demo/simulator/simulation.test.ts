import { beforeAll, describe, expect, it } from 'vitest';
import { createDemoCity } from '../../../../data/demo/city.ts';
import { distanceBetween, isInCity, toPlane } from '../../../../data/demo/ground.ts';
import type { FixSource, OutgoingFix } from '../../../../data/demo/simulator/fix-source.ts';
import { createSimulation } from '../../../../data/demo/simulator/simulation.ts';

const startMs = Date.parse('2026-11-23T08:00:00Z');
const city = createDemoCity({ seed: 1, now: new Date(startMs) });
const kindOf = new Map(city.units.map(({ deviceId, kind }) => [deviceId, kind]));
const INTERVAL_MS = 5_000;
const TICK_MS = 1_000;

type Fix = OutgoingFix & { lng: number; lat: number };
const isFix = (message: OutgoingFix): message is Fix => message.lng !== null && message.lat !== null;

/** Runs for some minutes at a second a tick; each fix with the clock reading at which it came out. */
function runMinutes(simulation: FixSource, minutes: number): { atMs: number; fix: OutgoingFix }[] {
  const out: { atMs: number; fix: OutgoingFix }[] = [];
  for (let atMs = startMs; atMs < startMs + minutes * 60_000; atMs += TICK_MS) {
    for (const fix of simulation.advance(atMs)) out.push({ atMs, fix });
  }
  return out;
}

describe('createSimulation', () => {
  let sent: { atMs: number; fix: OutgoingFix }[];
  /** Without the heartbeats. */
  let fixes: { atMs: number; fix: Fix }[];
  const tracks = new Map<string, Fix[]>();
  beforeAll(() => {
    sent = runMinutes(createSimulation({ city, seed: 1, startMs, intervalMs: INTERVAL_MS }), 20);
    fixes = sent.flatMap(({ atMs, fix }) => (isFix(fix) ? [{ atMs, fix }] : []));
    for (const { fix } of fixes) {
      const track = tracks.get(fix.deviceId);
      if (track === undefined) tracks.set(fix.deviceId, [fix]);
      else track.push(fix);
    }
  }, 60_000);

  it('does the same again for the same seed', () => {
    const run = (seed: number): unknown =>
      runMinutes(createSimulation({ city, seed, startMs, intervalMs: INTERVAL_MS, unitCount: 50 }), 3);
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  it('moves nobody faster than its kind can', () => {
    const limits = { foot: 3, bicycle: 8, bus: 25, taxi: 25 };
    const tooFast = [...tracks].flatMap(([deviceId, track]) =>
      track.filter((fix, i) => {
        const limit = limits[kindOf.get(deviceId)!];
        const before = track[i - 1] ?? fix;
        const meters = distanceBetween(toPlane([fix.lng, fix.lat]), toPlane([before.lng, before.lat]));
        // Noise is a part of what a fix says: twice both accuracies, and up to a second lost to whole seconds.
        const seconds = (fix.fixTimeMs - before.fixTimeMs) / 1_000 + 1;
        const reachMeters = limit * seconds + 2 * (fix.accuracyMeters! + before.accuracyMeters!);
        return fix.speedMetersPerSecond! >= limit || meters >= reachMeters;
      }),
    );
    expect(tooFast).toEqual([]);
  });

  it('keeps foot patrols walking at 1 to 1.6 m/s, with pauses', () => {
    const speeds = fixes
      .filter(({ fix }) => kindOf.get(fix.deviceId) === 'foot')
      .map(({ fix }) => fix.speedMetersPerSecond!);
    const walking = speeds.filter((speed) => speed > 0);
    expect(walking.every((speed) => speed >= 1 && speed <= 1.6)).toBe(true);
    expect(walking.length).toBeGreaterThan(0.5 * speeds.length);
    expect(walking.length).toBeLessThan(speeds.length);
  });

  it('keeps units in the city, and buses on the roads between towns', () => {
    expect(fixes.filter(({ fix }) => !isInCity(toPlane([fix.lng, fix.lat])))).toEqual([]);
    const fast = new Set(
      fixes.filter(({ fix }) => fix.speedMetersPerSecond! > 11).map(({ fix }) => kindOf.get(fix.deviceId)),
    );
    expect(fast).toEqual(new Set(['bus', 'taxi']));
  });

  it('sends the fixes of a device oldest first, never two of one second, and buffered ones with their own time', () => {
    const outOfOrder = [...tracks.values()].flatMap((track) =>
      track.filter((fix, i) => i > 0 && fix.fixTimeMs <= track[i - 1]!.fixTimeMs),
    );
    expect(outOfOrder).toEqual([]);
    expect(sent.filter(({ atMs, fix }) => fix.fixTimeMs % 1_000 !== 0 || fix.fixTimeMs > atMs)).toEqual([]);
    // Some phones lost the network within twenty minutes and came back: with all they had measured, in the usual rhythm.
    const buffered = sent.filter(({ atMs, fix }) => atMs - fix.fixTimeMs > 20_000);
    expect(buffered.length).toBeGreaterThan(100);
    const [{ atMs: backAtMs, fix: oldest }] = buffered as [{ atMs: number; fix: OutgoingFix }];
    const together = sent
      .filter(({ atMs, fix }) => atMs === backAtMs && fix.deviceId === oldest.deviceId)
      .map(({ fix }) => fix.fixTimeMs);
    expect(together.length).toBeGreaterThan(1);
    expect(backAtMs - together[together.length - 1]!).toBeLessThan(2 * TICK_MS);
  });

  it('stands still as phones do: a last fix, then heartbeats without a place at the interval of the device, then fixes again', () => {
    const beats = sent.filter(({ fix }) => !isFix(fix));
    expect(beats.length).toBeGreaterThan(500);
    expect(beats.every(({ fix }) => fix.accuracyMeters === null && fix.batteryPercent !== null)).toBe(true);
    const heartbeatOf = new Map(
      city.units.map(({ deviceId, kind, heartbeatSeconds }) => [
        deviceId,
        heartbeatSeconds ?? (kind === 'foot' || kind === 'bicycle' ? 60 : 30),
      ]),
    );
    const lastOf = new Map<string, OutgoingFix>();
    for (const { fix } of sent) {
      const before = lastOf.get(fix.deviceId);
      const seconds = before && !isFix(fix) ? (fix.fixTimeMs - before.fixTimeMs) / 1_000 : 0;
      // A device that was off for a while is silent for longer.
      expect(seconds < 240 ? seconds : 0).toBeLessThanOrEqual(heartbeatOf.get(fix.deviceId)! + INTERVAL_MS / 1_000);
      lastOf.set(fix.deviceId, fix);
    }
    expect(
      city.units.filter(({ kind, heartbeatSeconds }) => kind === 'foot' && heartbeatSeconds === 300).length,
    ).toBeGreaterThan(50);
  });

  it('spreads the units over the interval', () => {
    const perTick = new Map<number, number>();
    for (const { atMs, fix } of sent)
      if (atMs - fix.fixTimeMs <= 2 * TICK_MS) perTick.set(atMs, (perTick.get(atMs) ?? 0) + 1);
    const even = (city.units.length * TICK_MS) / INTERVAL_MS;
    expect(Math.max(...perTick.values())).toBeLessThan(1.15 * even);
    expect(Math.min(...[...perTick].filter(([atMs]) => atMs > startMs).map(([, count]) => count))).toBeGreaterThan(
      0.6 * even,
    );
  });

  it('mixes all wire forms, drains carried phones and keeps readings in range', () => {
    expect(new Set(sent.map(({ fix }) => fix.wireForm)).size).toBe(4);
    const isInRange = ({ batteryPercent, accuracyMeters, headingDegrees, alarm }: OutgoingFix): boolean =>
      batteryPercent! >= 0 &&
      batteryPercent! <= 100 &&
      accuracyMeters! > 0 &&
      (headingDegrees ?? 0) < 360 &&
      alarm === null;
    expect(fixes.filter(({ fix }) => !isInRange(fix))).toEqual([]);
    const drained = [...tracks].filter(
      ([deviceId, track]) =>
        kindOf.get(deviceId) === 'foot' && track[track.length - 1]!.batteryPercent! < track[0]!.batteryPercent!,
    );
    expect(drained.length).toBeGreaterThan(200);
  });

  it('takes fewer units in the same shares, and leaves one out on request', () => {
    const simulation = createSimulation({ city, seed: 1, startMs, intervalMs: INTERVAL_MS, unitCount: 120 });
    expect(simulation.deviceCount).toBe(120);
    const devices = new Set(runMinutes(simulation, 1).map(({ fix }) => fix.deviceId));
    expect(new Set([...devices].map((deviceId) => kindOf.get(deviceId)))).toEqual(
      new Set(['foot', 'bicycle', 'bus', 'taxi']),
    );
    const [first] = devices;
    simulation.remove(first!);
    expect(simulation.deviceCount).toBe(119);
    const later = Array.from({ length: 60 }, (_, second) =>
      simulation.advance(startMs + 61_000 + second * TICK_MS),
    ).flat();
    expect(later.length).toBeGreaterThan(0);
    expect(later.some(({ deviceId }) => deviceId === first)).toBe(false);
  });

  it('calls for help from patrols when asked to, once each', () => {
    const simulation = createSimulation({
      city,
      seed: 1,
      startMs,
      intervalMs: INTERVAL_MS,
      unitCount: 200,
      sosEveryMinutes: 2,
    });
    const calls = runMinutes(simulation, 30).filter(({ fix }) => fix.alarm === 'sos');
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.length).toBeLessThan(30);
    expect(calls.every(({ fix }) => ['foot', 'bicycle'].includes(kindOf.get(fix.deviceId)!))).toBe(true);
  });

  it('sends no flood after the computer slept', () => {
    const simulation = createSimulation({ city, seed: 1, startMs, intervalMs: INTERVAL_MS, unitCount: 100 });
    simulation.advance(startMs + 10_000);
    const afterSleep = simulation.advance(startMs + 8 * 3_600_000);
    expect(afterSleep.length).toBeLessThan(300);
  });
});
