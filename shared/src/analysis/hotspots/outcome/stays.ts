import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import { isConnected, type PlaneFix } from '../../revisit/path-pieces.ts';
import type { UnitKind } from '../../../schemas/unit.ts';

export const STAY_DEFAULTS = {
  /** A stay ends with so long outside; who comes back sooner never left. Koper (1995) counts officers' stays at a hot spot. */
  endAfterMs: 600_000,
} as const;

/** A unit's way to a fix, from the fix before it if there is one. */
export interface Step {
  unitId: number;
  kind: UnitKind;
  from: PlaneFix | null;
  to: PlaneFix;
}

/** Inside from `startMs` to `endMs`, epoch milliseconds; of no length for a fix of which the ways are not known. */
interface Presence {
  startMs: number;
  endMs: number;
}

/** Time inside and the stays that began, of patrols (foot, bicycle) and of vehicles (bus, taxi). */
export interface Dosage {
  patrolSeconds: number;
  patrolVisits: number;
  vehicleSeconds: number;
  vehicleVisits: number;
}

/**
 * Patrolling inside an area in `[fromMs, toMs)`. Time inside is unit-time: two patrols together count twice. Units go at
 * even speed along the straight line between fixes that are connected (path-pieces.ts); what lies between others is not
 * known and does not count, but a fix inside is a visit. A visit is counted where it begins: at a presence of which the
 * ten minutes before hold none. Steps must be in order of time for each unit, and reach back
 * {@link STAY_DEFAULTS}.endAfterMs and one connection before `fromMs`; then windows that follow each other add up exactly.
 */
export function computeDosage(
  area: AreaBoundary,
  steps: readonly Step[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Dosage {
  const dosage: Dosage = { patrolSeconds: 0, patrolVisits: 0, vehicleSeconds: 0, vehicleVisits: 0 };
  const lastInsideMs = new Map<number, number>();
  for (const step of steps) {
    const isPatrol = step.kind === 'foot' || step.kind === 'bicycle';
    for (const { startMs, endMs } of findPresences(area, step)) {
      const begins =
        startMs - (lastInsideMs.get(step.unitId) ?? -Infinity) > STAY_DEFAULTS.endAfterMs &&
        startMs >= fromMs &&
        startMs < toMs;
      const seconds = Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)) / 1_000;
      lastInsideMs.set(step.unitId, endMs);
      dosage[isPatrol ? 'patrolSeconds' : 'vehicleSeconds'] += seconds;
      if (begins) dosage[isPatrol ? 'patrolVisits' : 'vehicleVisits']++;
    }
  }
  return dosage;
}

/** When a step lies inside, in order of time. */
function findPresences(area: AreaBoundary, { kind, from, to }: Step): Presence[] {
  if (from === null || !isConnected(kind, from, to))
    return area.isInside(to.x, to.y) ? [{ startMs: to.timeMs, endMs: to.timeMs }] : [];
  const cuts = [0, ...findCrossings(area, from, to), 1];
  const timeAt = (share: number): number => from.timeMs + (to.timeMs - from.timeMs) * share;
  const presences: Presence[] = [];
  for (let k = 0; k + 1 < cuts.length; k++) {
    // A corner that is only touched is crossed twice at once.
    if (cuts[k] === cuts[k + 1]) continue;
    const middle = (cuts[k]! + cuts[k + 1]!) / 2;
    if (!area.isInside(from.x + (to.x - from.x) * middle, from.y + (to.y - from.y) * middle)) continue;
    presences.push({ startMs: timeAt(cuts[k]!), endMs: timeAt(cuts[k + 1]!) });
  }
  return presences;
}

/** Shares of the way at which it crosses the boundary, ascending. */
function findCrossings(area: AreaBoundary, from: PlaneFix, to: PlaneFix): number[] {
  const found = new Int32Array(area.edgeCount);
  const count = area.findEdges(
    Math.min(from.x, to.x),
    Math.min(from.y, to.y),
    Math.max(from.x, to.x),
    Math.max(from.y, to.y),
    found,
  );
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const crossings: number[] = [];
  for (let i = 0; i < count; i++) {
    const q = found[i]!;
    const [edgeX, edgeY] = [area.endX[q]! - area.startX[q]!, area.endY[q]! - area.startY[q]!];
    const cross = dx * edgeY - dy * edgeX;
    if (cross === 0) continue;
    const [offsetX, offsetY] = [area.startX[q]! - from.x, area.startY[q]! - from.y];
    const share = (offsetX * edgeY - offsetY * edgeX) / cross;
    const along = (offsetX * dy - offsetY * dx) / cross;
    if (share > 0 && share < 1 && along >= 0 && along <= 1) crossings.push(share);
  }
  return crossings.sort((a, b) => a - b);
}
