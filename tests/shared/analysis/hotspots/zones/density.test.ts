import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKernelDensity, type GridSpec } from '@liaowang/shared/analysis/hotspots/zones/density';
import reference from '../../../../fixtures/kernel-density.json' with { type: 'json' };

const xs = Float64Array.from(reference.points.x);
const ys = Float64Array.from(reference.points.y);
const { x0, y0, step, nx, ny } = reference.grid;
const referenceGrid: GridSpec = {
  originX: x0 - step / 2,
  originY: y0 - step / 2,
  cellMeters: step,
  columns: nx,
  rows: ny,
};

const sumOf = (density: Float64Array, { cellMeters }: GridSpec): number =>
  (density.reduce((sum, value) => sum + value, 0) * cellMeters ** 2) / 1e6;

describe('computeKernelDensity', () => {
  for (const { id, kernel, bandwidthMeters, expectedPerSquareKilometer, maxPerSquareKilometer } of reference.cases) {
    it(`reproduces ${id} of the reference`, () => {
      const density = computeKernelDensity({ xs, ys }, referenceGrid, {
        kernel: kernel as 'quartic' | 'gaussian',
        bandwidthMeters,
      });
      for (const [k, expected] of expectedPerSquareKilometer.entries()) {
        expect(Math.abs(density[k]! - expected)).toBeLessThan(reference.toleranceRelativeToMax * maxPerSquareKilometer);
      }
    });
  }

  const eventsArbitrary = fc.array(
    fc.record({
      x: fc.double({ min: 2_000, max: 8_000, noNaN: true }),
      y: fc.double({ min: 2_000, max: 4_000, noNaN: true }),
      weight: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
    { maxLength: 30 },
  );

  it('integrates to the weighted count away from the edges', () => {
    const grid: GridSpec = { originX: 0, originY: 0, cellMeters: 20, columns: 500, rows: 300 };
    fc.assert(
      fc.property(eventsArbitrary, fc.constantFrom('quartic' as const, 'gaussian' as const), (events, kernel) => {
        const density = computeKernelDensity(
          {
            xs: Float64Array.from(events, (event) => event.x),
            ys: Float64Array.from(events, (event) => event.y),
            weights: Float64Array.from(events, (event) => event.weight),
          },
          grid,
          { kernel, bandwidthMeters: kernel === 'quartic' ? 600 : 200 },
        );
        const total = events.reduce((sum, event) => sum + event.weight, 0);
        expect(Math.abs(sumOf(density, grid) - total)).toBeLessThanOrEqual(1e-4 * total);
        expect(density.every((value) => value >= 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('puts the kernel where the event is, in events per km²', () => {
    const grid: GridSpec = { originX: -500, originY: 1_000, cellMeters: 100, columns: 9, rows: 5 };
    const density = computeKernelDensity({ xs: Float64Array.of(50), ys: Float64Array.of(1_250) }, grid, {
      kernel: 'quartic',
      bandwidthMeters: 250,
    });
    expect(density.indexOf(Math.max(...density))).toBe(2 * 9 + 5);
    expect(density[2 * 9 + 5]).toBeCloseTo((3 / (Math.PI * 250 ** 2)) * 1e6, 10);
    expect(density[2 * 9 + 7]).toBeCloseTo((3 / (Math.PI * 250 ** 2)) * (1 - 0.64) ** 2 * 1e6, 10);
    expect(density[2 * 9 + 8]).toBe(0);
  });

  it('passes over events off the grid or off the plane, and refuses a bandwidth that is none', () => {
    const grid: GridSpec = { originX: 0, originY: 0, cellMeters: 10, columns: 10, rows: 10 };
    const off = { xs: Float64Array.of(Number.NaN, Infinity, 1e12, -500, 50), ys: Float64Array.of(1, 2, 50, 50, 900) };
    for (const kernel of ['quartic', 'gaussian'] as const) {
      expect(sumOf(computeKernelDensity(off, grid, { kernel, bandwidthMeters: 30 }), grid)).toBe(0);
      for (const bandwidthMeters of [0, -1, Number.NaN, Infinity]) {
        expect(() => computeKernelDensity(off, grid, { kernel, bandwidthMeters })).toThrow(RangeError);
      }
    }
  });
});
