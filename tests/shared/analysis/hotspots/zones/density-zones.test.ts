import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKernelDensity, type GridSpec } from '@liaowang/shared/analysis/hotspots/zones/density';
import { computeDensityZones, type DensityZones } from '@liaowang/shared/analysis/hotspots/zones/density-zones';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';

const projection = createLocalProjection(118.35, 34.37);
const grid: GridSpec = { originX: -5_000, originY: -4_000, cellMeters: 50, columns: 200, rows: 160 };

type Point = readonly [number, number];

function findZones(points: readonly Point[], options?: Parameters<typeof computeDensityZones>[1]): DensityZones {
  const events = { xs: Float64Array.from(points, ([x]) => x), ys: Float64Array.from(points, ([, y]) => y) };
  const density = computeKernelDensity(events, grid, { kernel: 'quartic', bandwidthMeters: 500 });
  return computeDensityZones({ events, density, grid, projection }, options);
}

/** A sunflower of points: even in a disk, without randomness. */
const createCluster = (x: number, y: number, radius: number, count: number): Point[] =>
  Array.from({ length: count }, (_, k) => {
    const distance = radius * Math.sqrt((k + 0.5) / count);
    return [x + distance * Math.cos(2.399963 * k), y + distance * Math.sin(2.399963 * k)];
  });

describe('computeDensityZones', () => {
  const large = createCluster(-2_000, 0, 400, 120);
  const small = createCluster(2_500, 1_000, 300, 60);
  const background = createCluster(0, 0, 3_800, 60);

  it('finds the clusters, the larger one first, with their peaks', () => {
    const result = findZones([...large, ...small, ...background], { shares: [0.6] });
    if (!result.ok) throw new Error(result.reason);
    const [zone] = result.zones;
    expect(zone!.incidentShare).toBeGreaterThanOrEqual(0.6);
    expect(zone!.incidentShare).toBeLessThan(0.65);
    expect(zone!.parts).toHaveLength(2);
    expect(zone!.geometry.coordinates).toHaveLength(2);
    for (const [part, [x, y]] of [
      [zone!.parts[0]!, [-2_000, 0]],
      [zone!.parts[1]!, [2_500, 1_000]],
    ] as const) {
      const [peakX, peakY] = projection.forward(...part.peak.position);
      expect(Math.hypot(peakX - x, peakY - y)).toBeLessThan(200);
      expect(part.peak.densityPerSquareKilometer).toBeGreaterThan(zone!.densityPerSquareKilometer);
    }
    expect(zone!.parts[0]!.incidentCount).toBeGreaterThan(zone!.parts[1]!.incidentCount);
  });

  it('says of each zone what its geometry holds', () => {
    const points = [...large, ...small, ...background];
    const result = findZones(points);
    if (!result.ok) throw new Error(result.reason);
    for (const zone of result.zones) {
      const planar = zone.geometry.coordinates.map((rings) =>
        rings.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat))),
      );
      const boundary = createAreaBoundary(planar);
      expect(points.filter(([x, y]) => boundary.isInside(x, y))).toHaveLength(zone.incidentCount);
      expect(boundary.areaSquareMeters).toBeCloseTo(zone.areaSquareMeters, 1);
      expect(zone.parts.reduce((sum, part) => sum + part.incidentCount, 0)).toBe(zone.incidentCount);
    }
  });

  it('cuts a hole where a ring of incidents leaves one', () => {
    const ring = Array.from({ length: 400 }, (_, k): Point => [
      2_000 * Math.cos(2.399963 * k),
      2_000 * Math.sin(2.399963 * k),
    ]);
    const result = findZones(ring, { shares: [1] });
    if (!result.ok) throw new Error(result.reason);
    expect(result.zones[0]!.geometry.coordinates.map((rings) => rings.length)).toEqual([2]);
  });

  it('refuses too few events, and events off the grid do not count', () => {
    expect(findZones(large.slice(0, 19))).toEqual({ ok: false, reason: 'too-few-events', needed: 20, found: 19 });
    const away: Point[] = Array.from({ length: 50 }, () => [90_000, 0]);
    expect(findZones([...away, [Number.NaN, 0], ...large.slice(0, 3)])).toMatchObject({ ok: false, found: 3 });
    expect(findZones([], { minEvents: 0 })).toMatchObject({ ok: false, needed: 1, found: 0 });
    expect(findZones(large.slice(0, 20))).toMatchObject({ ok: true });
  });

  it('draws a zone around incidents that are all at one place', () => {
    for (const at of [
      [0, 0],
      [25, 25],
      [12, 40],
    ] as const) {
      const result = findZones(Array.from({ length: 25 }, () => at));
      if (!result.ok) throw new Error(result.reason);
      for (const zone of result.zones) {
        expect(zone).toMatchObject({ incidentCount: 25, incidentShare: 1 });
        expect(zone.areaSquareMeters).toBeGreaterThan(500);
      }
    }
  });

  it('holds the shares asked for, nested, wherever the incidents are', () => {
    const point = fc.tuple(
      fc.double({ min: -4_000, max: 4_000, noNaN: true }),
      fc.double({ min: -3_000, max: 3_000, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 20, maxLength: 120 }), (points) => {
        const result = findZones(points, { shares: [0.25, 0.5, 0.8] });
        if (!result.ok) throw new Error(result.reason);
        const { zones } = result;
        for (const zone of zones) {
          expect(zone.incidentShare).toBeGreaterThanOrEqual(zone.requestedShare);
          expect(zone.areaSquareMeters).toBeGreaterThan(0);
        }
        expect(zones[0]!.areaSquareMeters).toBeLessThanOrEqual(zones[1]!.areaSquareMeters + 1);
        expect(zones[1]!.areaSquareMeters).toBeLessThanOrEqual(zones[2]!.areaSquareMeters + 1);
      }),
      { numRuns: 40 },
    );
  });
});
