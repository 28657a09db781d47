import { distanceBetween, type PlanePoint } from '../ground.ts';
import type { Itinerary, Step } from './itineraries.ts';

/** Where a unit truly is, on the city's plane. */
export interface Motion extends PlanePoint {
  /** 0 while it stays. */
  speedMetersPerSecond: number;
  /** Clockwise from north, of the last movement. */
  headingDegrees: number;
  /** How long it will still stay, seconds; 0 while it goes. */
  restSeconds: number;
}

/** Carries out an itinerary: exact at any time step, since a step may hold many legs and a leg many steps. */
export function createMover(itinerary: Itinerary): {
  readonly motion: Readonly<Motion>;
  advance(seconds: number): void;
} {
  const first = itinerary.next().value;
  if (first.kind !== 'go') throw new RangeError('An itinerary starts at a place');
  const motion: Motion = { ...first.to, speedMetersPerSecond: 0, headingDegrees: 0, restSeconds: 0 };
  let step: Step = { kind: 'stay', seconds: 0 };

  /** Carries out at most `seconds` of the present step; returns what is left of them. */
  function carryOut(seconds: number): number {
    if (step.kind === 'stay') {
      const rested = Math.min(seconds, step.seconds);
      step.seconds -= rested;
      motion.speedMetersPerSecond = 0;
      return seconds - rested;
    }
    const { to, speedMetersPerSecond } = step;
    const remaining = distanceBetween(motion, to);
    const gone = Math.min(remaining, seconds * speedMetersPerSecond);
    motion.speedMetersPerSecond = speedMetersPerSecond;
    if (remaining > 0) {
      const bearing = (Math.atan2(to.x - motion.x, to.y - motion.y) * 180) / Math.PI;
      motion.headingDegrees = (bearing + 360) % 360;
      motion.x += ((to.x - motion.x) * gone) / remaining;
      motion.y += ((to.y - motion.y) * gone) / remaining;
    }
    if (gone < remaining) return 0;
    motion.x = to.x;
    motion.y = to.y;
    return seconds - gone / speedMetersPerSecond;
  }

  return {
    motion,
    advance(seconds) {
      let left = seconds;
      for (;;) {
        left = carryOut(left);
        const isDone = step.kind === 'stay' ? step.seconds <= 0 : motion.x === step.to.x && motion.y === step.to.y;
        if (!isDone) break;
        if (left <= 0) break;
        step = { ...itinerary.next().value };
      }
      motion.restSeconds = step.kind === 'stay' ? step.seconds : 0;
    },
  };
}
