import type { UnitKind, UnitState } from '../../schemas/unit.ts';

/** Ages of the last sign of life from which a unit counts as stale and as lost. */
export interface StalenessLimits {
  staleAfterMs: number;
  lostAfterMs: number;
}

/**
 * The least limits by kind: what holds for devices of which no interval is known, or a short one. Vehicles report every
 * few seconds, so silence means something soon; phones save battery while their carrier stands still.
 */
export const STALENESS_LIMITS: Record<UnitKind, StalenessLimits> = {
  foot: { staleAfterMs: 90_000, lostAfterMs: 600_000 },
  bicycle: { staleAfterMs: 90_000, lostAfterMs: 600_000 },
  bus: { staleAfterMs: 45_000, lostAfterMs: 300_000 },
  taxi: { staleAfterMs: 45_000, lostAfterMs: 300_000 },
};

/** In intervals of the device. A message may be lost and the next one come late by half an interval; after five nobody answers. */
const INTERVALS = { staleAfter: 2.5, lostAfter: 5 };

/** Limits of a unit of this kind whose device gives a sign of life every `intervalSeconds`; null = not known. */
export function computeStalenessLimits(kind: UnitKind, intervalSeconds: number | null): StalenessLimits {
  const { staleAfterMs, lostAfterMs } = STALENESS_LIMITS[kind];
  const intervalMs = (intervalSeconds ?? 0) * 1_000;
  return {
    staleAfterMs: Math.max(staleAfterMs, INTERVALS.staleAfter * intervalMs),
    lostAfterMs: Math.max(lostAfterMs, INTERVALS.lostAfter * intervalMs),
  };
}

/** State of a unit whose last sign of life is `ageMs` old under its limits; null = it never said where it is. */
export function computeUnitState({ staleAfterMs, lostAfterMs }: StalenessLimits, ageMs: number | null): UnitState {
  if (ageMs === null) return 'off';
  if (ageMs > lostAfterMs) return 'lost';
  return ageMs > staleAfterMs ? 'stale' : 'fresh';
}
