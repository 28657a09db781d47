import { describe, expect, it } from 'vitest';
import { REVISIT_BYTES } from '@liaowang/shared/schemas/revisit';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRevisitGrid, findCell, findCellsOf, findRunsOf } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { createLiveGrid } from '@liaowang/shared/analysis/revisit/live-grid';
import {
  createTimeScale,
  createVisitScale,
  encodeSurface,
  findCorners,
} from '@liaowang/shared/analysis/revisit/surface';
import { findTravelledPlaces } from '@liaowang/shared/analysis/revisit/travelled-places';

const CENTER: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...CENTER);
const CORNERS = [
  [-1_000, -500],
  [1_000, -500],
  [0, 700],
] as const;
const triangle: AreaGeometry = {
  type: 'Polygon',
  coordinates: [[...CORNERS, CORNERS[0]].map(([x, y]) => projection.inverse(x, y))],
};
const grid = createRevisitGrid({ center: CENTER, boundary: triangle });
const NOW_MS = Date.UTC(2026, 5, 15, 2);
const range = () => 100;
const at = (x: number, y: number, timeMs: number) => ({ x, y, timeMs });
const cell = (x: number, y: number) => findCell(grid, x, y);

describe('the live grid', () => {
  it('knows when a place on the way was last seen, and by whom, by group', () => {
    const live = createLiveGrid(grid);
    live.stampFix({ unitId: 7, kind: 'bus' }, at(-400, 25, NOW_MS - 5_000), at(-300, 25, NOW_MS), range);
    expect(live.lastSeconds('all')[cell(-360, 10)]).toBe(NOW_MS / 1_000);
    expect(['all', 'vehicles', 'patrols'].map((group) => live.lastObserver(group as 'all', cell(-360, 10)))).toEqual([
      { kind: 'unit', id: 7 },
      { kind: 'unit', id: 7 },
      null,
    ]);
    expect(live.lastSeconds('all')[cell(0, 25)]).toBe(0);
  });

  it('keeps the newest, in whatever order fixes come', () => {
    const live = createLiveGrid(grid);
    live.stampFix({ unitId: 1, kind: 'foot' }, null, at(0, 0, NOW_MS), range);
    live.stampFix({ unitId: 2, kind: 'foot' }, null, at(0, 0, NOW_MS - 60_000), range);
    expect([live.lastSeconds('all')[cell(0, 0)], live.lastObserver('all', cell(0, 0))]).toEqual([
      NOW_MS / 1_000,
      { kind: 'unit', id: 1 },
    ]);
    live.stampPost(5, 0, 0, 800, NOW_MS + 1_000);
    expect(live.lastObserver('all', cell(0, 0))).toEqual({ kind: 'lookout', id: 5 });
    expect(live.lastObserver('patrols', cell(0, 0))).toEqual({ kind: 'unit', id: 1 });
  });

  it('takes ground that is no disk, cell by cell', () => {
    const live = createLiveGrid(grid);
    const ground: AreaGeometry = {
      type: 'Polygon',
      coordinates: [
        [
          [-200, -100],
          [200, -100],
          [200, 100],
          [-200, 100],
          [-200, -100],
        ].map(([x, y]) => projection.inverse(x!, y!)),
      ],
    };
    live.stampGround(5, findRunsOf(grid, ground), NOW_MS);
    const seen = [...live.lastSeconds('lookouts').keys()].filter((each) => live.lastSeconds('lookouts')[each]! > 0);
    expect(seen).toEqual([...findCellsOf(grid, ground)]);
    expect(seen).toHaveLength(8 * 4);
    expect(live.lastObserver('all', cell(0, 0))).toEqual({ kind: 'lookout', id: 5 });
  });

  it('takes stored times where they are newer, without a name', () => {
    const live = createLiveGrid(grid);
    live.stampFix({ unitId: 1, kind: 'foot' }, null, at(0, 0, NOW_MS), range);
    live.mergeLastSeen('all', new Uint32Array(grid.cellCount).fill(NOW_MS / 1_000 - 100));
    expect([live.lastObserver('all', cell(0, 0)), live.lastObserver('all', cell(-600, -300))]).toEqual([
      { kind: 'unit', id: 1 },
      null,
    ]);
    expect(live.lastSeconds('all')[cell(-600, -300)]).toBe(NOW_MS / 1_000 - 100);
  });

  it('tells the share of cells that were seen since', () => {
    const live = createLiveGrid(grid);
    live.stampFix({ unitId: 1, kind: 'foot' }, null, at(0, 0, NOW_MS), () => 40);
    const cells = Int32Array.from([cell(25, 25), cell(-600, -300)]);
    expect([
      live.seenShare(cells, NOW_MS),
      live.seenShare(cells, NOW_MS + 1),
      live.seenShare(new Int32Array(0), NOW_MS),
    ]).toEqual([0.5, 0, 0]);
  });

  it('knows where vehicles go: apart from each other, the busiest first, a bus that waits counted once', () => {
    const live = createLiveGrid(grid);
    for (let n = 0; n < 20; n++)
      live.stampFix({ unitId: 1, kind: 'bus' }, n === 0 ? null : at(-500, -300, n), at(-500, -300, n + 1), range);
    for (let n = 0; n < 3; n++) live.stampFix({ unitId: 2, kind: 'taxi' }, null, at(210, 25, n), range);
    live.stampFix({ unitId: 2, kind: 'taxi' }, null, at(260, 25, 9), range);
    live.stampFix({ unitId: 3, kind: 'foot' }, null, at(0, 300, 9), range);
    const places = (spacingMeters: number, cells: Int32Array | null = null) =>
      findTravelledPlaces({ grid, passes: live.vehiclePasses, spacingMeters, cells }).map(([lng, lat]) =>
        projection.forward(lng, lat).map(Math.round),
      );
    expect(places(40)).toEqual([
      [225, 25],
      [-475, -275],
      [275, 25],
    ]);
    expect(places(200)).toEqual([
      [225, 25],
      [-475, -275],
    ]);
    expect(places(40, Int32Array.from([cell(-475, -275)]))).toEqual([[-475, -275]]);
  });
});

describe('a surface', () => {
  it('has a byte a cell of the frame, the north first, on its scale', () => {
    const scale = createTimeScale(86_400);
    const values = Float32Array.from({ length: grid.cellCount }, () => Number.NaN);
    values[cell(0, 600)] = 60;
    values[cell(-900, -475)] = 86_400;
    values[cell(0, -400)] = 2_300;
    const lowestAnd = (share: number) => REVISIT_BYTES.lowest + Math.round(share * 253);
    const bytes = encodeSurface(grid, scale, (each) => values[each]!);
    const byteAt = (x: number, y: number) =>
      bytes[(grid.rows - 1 - Math.floor((y - grid.originY) / 50)) * grid.columns + Math.floor((x - grid.originX) / 50)];
    expect(bytes).toHaveLength(grid.rows * grid.columns);
    expect([byteAt(0, 600), byteAt(-900, -475), byteAt(0, -400), byteAt(0, 0), byteAt(-900, 600)]).toEqual([
      REVISIT_BYTES.lowest,
      REVISIT_BYTES.highest,
      lowestAnd(Math.log(2_300 / 60) / Math.log(86_400 / 60)),
      REVISIT_BYTES.never,
      REVISIT_BYTES.outside,
    ]);
    expect(bytes.indexOf(REVISIT_BYTES.lowest)).toBeLessThan(bytes.indexOf(REVISIT_BYTES.highest));
  });

  it('never makes a scale narrower than can be read', () => {
    expect([
      createTimeScale(60).high,
      createTimeScale(3_600).high,
      createVisitScale(Uint32Array.of(0, 3)).high,
      createVisitScale(Uint32Array.of(0, 300)).high,
    ]).toEqual([600, 3_600, 10, 300]);
  });

  it('lies where its corners say', () => {
    const [northWest, , southEast] = findCorners(grid).map(([lng, lat]) => projection.forward(lng, lat));
    expect(northWest![0]).toBeCloseTo(grid.originX, 6);
    expect(southEast![1]).toBeCloseTo(grid.originY, 6);
    expect(northWest![1]! - southEast![1]!).toBeCloseTo(grid.rows * 50, 6);
  });
});
