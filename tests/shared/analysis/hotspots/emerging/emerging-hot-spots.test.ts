import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEmergingHotSpots } from '@liaowang/shared/analysis/hotspots/emerging/emerging-hot-spots';
import type { SpaceTimeCube } from '@liaowang/shared/analysis/hotspots/emerging/space-time-cube';
import {
  binByFalseDiscoveryRate,
  computeSpaceTimeGiStar,
} from '@liaowang/shared/analysis/hotspots/emerging/space-time-gi-star';
import reference from '../../../../fixtures/emerging-reference.json' with { type: 'json' };

const { cells, counts, stepCount, bandMeters, timeLag, expected, ...grid } = reference.cube;
const referenceCube: SpaceTimeCube = {
  grid,
  cells: Int32Array.from(cells),
  stepCount,
  counts: Float64Array.from(counts.flat()),
};

const smallCubes = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    rows: fc.integer({ min: 1, max: 5 }),
    stepCount: fc.integer({ min: 1, max: 6 }),
    seed: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
  })
  .map(({ columns, rows, stepCount: steps, seed }): SpaceTimeCube => {
    const draw = (): number => seed.next().value as number;
    const kept = Int32Array.from(Array.from({ length: columns * rows }, (_, cell) => cell).filter(() => draw() < 7));
    return {
      grid: { originX: -7, originY: 3, cellMeters: 100, columns, rows },
      cells: kept,
      stepCount: steps,
      counts: Float64Array.from({ length: kept.length * steps }, draw),
    };
  });

/** Gi* as it is written, bin by bin and pair by pair. */
function computeDirectly(
  { grid: { columns, cellMeters }, cells: locations, stepCount: steps, counts: values }: SpaceTimeCube,
  band: number,
  lag: number,
): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / n - mean * mean);
  return Array.from(values, (_, bin) => {
    let [sum, weight] = [0, 0];
    for (let other = 0; other < n; other++) {
      const [a, b] = [locations[Math.floor(bin / steps)]!, locations[Math.floor(other / steps)]!];
      const meters =
        cellMeters * Math.hypot((a % columns) - (b % columns), Math.floor(a / columns) - Math.floor(b / columns));
      const ago = (bin % steps) - (other % steps);
      if (meters > band || ago < 0 || ago > lag) continue;
      sum += values[other]!;
      weight++;
    }
    const spread = deviation * Math.sqrt((weight * (n - weight)) / (n - 1));
    return spread > 0 ? (sum - mean * weight) / spread : 0;
  });
}

describe('emerging hot spots', () => {
  const found = computeEmergingHotSpots(referenceCube, { bandMeters, timeLag });

  it('have the Gi* of the reference', () => {
    for (const [bin, z] of expected.z.flat().entries())
      expect(Math.abs(found.z[bin]! - z)).toBeLessThan(reference.tolerance.z);
  });

  it('have its bins, trends and categories', () => {
    expect([...found.bins]).toEqual(expected.bins.flat());
    for (const [location, z] of expected.trendZ.entries())
      expect(Math.abs(found.trendZ[location]! - z)).toBeLessThan(reference.tolerance.z);
    expect(found.categories).toEqual(expected.categories);
    expect(found.trendP.every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  it('have the Gi* of the formula, whatever the band and the lag', () => {
    fc.assert(
      fc.property(
        smallCubes,
        fc.constantFrom(0, 99, 100, 150, 300, 1e9),
        fc.integer({ min: 0, max: 7 }),
        (cube, band, lag) => {
          const z = computeSpaceTimeGiStar(cube, { bandMeters: band, timeLag: lag });
          for (const [bin, value] of computeDirectly(cube, band, lag).entries()) expect(z[bin]).toBeCloseTo(value, 7);
        },
      ),
    );
  });

  it('are not changed by how many events one report stands for', () => {
    fc.assert(
      fc.property(smallCubes, (cube) => {
        const z = computeSpaceTimeGiStar(cube, { bandMeters: 150, timeLag: 1 });
        const scaled = computeSpaceTimeGiStar(
          { ...cube, counts: cube.counts.map((count) => 8 * count) },
          { bandMeters: 150, timeLag: 1 },
        );
        for (const [bin, value] of z.entries()) expect(scaled[bin]).toBeCloseTo(value, 9);
      }),
    );
  });

  it('are none where nothing can stand out', () => {
    const cube: SpaceTimeCube = {
      grid: { originX: 0, originY: 0, cellMeters: 100, columns: 2, rows: 1 },
      cells: Int32Array.of(0, 1),
      stepCount: 3,
      counts: new Float64Array(6).fill(4),
    };
    const level = computeEmergingHotSpots(cube, { bandMeters: 100, timeLag: 1 });
    expect([...level.z, ...level.bins]).toEqual(Array<number>(12).fill(0));
    expect(level.categories).toEqual(['none', 'none']);
    const empty = computeEmergingHotSpots(
      { ...cube, cells: new Int32Array(0), counts: new Float64Array(0) },
      { bandMeters: 100, timeLag: 1 },
    );
    expect([empty.z.length, empty.categories]).toEqual([0, []]);
    expect(() => computeSpaceTimeGiStar(cube, { bandMeters: Number.NaN, timeLag: 1 })).toThrow('bandMeters');
    expect(() => computeSpaceTimeGiStar(cube, { bandMeters: 100, timeLag: 0.5 })).toThrow('timeLag');
  });

  it('are binned by false discoveries, not by p', () => {
    expect([...binByFalseDiscoveryRate(Float64Array.of(2))]).toEqual([2]);
    expect([...binByFalseDiscoveryRate(Float64Array.of(2, 0, 0, 0, -4))]).toEqual([0, 0, 0, 0, -3]);
  });
});
