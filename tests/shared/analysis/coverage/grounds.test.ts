import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeCoverage,
  prepareArea,
  type AreaCoverageResult,
  type PreparedArea,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { prepareDemand } from '@liaowang/shared/analysis/coverage/demand-cover';
import { collectObserved } from '@liaowang/shared/analysis/coverage/observed-ground';
import { drawSector, SECTOR_ARC_ERROR_METERS } from '@liaowang/shared/analysis/coverage/sector-outline';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { AREAS, at, projection, ring } from '../../../support/plane-areas.ts';

interface Post {
  x: number;
  y: number;
  r: number;
  shape: WatchShape;
}

function prepare(name: string): PreparedArea {
  const preparation = prepareArea({ id: name, geometry: AREAS[name]! }, projection);
  if (!preparation.ok) throw new Error(preparation.reason);
  return preparation.area;
}

function cover(area: PreparedArea, posts: readonly Post[]): AreaCoverageResult {
  const observed = collectObserved();
  for (const { x, y, r, shape } of posts) observed.add(at(x, y), r, shape);
  const { grounds, ...disks } = observed.collect();
  return computeCoverage({ areas: [area], disks, grounds }, { withGeometry: true, minGapSquareMeters: 0 })[0]!;
}

// Round places, ranges and angles: sides that coincide, arcs that touch, posts on corners, edges and outside.
const post = fc.record({
  x: fc.integer({ min: -1, max: 17 }).map((k) => k * 250),
  y: fc.integer({ min: -1, max: 13 }).map((k) => k * 250),
  r: fc.constantFrom(125, 250, 500, 733.3, 1_000),
  shape: fc.oneof(
    fc.constant<WatchShape>({ kind: 'disk' }),
    fc.record({
      kind: fc.constant('sector' as const),
      bearingDegrees: fc.integer({ min: 0, max: 11 }).map((k) => k * 30),
      angleDegrees: fc.constantFrom(30, 90, 120, 180, 270, 360),
    }),
  ),
});
const posts = fc.array(post, { maxLength: 8 });
const name = fc.constantFrom(...Object.keys(AREAS));

/** Whether a post sees a place, from the definition of its range. */
function sees({ x, y, r, shape }: Post, px: number, py: number): boolean {
  const [dx, dy] = [px - x, py - y];
  if (Math.hypot(dx, dy) > r) return false;
  if (shape.kind !== 'sector') return true;
  const off = (((((Math.atan2(dx, dy) * 180) / Math.PI - shape.bearingDegrees) % 360) + 540) % 360) - 180;
  return Math.abs(off) <= shape.angleDegrees / 2;
}

const TIMEOUT_MS = 120_000;

describe('computeCoverage with sectors and drawn ground', () => {
  it(
    'leaves what a fine grid of places counts as unseen',
    () => {
      fc.assert(
        fc.property(name, posts, (which, all) => {
          const area = prepare(which);
          const { areaSquareMeters, observedAreaSquareMeters } = cover(area, all);
          const step = 20;
          let unseen = 0;
          for (let px = step / 2; px < 4_000; px += step)
            for (let py = step / 2; py < 3_000; py += step)
              if (area.contains(px, py) && !all.some((each) => sees(each, px, py))) unseen++;
          // Cells that an edge passes are counted wholly or not at all; edges err both ways: a tenth of their ground.
          const edges = all.reduce((sum, { r }) => sum + (2 + 2 * Math.PI) * r, 20_000);
          expect(Math.abs(areaSquareMeters - observedAreaSquareMeters - unseen * step * step)).toBeLessThan(
            0.1 * edges * step + 2_000,
          );
        }),
        { numRuns: 150 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'keeps gaps and figures together, whatever the order of observers',
    () => {
      fc.assert(
        fc.property(name, posts, (which, all) => {
          const area = prepare(which);
          const forward = cover(area, all);
          const gapSum = forward.gaps.reduce((sum, { areaSquareMeters }) => sum + areaSquareMeters, 0);
          expect(gapSum).toBeCloseTo(forward.areaSquareMeters - forward.observedAreaSquareMeters, 0);
          expect(forward.share).toBeGreaterThanOrEqual(0);
          expect(forward.share).toBeLessThanOrEqual(1);
          const backward = cover(area, all.toReversed());
          // Disks are moved by a millimetre by their number.
          expect(Math.abs(backward.observedAreaSquareMeters - forward.observedAreaSquareMeters)).toBeLessThan(50);
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );

  it('sees no more by a sector than by its disk, and as much by one of 360°', () => {
    fc.assert(
      fc.property(name, posts, fc.integer({ min: 0, max: 7 }), (which, all, at8) => {
        const area = prepare(which);
        const disks = all.map((each): Post => ({ ...each, shape: { kind: 'disk' } }));
        const whole = cover(area, disks).observedAreaSquareMeters;
        const one = disks.map((each, i): Post =>
          i === at8 % disks.length
            ? { ...each, shape: { kind: 'sector', bearingDegrees: 40, angleDegrees: 200 } }
            : each,
        );
        expect(cover(area, one).observedAreaSquareMeters).toBeLessThanOrEqual(whole + 20);
        const round = disks.map((each): Post => ({
          ...each,
          shape: { kind: 'sector', bearingDegrees: 40, angleDegrees: 360 },
        }));
        expect(cover(area, round)).toEqual(cover(area, disks));
      }),
      { numRuns: 60 },
    );
  });

  it("has the disk's gaps where the ground is drawn as the disk", () => {
    const area = prepare('square');
    for (const [x, y, r] of [
      [2_000, 1_500, 800],
      [100, 100, 500],
      [4_000, 3_000, 1_000],
    ] as const) {
      const geometry = drawSector(at(x, y), r, { bearingDegrees: 0, angleDegrees: 360 });
      const drawn = cover(area, [{ x, y, r, shape: { kind: 'ground', geometry } }]);
      const disk = cover(area, [{ x, y, r, shape: { kind: 'disk' } }]);
      const lost = disk.observedAreaSquareMeters - drawn.observedAreaSquareMeters;
      expect(lost).toBeGreaterThan(0);
      expect(lost).toBeLessThan(SECTOR_ARC_ERROR_METERS * 2 * Math.PI * r);
      expect(drawn.gapCount).toBe(disk.gapCount);
    }
  });

  it('gives figures of only disks to the last bit, with and without a ground that does not reach the area', () => {
    const area = prepare('with a hole');
    const disks = {
      lngs: Float64Array.of(...[500, 1_700, 3_000].map((x) => at(x, 900)[0])),
      lats: Float64Array.of(...[500, 1_700, 3_000].map((x) => at(x, 900)[1])),
      radiusMeters: Float64Array.of(300, 450, 777),
    };
    const alone = computeCoverage({ areas: [area], disks })[0]!;
    expect(alone.observedAreaSquareMeters).toBe(area.union.computeGaps(planar(disks)).observedAreaSquareMeters);
    const far = drawSector(at(9_000, 9_000), 500, { bearingDegrees: 0, angleDegrees: 90 });
    expect(computeCoverage({ areas: [area], disks, grounds: [far] })[0]).toEqual(alone);
  });

  it('knows ground that holds all of an area, an island between two sectors, and what is left of demand', () => {
    const area = prepare('square');
    const all: AreaGeometry = {
      type: 'Polygon',
      coordinates: [ring([-10, -10], [4_010, -10], [4_010, 3_010], [-10, 3_010])],
    };
    const none = { lngs: new Float64Array(), lats: new Float64Array(), radiusMeters: new Float64Array() };
    const whole = computeCoverage({ areas: [area], disks: none, grounds: [all] })[0]!;
    expect(whole).toMatchObject({ share: 1, gaps: [], gapCount: 0, unobserved: null });

    // Four walls of a yard: what they hold between them stays a gap of its own.
    const walls: AreaGeometry[] = [
      [ring([1_000, 1_000], [2_000, 1_000], [2_000, 1_200], [1_000, 1_200])],
      [ring([1_000, 1_800], [2_000, 1_800], [2_000, 2_000], [1_000, 2_000])],
      [ring([1_000, 1_100], [1_200, 1_100], [1_200, 1_900], [1_000, 1_900])],
      [ring([1_800, 1_100], [2_000, 1_100], [2_000, 1_900], [1_800, 1_900])],
    ].map((coordinates) => ({ type: 'Polygon', coordinates }));
    const places = [at(1_500, 1_500), at(1_100, 1_500), at(3_000, 500)];
    const demand = prepareDemand(
      {
        lngs: places.map(([lng]) => lng),
        lats: places.map(([, lat]) => lat),
        incidentWeights: [1, 2, 4],
        households: [10, 20, 40],
      },
      projection,
      [area],
    );
    const yard = computeCoverage({ areas: [area], disks: none, grounds: walls, demand })[0]!;
    expect(yard.gaps).toHaveLength(2);
    expect(yard.gaps[1]!.areaSquareMeters).toBeCloseTo(600 * 600, 0);
    expect(yard.gaps.map(({ incidentWeight, households }) => [incidentWeight, households])).toEqual([
      [4, 40],
      [1, 10],
    ]);
    expect(yard.demand).toEqual({
      incidentWeight: 7,
      observedIncidentWeight: 2,
      households: 70,
      observedHouseholds: 20,
    });
  });

  it('is the same when asked again, and follows a ground that moves', () => {
    const area = prepare('square');
    const seen = (x: number): number =>
      cover(area, [{ x, y: 1_500, r: 500, shape: { kind: 'sector', bearingDegrees: 90, angleDegrees: 180 } }])
        .observedAreaSquareMeters;
    const first = seen(1_000);
    expect(seen(3_900)).toBeLessThan(first / 2);
    expect(seen(-1_000)).toBe(0);
    expect(seen(1_000)).toBe(first);
  });
});

function planar({ lngs, lats, radiusMeters }: { lngs: Float64Array; lats: Float64Array; radiusMeters: Float64Array }) {
  const x = new Float64Array(lngs.length);
  const y = new Float64Array(lngs.length);
  projection.forwardAll(lngs, lats, x, y);
  return { x, y, radiusMeters };
}
