import type { UnitKind } from '../../schemas/unit.ts';

/**
 * Metres per second by kind, stops and crossings included. Walking: the comfortable gait of adults, 1.3–1.4 m/s
 * (Bohannon 1997, Age and Ageing 26), a little less for the older volunteers. The others are assumptions for a county
 * city by day: 14 km/h on a bicycle, 29 km/h in traffic.
 */
export const USUAL_SPEEDS_METERS_PER_SECOND: Readonly<Record<UnitKind, number>> = {
  foot: 1.3,
  bicycle: 4,
  bus: 8,
  taxi: 8,
};

/** Way along streets over straight line: 1.2–1.3 for short ways in cities (Levinson & El-Geneidy 2009); no street network is asked. */
const DETOUR_FACTOR = 1.3;

/** Seconds a unit of a kind usually needs over a straight line of metres. An estimate for ranking, not a promise. */
export function estimateTravelSeconds(kind: UnitKind, distanceMeters: number): number {
  return (distanceMeters * DETOUR_FACTOR) / USUAL_SPEEDS_METERS_PER_SECOND[kind];
}
