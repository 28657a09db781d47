import { PLAUSIBILITY_LIMITS } from '../positions/plausibility.ts';
import type { UnitKind } from '../../schemas/unit.ts';

export const PATH_DEFAULTS = {
  /** Two fixes further apart in time say nothing of the way between: phones at rest report every minute. */
  connectWithinMs: 120_000,
  /** A path is cut into pieces of at most this long; all that a piece sees counts as seen at its end. */
  maxPieceMs: 10_000,
} as const;

/** A fix on the plane: metres and epoch milliseconds. */
export interface PlaneFix {
  x: number;
  y: number;
  timeMs: number;
}

/** Whether a unit went from one fix straight to the next, as far as one can tell: soon enough, and no faster than its kind can. */
export function isConnected(kind: UnitKind, from: PlaneFix, to: PlaneFix): boolean {
  const elapsedMs = to.timeMs - from.timeMs;
  if (!(elapsedMs >= 0 && elapsedMs <= PATH_DEFAULTS.connectWithinMs)) return false;
  const { maxSpeedMetersPerSecond, clockGranularityMs, assumedAccuracyMeters } = PLAUSIBILITY_LIMITS[kind];
  const reachMeters = (maxSpeedMetersPerSecond * (elapsedMs + clockGranularityMs)) / 1_000 + 2 * assumedAccuracyMeters;
  return Math.hypot(to.x - from.x, to.y - from.y) <= reachMeters;
}

/**
 * The way to a fix in pieces of at most {@link PATH_DEFAULTS}.maxPieceMs, at even speed along the straight line from the
 * fix before; only the place itself where there is none or the two are not connected. Ground seen counts as seen at a
 * piece's end: up to 10 s later than it was, 5 s for a unit that reports every 5 s.
 */
export function forEachPiece(
  kind: UnitKind,
  from: PlaneFix | null,
  to: PlaneFix,
  visit: (fromX: number, fromY: number, toX: number, toY: number, timeMs: number) => void,
): void {
  if (from === null || !isConnected(kind, from, to)) {
    visit(to.x, to.y, to.x, to.y, to.timeMs);
    return;
  }
  const pieces = Math.max(1, Math.ceil((to.timeMs - from.timeMs) / PATH_DEFAULTS.maxPieceMs));
  let { x, y } = from;
  for (let piece = 1; piece <= pieces; piece++) {
    const share = piece / pieces;
    const nextX = from.x + (to.x - from.x) * share;
    const nextY = from.y + (to.y - from.y) * share;
    visit(x, y, nextX, nextY, from.timeMs + (to.timeMs - from.timeMs) * share);
    x = nextX;
    y = nextY;
  }
}
