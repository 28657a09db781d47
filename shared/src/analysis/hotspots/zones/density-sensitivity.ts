import type { ZoneMethod } from '../../../schemas/zone-method.ts';
import { computeKernelDensity } from './density.ts';
import { computeDensityZones } from './density-zones.ts';
import { createCellFrame } from './cell-frame.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

type DensityMethod = Extract<ZoneMethod, { kind: 'density' }>;

/** Zones with another bandwidth, beside those with the one chosen. */
interface BandwidthComparison {
  readonly bandwidthMeters: number;
  /** Area in both over area in either (Jaccard 1901): 1 if the bandwidth makes no difference, 0 if nothing stays. */
  readonly sharedShare: number;
}

export interface DensitySensitivity {
  readonly half: BandwidthComparison;
  readonly double: BandwidthComparison;
}

/**
 * How much the choice of the bandwidth matters: the zones' area that stays with half and with twice of it. Compared are
 * the cells whose density reaches the zones' level, which the contours follow. Null where there are too few incidents for zones.
 */
export function compareBandwidths(
  study: PreparedStudy,
  incidents: StudyIncidents,
  method: DensityMethod,
): DensitySensitivity | null {
  const frame = createCellFrame(study.area, 'square', method.cellMeters);

  function findZoneCells(bandwidthMeters: number): Uint8Array | null {
    const density = computeKernelDensity(incidents, frame, { kernel: method.kernel, bandwidthMeters });
    const found = computeDensityZones(
      { events: incidents, density, grid: frame, projection: study.projection },
      { shares: [method.heldShare] },
    );
    if (!found.ok) return null;
    const level = found.zones[0]!.densityPerSquareKilometer;
    return Uint8Array.from(density, (value) => (value >= level ? 1 : 0));
  }

  const chosen = findZoneCells(method.bandwidthMeters);
  if (chosen === null) return null;
  const compareWith = (bandwidthMeters: number): BandwidthComparison => ({
    bandwidthMeters,
    sharedShare: measureShared(chosen, findZoneCells(bandwidthMeters)!),
  });
  return { half: compareWith(method.bandwidthMeters / 2), double: compareWith(2 * method.bandwidthMeters) };
}

/** 0 if neither has a cell: zones smaller than a cell share none. */
function measureShared(some: Uint8Array, others: Uint8Array): number {
  let [both, either] = [0, 0];
  for (let cell = 0; cell < some.length; cell++) {
    both += some[cell]! & others[cell]!;
    either += some[cell]! | others[cell]!;
  }
  return either > 0 ? both / either : 0;
}
