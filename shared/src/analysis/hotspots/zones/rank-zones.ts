import type { FoundZone } from './zone-result.ts';

export type UnrankedZone = Omit<FoundZone, 'rank'>;

/** Numbers zones by their incidents, or by their incidents a km²; most first, of equals the one with more incidents, then the earlier one. */
export function rankZones(zones: readonly UnrankedZone[], by: 'incidents' | 'density'): FoundZone[] {
  const densityOf = ({ incidentCount, areaSquareMeters }: UnrankedZone): number =>
    by === 'incidents' ? 0 : incidentCount / areaSquareMeters;
  return zones
    .toSorted((a, b) => densityOf(b) - densityOf(a) || b.incidentCount - a.incidentCount)
    .map((zone, i) => ({ rank: i + 1, ...zone }));
}

type Totals = 'heldCount' | 'zoneSquareMeters';

/** What zones hold and take together. Areas of clusters and of repeat places that overlap count for each of them. */
export function sumZones(zones: readonly FoundZone[]): Record<Totals, number> {
  return {
    heldCount: zones.reduce((sum, zone) => sum + zone.incidentCount, 0),
    zoneSquareMeters: zones.reduce((sum, zone) => sum + zone.areaSquareMeters, 0),
  };
}
