import { readFileSync } from 'node:fs';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { testEnvelope } from '@liaowang/shared/analysis/hotspots/clustering/envelope-test';
import { computeNearestNeighbour } from '@liaowang/shared/analysis/hotspots/clustering/nearest-neighbour';
import { computeCentredL, listPairs } from '@liaowang/shared/analysis/hotspots/clustering/ripley-k';
import {
  createStudyGround,
  measureBorders,
  measurePerimeter,
} from '@liaowang/shared/analysis/hotspots/clustering/study-ground';
import {
  CLUSTERING_DEFAULTS,
  testClusteringInSteps,
  type ClusteringFound,
} from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

interface Reference {
  points: {
    polygon: Position[][];
    patterns: {
      name: string;
      xs: number[];
      ys: number[];
      area: number;
      meanNearest: number;
      clarkEvans: number;
      clarkEvansZ: number;
      testP: number;
      r: number[];
      kBorder: number[];
    }[];
  };
}
const { points: reference } = JSON.parse(
  readFileSync(new URL('../../../../fixtures/clustering-reference.json', import.meta.url), 'utf8'),
) as Reference;
const area = createAreaBoundary([reference.polygon]);
const RADII = { maxMeters: 600, steps: 60 };

describe('against spatstat', () => {
  it('gives the nearest-neighbour index, z and p of clarkevans without correction', () => {
    for (const {
      name,
      xs,
      ys,
      area: areaSquareMeters,
      meanNearest,
      clarkEvans,
      clarkEvansZ,
      testP,
    } of reference.patterns) {
      const { observedMeters, index, z, p } = computeNearestNeighbour(
        { xs, ys },
        { areaSquareMeters, perimeterMeters: measurePerimeter(area) },
      );
      expect(observedMeters, name).toBeCloseTo(meanNearest, 8);
      expect(index, name).toBeCloseTo(clarkEvans, 10);
      expect(z, name).toBeCloseTo(clarkEvansZ, 8);
      expect(p, name).toBeCloseTo(testP, 8);
    }
  });

  it('gives K of Kest with border correction, in a polygon with a hole', () => {
    const ground = createStudyGround(area, RADII.maxMeters);
    expect(area.areaSquareMeters).toBeCloseTo(reference.patterns[0]!.area, 3);
    for (const { name, xs, ys, r, kBorder } of reference.patterns) {
      const centred = computeCentredL(
        {
          pairs: listPairs({ xs, ys }, RADII),
          borderMeters: measureBorders(ground, { xs, ys }),
          areaSquareMeters: area.areaSquareMeters,
          isOne: null,
        },
        RADII,
      );
      r.forEach((meters, at) => {
        if (meters === 0) return;
        const k = Math.PI * (centred[meters / 10 - 1]! + meters) ** 2;
        expect(Math.abs(k / kBorder[at]! - 1) || 0, `${name} at ${meters} m`).toBeLessThan(1e-9);
      });
    }
  });
});

describe('the edge correction of the nearest-neighbour index', () => {
  it('is that of Donnelly, worked by hand', () => {
    // Two events 6 m apart in a square of 10 m: 0.5 √(100/2) + (0.0514 + 0.041/√2) 40/2 = 5.1434.
    const { edgeCorrected } = computeNearestNeighbour(
      { xs: [2, 8], ys: [5, 5] },
      { areaSquareMeters: 100, perimeterMeters: 40 },
    );
    expect(edgeCorrected.expectedMeters).toBeCloseTo(5.1434, 4);
    expect(edgeCorrected.z).toBeCloseTo(
      (6 - 5.1434) / Math.sqrt((0.0703 * 100) / 4 + 0.037 * 40 * Math.sqrt(100 / 32)),
      4,
    );
  });

  // Figures in docs/hotspots.md.
  it.each([30, 300])(
    'keeps false alarms few in a ground with a hole, where without it they are many: %d events anywhere',
    (count) => {
      const ground = createStudyGround(area, 1);
      const random = createRandom(12);
      const runs = 300;
      const alarms = { plain: 0, corrected: 0 };
      for (let run = 0; run < runs; run++) {
        const { p, edgeCorrected } = computeNearestNeighbour(ground.drawPoints(count, random), {
          areaSquareMeters: area.areaSquareMeters,
          perimeterMeters: measurePerimeter(area),
        });
        alarms.plain += Number(p <= 0.05);
        alarms.corrected += Number(edgeCorrected.p <= 0.05);
      }
      expect(alarms.corrected / runs).toBeLessThan(0.09);
      expect(alarms.plain / runs).toBeGreaterThan(0.12);
    },
  );
});

describe('the ground', () => {
  it("measures to the nearest border, the hole's too, as far as it is asked to", () => {
    const ground = createStudyGround(area, 600);
    expect(ground.measureToBorder(1_100, 650)).toBeCloseTo(50, 9);
    expect(ground.measureToBorder(3_990, 900)).toBeCloseTo(10, 9);
    expect(ground.measureToBorder(2_300, 1_750)).toBeCloseTo(50, 9);
    expect(ground.measureToBorder(2_700, 900)).toBe(600);
  });

  it('draws places inside only, as many on each part as it is large', () => {
    const { xs, ys } = createStudyGround(area, 600).drawPoints(20_000, createRandom(3));
    expect(xs.every((x, i) => area.isInside(x, ys[i]!))).toBe(true);
    const inEast = xs.filter((x) => x > 2_200).length / xs.length;
    expect(inEast).toBeCloseTo((1_800 * 1_800) / area.areaSquareMeters, 1.5);
  });
});

describe('testEnvelope', () => {
  it('ranks the largest deviation among those of the simulations', () => {
    const simulated = Array.from({ length: 99 }, (_, k) => Float64Array.of((k + 1) / 10, -(k + 1) / 20));
    const { p, at, isAbove, globalHalfWidth, low, high } = testEnvelope(Float64Array.of(1, -9.85), simulated);
    expect(p).toBeCloseTo(2 / 100, 12);
    expect([at, isAbove]).toEqual([1, false]);
    expect(globalHalfWidth).toBeCloseTo(9.5, 12);
    expect(low[0]).toBeLessThan(high[0]!);
  });
});

describe('testClusteringInSteps', () => {
  const SIDE = 6_000;
  const square = createAreaBoundary([
    [
      [
        [0, 0],
        [SIDE, 0],
        [SIDE, SIDE],
        [0, SIDE],
      ],
    ],
  ]);
  const anywhere = (count: number, random: () => number) => ({
    xs: Array.from({ length: count }, () => random() * SIDE),
    ys: Array.from({ length: count }, () => random() * SIDE),
  });
  const around = (count: number, places: { xs: number[]; ys: number[] }, meters: number, random: () => number) => {
    const pick = Array.from({ length: count }, () => Math.floor(random() * places.xs.length));
    const near = (value: number): number => Math.max(1, Math.min(SIDE - 1, value + (2 * random() - 1) * meters));
    return { xs: pick.map((i) => near(places.xs[i]!)), ys: pick.map((i) => near(places.ys[i]!)) };
  };
  function run(
    events: { xs: number[]; ys: number[] },
    others: { xs: number[]; ys: number[] },
    { simulations = 99, seed = 1, maxSampled = 400 } = {},
  ): { found: ClusteringFound; shares: number[] } {
    const steps = testClusteringInSteps(
      { events, others, area: square, simulations, random: createRandom(seed) },
      { ...CLUSTERING_DEFAULTS, maxSampled },
    );
    const shares: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) shares.push(step.value);
    return { found: step.value, shares };
  }
  const nobody = { xs: [], ys: [] };

  it('tells what lies in clusters from what lies anywhere, and says how far it has come', () => {
    const random = createRandom(5);
    const { found, shares } = run(around(300, anywhere(20, random), 150, random), nobody);
    expect(found.atRandom).toMatchObject({ p: 0.01, isAbove: true });
    expect(found.nearest.index).toBeLessThan(0.7);
    expect(found.againstOthers).toBeNull();
    expect(shares).toHaveLength(99);
    expect(shares.at(-1)).toBe(1);
  });

  it("finds no clusters beyond the city's own in a kind that lies where all others lie", () => {
    const random = createRandom(6);
    const towns = anywhere(12, random);
    const { found } = run(around(300, towns, 300, random), around(400, towns, 300, random));
    expect(found.atRandom.p).toBe(0.01);
    expect(found.againstOthers!.p).toBeGreaterThan(0.05);
    const closer = run(around(300, anywhere(6, random), 100, random), around(400, towns, 300, random));
    expect(closer.found.againstOthers).toMatchObject({ p: 0.01, isAbove: true });
  });

  it('estimates K from some of many events, and the index from all', () => {
    const random = createRandom(7);
    const { found } = run(around(3_000, anywhere(20, random), 150, random), nobody, { maxSampled: 200 });
    expect(found).toMatchObject({ eventCount: 3_000, sampledCount: 200 });
    expect(found.atRandom.p).toBe(0.01);
  });

  it('raises a false alarm in about one of twenty patterns that lie anywhere', () => {
    const random = createRandom(8);
    const runs = 60;
    const counts = { random: 0, others: 0 };
    for (let k = 0; k < runs; k++) {
      const { found } = run(anywhere(80, random), anywhere(80, random), { simulations: 39, seed: k });
      counts.random += Number(found.atRandom.p <= 0.05);
      counts.others += Number(found.againstOthers!.p <= 0.05);
    }
    const most = runs * (0.05 + 3 * Math.sqrt(0.0475 / runs));
    expect(counts.random).toBeLessThanOrEqual(most);
    expect(counts.others).toBeLessThanOrEqual(most);
  }, 60_000);

  it('is the same again with the same seed, and refuses a handful', () => {
    const random = createRandom(9);
    const events = anywhere(60, random);
    expect(run(events, nobody, { simulations: 19 })).toEqual(run(events, nobody, { simulations: 19 }));
    expect(() => run(anywhere(29, random), nobody)).toThrow(RangeError);
  });
});
