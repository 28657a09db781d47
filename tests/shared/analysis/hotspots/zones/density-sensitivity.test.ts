import { describe, expect, it } from 'vitest';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createPlaneStudy, type PlaneIncident } from './plane-study.ts';

const plane = createPlaneStudy();
const finder = createZoneFinder(plane.boxStudy(-3_000, -3_000, 3_000, 3_000));
const method = { kind: 'density', kernel: 'quartic', bandwidthMeters: 400, cellMeters: 50, heldShare: 0.5 } as const;

/** Incidents on disks, evenly. */
function createDisks(count: number, radius: number, centres: readonly (readonly [number, number])[]): PlaneIncident[] {
  const random = createRandom(6);
  return Array.from({ length: count }, (_, i): PlaneIncident => {
    const [x, y] = centres[i % centres.length]!;
    const [r, angle] = [radius * Math.sqrt(random()), 2 * Math.PI * random()];
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}

describe('zones at other bandwidths', () => {
  it('stay where incidents lie close together, and not where they are anywhere', () => {
    const firm = finder.compareBandwidths(plane.incidentsAt(createDisks(2_000, 1_200, [[-1_500, -1_500]])), {
      ...method,
      heldShare: 0.9,
    })!;
    const loose = finder.compareBandwidths(plane.incidentsAt(createDisks(60, 2_900, [[0, 0]])), method)!;
    expect([firm.half.bandwidthMeters, firm.double.bandwidthMeters]).toEqual([200, 800]);
    for (const { sharedShare } of [firm.half, firm.double, loose.half, loose.double]) {
      expect(sharedShare).toBeGreaterThanOrEqual(0);
      expect(sharedShare).toBeLessThanOrEqual(1);
    }
    expect(firm.half.sharedShare).toBeGreaterThan(0.8);
    expect(firm.double.sharedShare).toBeGreaterThan(0.8);
    expect(loose.half.sharedShare).toBeLessThan(0.6);
  });

  it('are the same where all incidents are at one address', () => {
    // The smallest area that holds them is the cells around it, whatever the bandwidth.
    const places = Array.from({ length: 30 }, (): PlaneIncident => [25, 25]);
    const { half, double } = finder.compareBandwidths(plane.incidentsAt(places), method)!;
    expect(half.sharedShare).toBe(1);
    expect(double.sharedShare).toBe(1);
  });

  it('are not compared where incidents are too few', () => {
    expect(finder.compareBandwidths(plane.incidentsAt(createDisks(19, 500, [[0, 0]])), method)).toBeNull();
  });
});
