import type { UnitKind, UnitState } from '../schemas/unit.ts';

/**
 * Age of the newest fix from which a unit counts as stale and as lost, by kind.
 * Vehicles report every few seconds, so silence means something soon; phones save battery while their carrier
 * stands still (Traccar Client heartbeats: 60–300 s).
 */
export const STALENESS_LIMITS: Record<UnitKind, { staleAfterMs: number; lostAfterMs: number }> = {
  foot: { staleAfterMs: 90_000, lostAfterMs: 600_000 },
  bicycle: { staleAfterMs: 90_000, lostAfterMs: 600_000 },
  bus: { staleAfterMs: 45_000, lostAfterMs: 300_000 },
  taxi: { staleAfterMs: 45_000, lostAfterMs: 300_000 },
};

/** State of a unit whose newest fix is `ageMs` old; null = it never reported. */
export function computeUnitState(kind: UnitKind, ageMs: number | null): UnitState {
  if (ageMs === null) return 'off';
  const limits = STALENESS_LIMITS[kind];
  if (ageMs > limits.lostAfterMs) return 'lost';
  return ageMs > limits.staleAfterMs ? 'stale' : 'fresh';
}
