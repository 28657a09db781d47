import type { UnitKind } from '@liaowang/shared/schemas/unit';
import type { DemoCity } from '../city.ts';
import { toPlane } from '../ground.ts';
import { createRandom } from '../random.ts';
import { createRoadNetwork } from '../roads.ts';
import { findTown } from '../towns.ts';
import { WIRE_FORMS, type FixSource, type OutgoingFix } from './fix-source.ts';
import { createItinerary } from './itineraries.ts';
import { createMover } from './mover.ts';
import { createPhone, type Phone } from './phone.ts';

export interface SimulationOptions {
  /** Whose units; the street network is made again from `seed`, which should be the city's. */
  city: Pick<DemoCity, 'units' | 'branches'>;
  seed: number;
  startMs: number;
  /** Time between two fixes of a moving unit, milliseconds, at least 1,000. */
  intervalMs: number;
  /** Fewer than the city has: every so-manieth is taken, so that the kinds keep their shares. */
  unitCount?: number;
  /** Mean time between two calls for help, over all units; 0 = never. */
  sosEveryMinutes?: number;
}

const SIMULATION = {
  /** Units are on their way already when it starts: each is up to this far into its day. */
  headStartSeconds: 3_600,
  /** A unit that stays longer is taken by its phone to stand still: no fixes, heartbeats only. */
  longRestSeconds: 45,
  heartbeatMs: { foot: 60_000, bicycle: 60_000, bus: 30_000, taxi: 30_000 } satisfies Record<UnitKind, number>,
  /** A longer jump of the clock means that the computer slept: units stood still meanwhile. */
  maxJumpMs: 120_000,
} as const;

interface SimulatedUnit {
  deviceId: string;
  kind: UnitKind;
  mover: ReturnType<typeof createMover>;
  phone: Phone;
  movedToMs: number;
  nextFixMs: number;
  heartbeatMs: number;
  /** It told its place after it had come to rest. */
  stands: boolean;
  sosPending: boolean;
}

/**
 * The units of a made-up city on their way, without any network: `advance` gives the fixes that their phones send.
 * Deterministic for the same options and the same sequence of clock readings.
 */
export function createSimulation(options: SimulationOptions): FixSource {
  const { city, seed, startMs, intervalMs, sosEveryMinutes = 0 } = options;
  const unitCount = Math.min(options.unitCount ?? city.units.length, city.units.length);
  const roads = createRoadNetwork(seed);
  const sos = createRandom(seed, 'sos');
  const units = new Map<string, SimulatedUnit>();
  for (let index = 0; index < unitCount; index++) {
    const unit = city.units[Math.floor((index * city.units.length) / unitCount)]!;
    const branch = city.branches.find((candidate) => candidate.code === unit.branchCode)!;
    const random = createRandom(seed, unit.deviceId);
    const mover = createMover(
      createItinerary(unit.kind, random, roads, findTown(branch.townCode), toPlane(branch.position)),
    );
    mover.advance(random.between(0, SIMULATION.headStartSeconds));
    units.set(unit.deviceId, {
      deviceId: unit.deviceId,
      kind: unit.kind,
      mover,
      phone: createPhone(random, unit.deviceId, unit.kind, WIRE_FORMS[index % WIRE_FORMS.length]!, startMs),
      movedToMs: startMs,
      // Spread evenly: no bursts.
      nextFixMs: startMs + (index * intervalMs) / unitCount,
      heartbeatMs: unit.heartbeatSeconds === null ? SIMULATION.heartbeatMs[unit.kind] : unit.heartbeatSeconds * 1_000,
      stands: false,
      sosPending: false,
    });
  }
  let clockMs = startMs;
  let nextSosMs = sosEveryMinutes > 0 ? startMs + sos.exponential(sosEveryMinutes * 60_000) : Infinity;

  function advanceUnit(unit: SimulatedUnit, nowMs: number): { releasedMs: number; fix: OutgoingFix }[] {
    const out: { releasedMs: number; fix: OutgoingFix }[] = [];
    while (unit.nextFixMs <= nowMs) {
      const atMs = unit.nextFixMs;
      unit.mover.advance((atMs - unit.movedToMs) / 1_000);
      unit.movedToMs = atMs;
      const { motion } = unit.mover;
      const sent =
        unit.stands && motion.restSeconds > 0 && !unit.sosPending
          ? unit.phone.beat(atMs)
          : unit.phone.record(atMs, motion, unit.sosPending ? 'sos' : null);
      for (const fix of sent) out.push({ releasedMs: atMs, fix });
      unit.sosPending = false;
      unit.stands = motion.restSeconds > 0 && (unit.stands || motion.restSeconds > SIMULATION.longRestSeconds);
      // Whole intervals keep the unit at its place in the round, so the load stays even. Going on wakes the phone.
      const intervals = unit.stands
        ? Math.max(1, Math.ceil(Math.min(unit.heartbeatMs, motion.restSeconds * 1_000) / intervalMs))
        : 1;
      unit.nextFixMs += intervals * intervalMs;
    }
    return out;
  }

  function skipSleep(sleptMs: number): void {
    for (const unit of units.values()) {
      unit.nextFixMs += sleptMs;
      unit.movedToMs += sleptMs;
    }
  }

  return {
    get deviceCount() {
      return units.size;
    },
    advance(nowMs) {
      if (nowMs - clockMs > SIMULATION.maxJumpMs) skipSleep(nowMs - clockMs);
      clockMs = nowMs;
      if (nowMs >= nextSosMs) {
        nextSosMs = nowMs + sos.exponential(sosEveryMinutes * 60_000);
        const carriers = [...units.values()].filter((unit) => unit.kind === 'foot' || unit.kind === 'bicycle');
        if (carriers.length > 0) {
          const caller = sos.pick(carriers);
          caller.sosPending = true;
          // At once, but never twice in one second: the wire forms could not tell the two fixes apart.
          caller.nextFixMs = Math.min(caller.nextFixMs, Math.max(nowMs, caller.movedToMs + 1_000));
        }
      }
      const released = [...units.values()].flatMap((unit) => (unit.nextFixMs <= nowMs ? advanceUnit(unit, nowMs) : []));
      return released.sort((a, b) => a.releasedMs - b.releasedMs).map(({ fix }) => fix);
    },
    remove(deviceId) {
      units.delete(deviceId);
    },
    isFinished: () => units.size === 0,
  };
}
