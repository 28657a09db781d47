import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeCoverage,
  prepareArea,
  type ObservedDisks,
  type PreparedArea,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { prepareDemand, sumDemand } from '@liaowang/shared/analysis/coverage/demand-cover';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

const projection = createLocalProjection(118.35, 34.25);

interface Point {
  x: number;
  y: number;
  weight: number;
  households: number;
}

function prepareRectangle(id: string, x0: number, y0: number, x1: number, y1: number): PreparedArea {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
    [x0, y0],
  ] as const;
  const preparation = prepareArea(
    { id, geometry: { type: 'Polygon', coordinates: [corners.map(([x, y]): LngLat => projection.inverse(x, y))] } },
    projection,
  );
  if (!preparation.ok) throw new Error(preparation.reason);
  return preparation.area;
}

const west = prepareRectangle('branch:1', 0, 0, 2_000, 3_000);
const east = prepareRectangle('branch:2', 2_000, 0, 4_000, 3_000);
const market = prepareRectangle('key-area:1', 1_500, 1_000, 2_500, 2_000);
const areas = [west, east, market];

function toDemand(points: readonly Point[], areasOfDemand: readonly PreparedArea[] = areas) {
  const places = points.map(({ x, y }) => projection.inverse(x, y));
  return prepareDemand(
    {
      lngs: places.map(([lng]) => lng),
      lats: places.map(([, lat]) => lat),
      incidentWeights: points.map(({ weight }) => weight),
      households: points.map(({ households }) => households),
    },
    projection,
    areasOfDemand,
  );
}

function toDisks(disks: readonly { x: number; y: number; r: number }[]): ObservedDisks {
  const places = disks.map(({ x, y }) => projection.inverse(x, y));
  return {
    lngs: Float64Array.from(places, ([lng]) => lng),
    lats: Float64Array.from(places, ([, lat]) => lat),
    radiusMeters: Float64Array.from(disks, ({ r }) => r),
  };
}

// On a lattice, with radii between its distances: no place is on a rim or an edge, where rounding would decide.
const onLattice = (cells: number) => fc.integer({ min: -50, max: cells }).map((cell) => 10 * cell + 5);
const place = { x: onLattice(450), y: onLattice(350) };
const point = fc.record({
  ...place,
  weight: fc.integer({ min: 0, max: 9 }),
  households: fc.integer({ min: 0, max: 400 }),
});
const disk = fc.record({ ...place, r: fc.integer({ min: 0, max: 120 }).map((cells) => 10 * cells + 5) });

describe('demand under disks', () => {
  it('is what counting every point against every disk gives', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 80 }), fc.array(disk, { maxLength: 12 }), (points, disks) => {
        const results = computeCoverage(
          { areas, disks: toDisks(disks), demand: toDemand(points) },
          { gapAreaIds: 'none' },
        );
        for (const [i, area] of areas.entries()) {
          const inside = points.filter(({ x, y }) => area.contains(...projection.forward(...projection.inverse(x, y))));
          const observed = inside.filter(({ x, y }) =>
            disks.some(({ x: cx, y: cy, r }) => Math.hypot(x - cx, y - cy) <= r),
          );
          const sum = (from: readonly Point[], key: 'weight' | 'households'): number =>
            from.reduce((total, each) => total + each[key], 0);
          expect(results[i]!.demand).toEqual({
            incidentWeight: sum(inside, 'weight'),
            observedIncidentWeight: sum(observed, 'weight'),
            households: sum(inside, 'households'),
            observedHouseholds: sum(observed, 'households'),
          });
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('that is not observed lies in the gaps, to the last household', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), fc.array(disk, { maxLength: 25 }), (points, disks) => {
        for (const { demand, gaps } of computeCoverage(
          { areas, disks: toDisks(disks), demand: toDemand(points) },
          { minGapSquareMeters: 0 },
        )) {
          expect(gaps.reduce((sum, gap) => sum + gap.households, 0)).toBe(
            demand!.households - demand!.observedHouseholds,
          );
          expect(gaps.reduce((sum, gap) => sum + gap.incidentWeight, 0)).toBe(
            demand!.incidentWeight - demand!.observedIncidentWeight,
          );
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('goes to the gap that it lies in, also into one inside another', () => {
    const wall = Array.from({ length: 24 }, (_, k) => ({
      x: 2_000 + 400 * Math.cos((k * Math.PI) / 12),
      y: 1_500 + 400 * Math.sin((k * Math.PI) / 12),
      r: 70,
    }));
    const demand = toDemand([
      { x: 2_000, y: 1_500, weight: 5, households: 50 },
      { x: 1_510, y: 1_010, weight: 2, households: 20 },
      { x: 2_400, y: 1_500, weight: 1, households: 10 },
    ]);
    const [result] = computeCoverage({ areas: [market], disks: toDisks(wall), demand });
    expect(result!.gaps.map(({ incidentWeight, households }) => ({ incidentWeight, households }))).toEqual([
      { incidentWeight: 5, households: 50 },
      { incidentWeight: 2, households: 20 },
    ]);
    expect(result!.demand).toEqual({
      incidentWeight: 8,
      observedIncidentWeight: 1,
      households: 80,
      observedHouseholds: 10,
    });
  });

  it('counts a place on the rim as observed, and none under a disk of no or no known radius', () => {
    const area = { id: 'plane', contains: () => true };
    const demand = prepareDemand({ lngs: [118.35], lats: [34.25], incidentWeights: [3], households: [0] }, projection, [
      area,
    ]);
    const members = demand.findMembers('plane')!;
    const observed = (x: number, y: number, r: number): number =>
      sumDemand(
        demand,
        members,
        demand.markObserved({
          x: Float64Array.of(demand.x[0]! + x),
          y: Float64Array.of(demand.y[0]! + y),
          radiusMeters: Float64Array.of(r),
        }),
      ).observedIncidentWeight;
    expect([
      observed(300, 400, 500),
      observed(300, 400, 499.999),
      observed(0, 0, 0),
      observed(0, 0, -5),
      observed(0, 0, Number.NaN),
      observed(Number.NaN, 0, 9),
    ]).toEqual([3, 0, 0, 0, 0, 0]);
  });

  it('is null where none was prepared, and nothing where there is nothing', () => {
    const [without] = computeCoverage({ areas: [west], disks: toDisks([]) });
    expect(without!.demand).toBeNull();
    expect(without!.gaps[0]).toMatchObject({ incidentWeight: 0, households: 0 });
    const [unprepared] = computeCoverage({ areas: [east], disks: toDisks([]), demand: toDemand([], [west]) });
    expect(unprepared!.demand).toBeNull();
    const [empty] = computeCoverage({
      areas: [west],
      disks: toDisks([{ x: 1, y: 1, r: 9 }]),
      demand: toDemand([{ x: 9_999, y: 0, weight: 1, households: 1 }]),
    });
    expect(empty!.demand).toEqual({
      incidentWeight: 0,
      observedIncidentWeight: 0,
      households: 0,
      observedHouseholds: 0,
    });
    const [unknown] = computeCoverage({
      areas: [west],
      disks: toDisks([]),
      demand: toDemand([{ x: 10, y: 10, weight: Number.NaN, households: 4 }]),
    });
    expect(unknown!.demand).toEqual({
      incidentWeight: 0,
      observedIncidentWeight: 0,
      households: 4,
      observedHouseholds: 0,
    });
  });
});
