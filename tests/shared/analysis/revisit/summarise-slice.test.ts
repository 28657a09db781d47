import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRevisitGrid, findCellsOf, findCentres } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { forEachPiece, isConnected, type PlaneFix } from '@liaowang/shared/analysis/revisit/path-pieces';
import {
  summariseSlice,
  type SliceObservations,
  type UnitTrack,
} from '@liaowang/shared/analysis/revisit/summarise-slice';
import {
  appendSeen,
  collectSeen,
  createVisitColumns,
  type SeenCells,
} from '@liaowang/shared/analysis/revisit/visit-columns';

const CENTER: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...CENTER);
const HALF_METERS = 700;
const square: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([x, y]) => projection.inverse(x! * HALF_METERS, y! * HALF_METERS)),
  ],
};
const grid = createRevisitGrid({ center: CENTER, boundary: square });
const { xs, ys } = findCentres(grid);
const HOUR_MS = Date.UTC(2026, 5, 15, 2);
const NEVER_NIGHT = Array.from({ length: 60 }, () => false);

function track(
  kind: UnitKind,
  fixes: ReadonlyArray<readonly [second: number, x: number, y: number]>,
  rangeMeters = 100,
): UnitTrack {
  const places = fixes.map(([, x, y]) => projection.inverse(x, y));
  return {
    kind,
    dayRangeMeters: rangeMeters,
    nightRangeMeters: rangeMeters / 2,
    timesMs: Float64Array.from(fixes, ([second]) => HOUR_MS + second * 1_000),
    lngs: Float64Array.from(places, ([lng]) => lng),
    lats: Float64Array.from(places, ([, lat]) => lat),
  };
}
const observe = (tracks: readonly UnitTrack[], rest: Partial<SliceObservations> = {}): SliceObservations => ({
  slice: { hourMs: HOUR_MS, fromSecond: 0, toSecond: 3_600 },
  isNight: NEVER_NIGHT,
  tracks,
  posts: [],
  ...rest,
});
const cellAt = (seen: SeenCells, x: number, y: number): number =>
  seen.cells.findIndex((cell) => Math.abs(xs[cell]! - x) < 25 && Math.abs(ys[cell]! - y) < 25);

describe('the way between two fixes', () => {
  const fix = (second: number, x: number): PlaneFix => ({ x, y: 0, timeMs: second * 1_000 });
  const piecesOf = (kind: UnitKind, from: PlaneFix | null, to: PlaneFix) => {
    const pieces: number[][] = [];
    forEachPiece(kind, from, to, (fromX, _fromY, toX, _toY, timeMs) => pieces.push([fromX, toX, timeMs]));
    return pieces;
  };

  it('is cut into pieces of ten seconds at most, without holes', () => {
    expect(piecesOf('bus', fix(0, 0), fix(32, 320))).toEqual([
      [0, 80, 8_000],
      [80, 160, 16_000],
      [160, 240, 24_000],
      [240, 320, 32_000],
    ]);
    expect(piecesOf('bus', fix(0, 0), fix(5, 60))).toEqual([[0, 60, 5_000]]);
  });

  it('is not known when it took over two minutes, went backwards in time, or was faster than the kind can go', () => {
    expect(isConnected('foot', fix(0, 0), fix(120, 100))).toBe(true);
    expect(isConnected('foot', fix(0, 0), fix(121, 100))).toBe(false);
    expect(isConnected('foot', fix(5, 0), fix(0, 0))).toBe(false);
    expect([isConnected('foot', fix(0, 0), fix(5, 400)), isConnected('taxi', fix(0, 0), fix(5, 300))]).toEqual([
      false,
      true,
    ]);
    expect(piecesOf('foot', fix(0, 0), fix(5, 400))).toEqual([[400, 400, 5_000]]);
    expect(piecesOf('foot', null, fix(5, 400))).toEqual([[400, 400, 5_000]]);
  });
});

describe('what was seen in an hour', () => {
  it('is the ground along the path, and not that of a jump', () => {
    const { all } = summariseSlice(
      grid,
      observe([
        track('bus', [
          [10, -500, 25],
          [20, -300, 25],
          [500, 500, 25],
        ]),
      ]),
      ['all'],
    );
    expect(cellAt(all, -425, 25)).toBeGreaterThanOrEqual(0);
    expect(cellAt(all, 125, 25)).toBe(-1);
    const i = cellAt(all, 475, 25);
    expect([all.first[i], all.last[i], all.visits[i]]).toEqual([500, 500, 1]);
  });

  it('is what a post sees of its ground instead of its disk, by day and by night', () => {
    const box = (west: number): AreaGeometry => ({
      type: 'Polygon',
      coordinates: [
        [
          [west, -100],
          [west + 200, -100],
          [west + 200, 100],
          [west, 100],
          [west, -100],
        ].map(([x, y]) => projection.inverse(x!, y!)),
      ],
    });
    const { all } = summariseSlice(
      grid,
      observe([], {
        isNight: NEVER_NIGHT.map((_, minute) => minute >= 30),
        posts: [
          {
            position: CENTER,
            dayRangeMeters: 500,
            nightRangeMeters: 500,
            dayGround: box(0),
            nightGround: box(-400),
            isOnDuty: NEVER_NIGHT.map(() => true),
          },
        ],
      }),
      ['all'],
    );
    expect([...all.cells]).toEqual(
      [...findCellsOf(grid, box(0)), ...findCellsOf(grid, box(-400))].toSorted((a, b) => a - b),
    );
    const first = (x: number) => all.first[cellAt(all, x, 25)];
    expect([first(25), first(-375)]).toEqual([0, 1_800]);
  });

  it('is told apart by group, and together', () => {
    const observations = observe(
      [track('bus', [[10, -400, 25]]), track('foot', [[20, 400, 25]]), track('taxi', [[900, 400, 25]])],
      {
        posts: [
          {
            position: projection.inverse(0, -400),
            dayRangeMeters: 150,
            nightRangeMeters: 150,
            dayGround: null,
            nightGround: null,
            isOnDuty: NEVER_NIGHT.map((_, minute) => minute < 30),
          },
        ],
      },
    );
    const { all, patrols, vehicles, lookouts } = summariseSlice(grid, observations, [
      'all',
      'patrols',
      'vehicles',
      'lookouts',
    ]);
    const visitsAt = (x: number, y: number) =>
      [all, patrols, vehicles, lookouts].map((seen) => seen.visits[cellAt(seen, x, y)] ?? 0);
    expect(visitsAt(-375, 25)).toEqual([1, 0, 1, 0]);
    expect(visitsAt(375, 25)).toEqual([2, 1, 1, 0]);
    expect(visitsAt(25, -375)).toEqual([1, 0, 0, 1]);
    const post = cellAt(lookouts, 25, -375);
    expect([lookouts.first[post], lookouts.last[post]]).toEqual([0, 29 * 60 + 59]);
  });

  it('reaches less far at night, and nowhere without a range', () => {
    const tracks = [
      track(
        'foot',
        [
          [100, 25, 25],
          [2_000, 25, 25],
        ],
        200,
      ),
    ];
    const count = (isNight: boolean[]) => summariseSlice(grid, observe(tracks, { isNight }), ['all']).all.cells.length;
    expect(count(NEVER_NIGHT.map(() => true))).toBeLessThan(count(NEVER_NIGHT) / 3);
    expect(summariseSlice(grid, observe([track('foot', [[100, 25, 25]], 0)]), ['all']).all.cells).toHaveLength(0);
  });

  /** Places are stored in single precision: a centre so close to the edge of a range may fall either way. */
  const EDGE_METERS = 0.001;
  const RANGE_METERS = 120;
  const tracksArbitrary = fc
    .array(
      fc.record({
        kind: fc.constantFrom<UnitKind>('foot', 'bicycle', 'bus', 'taxi'),
        start: fc.tuple(fc.integer({ min: -700, max: 700 }), fc.integer({ min: -700, max: 700 })),
        steps: fc.array(
          fc.record({
            seconds: fc.integer({ min: 1, max: 300 }),
            dx: fc.integer({ min: -90, max: 90 }),
            dy: fc.integer({ min: -90, max: 90 }),
          }),
          { maxLength: 25 },
        ),
        from: fc.integer({ min: -100, max: 2_000 }),
      }),
      { maxLength: 5 },
    )
    .map((list) =>
      list.map(({ kind, start, steps, from }) => {
        const fixes: [number, number, number][] = [[from, ...start]];
        for (const { seconds, dx, dy } of steps)
          fixes.push([fixes.at(-1)![0] + seconds, fixes.at(-1)![1] + dx, fixes.at(-1)![2] + dy]);
        return track(kind, fixes, RANGE_METERS);
      }),
    );

  it('is what every second of every way saw, cell by cell', () => {
    fc.assert(
      fc.property(tracksArbitrary, (tracks) => {
        const { all } = summariseSlice(grid, observe(tracks), ['all'], 0);
        const seconds = new Map<number, Set<number>>();
        const onEdge = new Set<number>();
        for (const { kind, timesMs, lngs, lats } of tracks) {
          let before: PlaneFix | null = null;
          for (const [i, timeMs] of timesMs.entries()) {
            const [x, y] = projection.forward(lngs[i]!, lats[i]!);
            const fix = { x, y, timeMs };
            forEachPiece(kind, before, fix, (fromX, fromY, toX, toY, atMs) => {
              const second = Math.floor((atMs - HOUR_MS) / 1_000);
              if (second < 0 || second >= 3_600) return;
              const squared = (toX - fromX) ** 2 + (toY - fromY) ** 2;
              for (let cell = 0; cell < grid.cellCount; cell++) {
                const share =
                  squared === 0
                    ? 0
                    : Math.min(
                        1,
                        Math.max(
                          0,
                          ((xs[cell]! - fromX) * (toX - fromX) + (ys[cell]! - fromY) * (toY - fromY)) / squared,
                        ),
                      );
                const meters = Math.hypot(
                  xs[cell]! - fromX - share * (toX - fromX),
                  ys[cell]! - fromY - share * (toY - fromY),
                );
                if (meters <= RANGE_METERS) seconds.set(cell, (seconds.get(cell) ?? new Set()).add(second));
                if (Math.abs(meters - RANGE_METERS) < EDGE_METERS) onEdge.add(cell);
              }
            });
            before = fix;
          }
        }
        const told = new Map(
          Array.from(all.cells, (cell, i) => [cell, { visits: all.visits[i], first: all.first[i], last: all.last[i] }]),
        );
        const seen = new Map(
          Array.from(seconds, ([cell, own]) => [
            cell,
            { visits: own.size, first: Math.min(...own), last: Math.max(...own) },
          ]),
        );
        for (const cell of onEdge) {
          told.delete(cell);
          seen.delete(cell);
        }
        expect(told).toEqual(seen);
      }),
      { numRuns: 60 },
    );
  });

  it('in parts of the hour combines into the hour', () => {
    fc.assert(
      fc.property(tracksArbitrary, fc.integer({ min: 1, max: 3_599 }), (tracks, cut) => {
        const posts = [
          {
            position: CENTER,
            dayRangeMeters: 200,
            nightRangeMeters: 100,
            dayGround: null,
            nightGround: null,
            isOnDuty: NEVER_NIGHT.map((_, minute) => minute % 7 < 3),
          },
        ];
        const part = (fromSecond: number, toSecond: number) =>
          summariseSlice(grid, observe(tracks, { posts, slice: { hourMs: HOUR_MS, fromSecond, toSecond } }), ['all'])
            .all;
        const combined = createVisitColumns(grid.cellCount);
        appendSeen(combined, part(0, cut), 0);
        appendSeen(combined, part(cut, 3_600), 0);
        expect(collectSeen(combined)).toEqual(part(0, 3_600));
      }),
      { numRuns: 60 },
    );
  });
});
