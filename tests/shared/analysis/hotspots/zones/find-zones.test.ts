import fc from 'fast-check';
import { assert, describe, expect, it } from 'vitest';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createPlaneStudy, type PlaneIncident } from './plane-study.ts';

const DAY_MS = 86_400_000;
const WINDOW = { fromMs: 0, toMs: 140 * DAY_MS };
const SIDE = 1_990;
const plane = createPlaneStudy();
const study = plane.boxStudy(-SIDE, -SIDE, SIDE, SIDE);

const METHODS = [
  { kind: 'counts', shape: 'square', cellMeters: 200, areaShare: 0.1 },
  { kind: 'counts', shape: 'hexagon', cellMeters: 200, areaShare: 0.1 },
  { kind: 'gi-star', shape: 'square', cellMeters: 200, bandMeters: 300, maxQ: 0.1 },
  { kind: 'gi-star', shape: 'hexagon', cellMeters: 200, bandMeters: 300, maxQ: 0.05 },
  { kind: 'emerging', shape: 'square', cellMeters: 200, bandMeters: 300, stepDays: 14, lagSteps: 1 },
  { kind: 'emerging', shape: 'hexagon', cellMeters: 200, bandMeters: 300, stepDays: 7, lagSteps: 0 },
  { kind: 'density', kernel: 'quartic', bandwidthMeters: 400, cellMeters: 50, heldShare: 0.5 },
  { kind: 'density', kernel: 'gaussian', bandwidthMeters: 150, cellMeters: 50, heldShare: 0.3 },
  { kind: 'dbscan', epsMeters: 60, minPoints: 4 },
  { kind: 'repeat', toleranceMeters: 10, minCount: 2 },
] as const satisfies readonly ZoneMethod[];

/** Heaps on an even ground, some at one address, some just outside. */
function scatter(seed: number, count: number): PlaneIncident[] {
  const random = createRandom(seed);
  const heaps = Array.from(
    { length: 4 },
    () => [SIDE * (2 * random() - 1), SIDE * (2 * random() - 1), 20 + 300 * random()] as const,
  );
  return Array.from({ length: count }, (_, i) => {
    const timeMs = Math.floor((WINDOW.toMs * i) / count);
    const [x, y, spread] = heaps[Math.floor(4 * random())]!;
    if (random() < 0.4) return [1.05 * SIDE * (2 * random() - 1), 1.05 * SIDE * (2 * random() - 1), timeMs];
    if (random() < 0.1) return [x, y, timeMs];
    return [x + spread * (random() + random() - 1), y + spread * (random() + random() - 1), timeMs];
  });
}

const isInside = ([x, y]: PlaneIncident) => Math.abs(x) < SIDE && Math.abs(y) < SIDE;
const countIn = (result: ZoneResult) => result.zones.reduce((sum, zone) => sum + zone.incidentCount, 0);

describe('zones of every method', () => {
  const finder = createZoneFinder(study);
  const scenes = fc.record({
    seed: fc.nat(),
    count: fc.integer({ min: 0, max: 600 }),
    method: fc.constantFrom(...METHODS),
  });

  it('hold what they say, look at the jurisdiction only and are ranked', () => {
    fc.assert(
      fc.property(scenes, ({ seed, count, method }) => {
        const places = scatter(seed, count);
        const result = finder.find(plane.incidentsAt(places), method, WINDOW);
        expect(result.incidentCount).toBe(places.filter(isInside).length);
        expect(result.heldCount).toBe(countIn(result));
        expect(result.heldCount).toBeLessThanOrEqual(result.incidentCount);
        expect(result.areaSquareMeters).toBeCloseTo(4 * SIDE ** 2, 0);
        expect(result.zoneSquareMeters).toBeCloseTo(
          result.zones.reduce((sum, zone) => sum + zone.areaSquareMeters, 0),
          6,
        );
        expect(result.zones.map((zone) => zone.rank)).toEqual(result.zones.map((_, i) => i + 1));
        const isByCount = method.kind === 'counts' || method.kind === 'repeat' || method.kind === 'density';
        const figures = result.zones.map((zone) => zone.incidentCount / (isByCount ? 1 : zone.areaSquareMeters));
        expect(figures).toEqual(figures.toSorted((a, b) => b - a));
        for (const zone of result.zones) {
          const boundary = createAreaBoundary([plane.toPlane(zone.geometry)]);
          expect(boundary.isInside(...plane.toPlanePoint(zone.labelPoint))).toBe(true);
          expect(boundary.areaSquareMeters).toBeCloseTo(zone.areaSquareMeters, 1);
          expect(zone.evidence.kind).toBe(method.kind);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('by cell are disjoint, hold just the incidents inside and lie in the jurisdiction', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...METHODS.slice(0, 6)), (seed, method) => {
        const places = scatter(seed, 500).filter(isInside);
        const { zones, cells } = finder.find(plane.incidentsAt(places), method, WINDOW);
        const boundaries = zones.map((zone) => createAreaBoundary([plane.toPlane(zone.geometry)]));
        const held = boundaries.map((boundary) => places.filter(([x, y]) => boundary.isInside(x, y)).length);
        expect(held).toEqual(zones.map((zone) => zone.incidentCount));
        for (const [x, y] of places)
          expect(boundaries.filter((boundary) => boundary.isInside(x, y)).length).toBeLessThanOrEqual(1);
        for (const { minX, maxX, minY, maxY } of boundaries) {
          // Half a cell is what a cell with its centre inside may stick out.
          expect(Math.max(-minX, maxX, -minY, maxY)).toBeLessThanOrEqual(SIDE + 120);
        }
        const drawn = cells!;
        expect(drawn.rings).toHaveLength(drawn.counts.length * drawn.vertices * 2);
        drawn.counts.forEach((count, cell) => {
          expect(count > 0 || drawn.bins[cell] !== 0).toBe(true);
          const ring = Array.from({ length: drawn.vertices }, (_, k) =>
            plane.projection.forward(
              drawn.rings[2 * (cell * drawn.vertices + k)]!,
              drawn.rings[2 * (cell * drawn.vertices + k) + 1]!,
            ),
          );
          const boundary = createAreaBoundary([[ring]]);
          expect(places.filter(([x, y]) => boundary.isInside(x, y))).toHaveLength(count);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('are the same at another longitude', () => {
    const elsewhere = createPlaneStudy([-95.37, 32.15]);
    const away = createZoneFinder(elsewhere.boxStudy(-SIDE, -SIDE, SIDE, SIDE));
    for (const method of METHODS) {
      const places = scatter(11, 500);
      const here = finder.find(plane.incidentsAt(places), method, WINDOW);
      const there = away.find(elsewhere.incidentsAt(places), method, WINDOW);
      expect(there.zones.length).toBe(here.zones.length);
      here.zones.forEach((zone, i) => {
        expect(there.zones[i]!.incidentCount).toBe(zone.incidentCount);
        expect(there.zones[i]!.areaSquareMeters).toBeCloseTo(zone.areaSquareMeters, 0);
        expect(there.zones[i]!.labelPoint[0] + 95.37).toBeCloseTo(zone.labelPoint[0] - 114.06, 7);
      });
    }
  });

  it('do not depend on what was asked before', () => {
    const incidents = plane.incidentsAt(scatter(5, 400));
    for (const method of METHODS)
      expect(finder.find(incidents, method, WINDOW)).toEqual(createZoneFinder(study).find(incidents, method, WINDOW));
  });
});

/** So many incidents in a cell of 200 m, by its place from the centre. */
function heap(column: number, row: number, count: number): PlaneIncident[] {
  return Array.from({ length: count }, (_, k) => [200 * column + 20 + (160 * (k + 0.5)) / count, 200 * row + 100]);
}

describe('zones of counts', () => {
  const finder = createZoneFinder(study);
  // Room for four cells of 400.
  const method = { kind: 'counts', shape: 'square', cellMeters: 200, areaShare: 0.0103, minIncidents: 1 } as const;
  const find = (...heaps: PlaneIncident[][]) => finder.find(plane.incidentsAt(heaps.flat()), method, WINDOW);

  it('are the fullest cells, joined where they share sides', () => {
    const { zones, heldCount, zoneSquareMeters, cells } = find(
      heap(0, 0, 5),
      heap(1, 0, 7),
      heap(-3, 2, 6),
      heap(2, 1, 4),
      heap(5, 5, 1),
    );
    expect(zones.map(({ incidentCount, evidence }) => [incidentCount, evidence])).toEqual([
      [12, { kind: 'counts', mostInOneCell: 7, cells: 2 }],
      [6, { kind: 'counts', mostInOneCell: 6, cells: 1 }],
      [4, { kind: 'counts', mostInOneCell: 4, cells: 1 }],
    ]);
    expect([heldCount, Math.round(zoneSquareMeters)]).toEqual([22, 4 * 200 ** 2]);
    const [x, y] = plane.toPlanePoint(zones[0]!.labelPoint);
    expect([Math.round(x), Math.round(y)]).toEqual([300, 100]);
    expect([...cells!.counts].sort()).toEqual([1, 4, 5, 6, 7]);
    expect(cells!.bins.filter((bin) => bin === 1)).toHaveLength(4);
  });

  it('leave out equals that do not all fit, and empty cells', () => {
    expect(
      find(heap(0, 0, 5), heap(3, 0, 4), heap(5, 0, 2), heap(7, 0, 2), heap(-3, 3, 2)).zones.map(
        (zone) => zone.incidentCount,
      ),
    ).toEqual([5, 4]);
    expect(find(heap(0, 0, 1), heap(2, 0, 1), heap(4, 0, 1), heap(6, 0, 1), heap(8, 0, 1)).zones).toEqual([]);
    expect(find(heap(0, 0, 3)).zones).toHaveLength(1);
    expect(find().zones).toEqual([]);
  });

  it('are none where they hold fewer than the least number, five unless said otherwise', () => {
    const incidents = plane.incidentsAt([...heap(0, 0, 5), ...heap(4, 0, 4)]);
    const { minIncidents: _none, ...plain } = method;
    const found = finder.find(incidents, plain, WINDOW);
    expect([found.zones.map((zone) => zone.incidentCount), found.heldCount]).toEqual([[5], 5]);
    expect([...found.cells!.bins].sort()).toEqual([0, 1]);
    expect(finder.find(incidents, { ...method, minIncidents: 6 }, WINDOW).zones).toEqual([]);
  });

  it('have room for one cell at least', () => {
    const { zones } = finder.find(
      plane.incidentsAt([...heap(0, 0, 3), ...heap(4, 0, 2)]),
      { ...method, areaShare: 0.001 },
      WINDOW,
    );
    expect(zones.map((zone) => zone.incidentCount)).toEqual([3]);
  });
});

describe('zones of density', () => {
  const finder = createZoneFinder(study);
  const method = { kind: 'density', kernel: 'quartic', bandwidthMeters: 300, cellMeters: 50, heldShare: 0.5 } as const;

  it('hold the share that was asked for, and come with a surface', () => {
    const { zones, heldCount, incidentCount, surface } = finder.find(
      plane.incidentsAt(scatter(3, 400)),
      method,
      WINDOW,
    );
    expect(heldCount / incidentCount).toBeGreaterThanOrEqual(0.5);
    expect(heldCount / incidentCount).toBeLessThan(0.6);
    expect(surface!.values).toHaveLength(4 * Math.ceil((surface!.columns * surface!.rows) / 3));
    const bytes = Buffer.from(surface!.values, 'base64');
    expect(Math.max(...bytes)).toBe(255);
    for (const { evidence } of zones) {
      assert(evidence.kind === 'density');
      expect(evidence.peakPerSquareKilometer).toBeGreaterThanOrEqual(evidence.thresholdPerSquareKilometer);
    }
  });

  it('are refused for few incidents', () => {
    const { zones, surface, warning } = finder.find(plane.incidentsAt(heap(0, 0, 19)), method, WINDOW);
    expect([zones, surface, warning]).toEqual([[], null, { code: 'too-few-events', needed: 20, found: 19 }]);
  });
});

describe('zones of clusters and of repeat places', () => {
  const finder = createZoneFinder(study);

  it('give a cluster at one door or on a line an area', () => {
    const places: PlaneIncident[] = [
      ...Array.from({ length: 5 }, (): PlaneIncident => [500, 500]),
      [0, 0],
      [50, 0],
      [100, 0],
      [150, 0],
      [-1_500, 0],
    ];
    const { zones, heldCount } = finder.find(
      plane.incidentsAt(places),
      { kind: 'dbscan', epsMeters: 60, minPoints: 3 },
      WINDOW,
    );
    expect(zones.map(({ incidentCount, evidence }) => [incidentCount, evidence])).toEqual([
      [5, { kind: 'dbscan', corePoints: 5 }],
      [4, { kind: 'dbscan', corePoints: 2 }],
    ]);
    expect(heldCount).toBe(9);
    expect(zones[0]!.areaSquareMeters / (Math.PI * 30 ** 2)).toBeCloseTo(1, 1);
    expect(zones[1]!.areaSquareMeters / (Math.PI * 30 ** 2 + 150 * 60)).toBeCloseTo(1, 1);
  });

  it('draw repeat places as circles, those with enough incidents, and say since when', () => {
    const places: PlaneIncident[] = [
      [0, 0, 40],
      [3, 0, 90],
      [0, 0, 10],
      [400, 0, 20],
      [400, 4, 30],
      [900, 900, 1],
    ];
    const { zones } = finder.find(
      plane.incidentsAt(places),
      { kind: 'repeat', toleranceMeters: 10, minCount: 3 },
      WINDOW,
    );
    expect(zones.map(({ incidentCount, evidence }) => [incidentCount, evidence])).toEqual([
      [3, { kind: 'repeat', firstMs: 10, lastMs: 90 }],
    ]);
    const rim = plane.toPlane(zones[0]!.geometry)[0]!;
    for (const [x, y] of rim) expect(Math.hypot(x - 1, y)).toBeCloseTo(10, 4);
  });
});
