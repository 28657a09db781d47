import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRoadGraph } from '@liaowang/shared/analysis/roads/road-graph';
import { rankArrivals } from '@liaowang/shared/analysis/roads/rank-arrivals';
import type { Road, RoadClass } from '@liaowang/shared/schemas/road';
import { UNIT_KINDS } from '@liaowang/shared/schemas/unit';

const CENTER: [number, number] = [118.35, 34.37];
const plane = createLocalProjection(...CENTER);
const at = (x: number, y: number): [number, number] => plane.inverse(x, y);
const road = (lines: [number, number][][], roadClass: RoadClass = 'street'): Road => ({
  id: 1,
  name: null,
  roadClass,
  lines: lines.map((line) => line.map(([x, y]) => at(x, y))),
});

const SIDE = 5;
const BLOCK_METERS = 700;

/** Streets of a grid by the numbers of its crossings, `row * SIDE + column`. */
const allStreets = Array.from({ length: SIDE * SIDE }, (_, node) => node).flatMap((node) => [
  ...(node % SIDE < SIDE - 1 ? [[node, node + 1] as const] : []),
  ...(node < SIDE * (SIDE - 1) ? [[node, node + SIDE] as const] : []),
]);

/** Crossings that are moved about, so that streets have all lengths, and which streets there are. */
const anyGrid = fc.record({
  shifts: fc.array(fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 })), {
    minLength: SIDE * SIDE,
    maxLength: SIDE * SIDE,
  }),
  streets: fc.subarray(allStreets, { minLength: 1 }),
});

function layGrid({ shifts, streets }: typeof anyGrid extends fc.Arbitrary<infer G> ? G : never) {
  const nodes = shifts.map(([dx, dy], node): [number, number] => [
    (node % SIDE) * BLOCK_METERS + dx,
    Math.floor(node / SIDE) * BLOCK_METERS + dy,
  ]);
  const graph = createRoadGraph([road(streets.map(([a, b]) => [nodes[a]!, nodes[b]!]))], CENTER);
  // Floyd and Warshall's: every way over every crossing.
  const ways = nodes.map((_, a) => nodes.map((__, b) => (a === b ? 0 : Infinity)));
  for (const [a, b] of streets) {
    const meters = Math.hypot(nodes[a]![0] - nodes[b]![0], nodes[a]![1] - nodes[b]![1]);
    ways[a]![b] = ways[b]![a] = meters;
  }
  for (const via of nodes.keys())
    for (const a of nodes.keys())
      for (const b of nodes.keys()) ways[a]![b] = Math.min(ways[a]![b]!, ways[a]![via]! + ways[via]![b]!);
  return { nodes, graph, ways };
}

describe('ways by road', () => {
  it('are not taken to who stands beside the place, away from every road', () => {
    const graph = createRoadGraph(
      [
        road([
          [
            [-1_000, 0],
            [1_000, 0],
          ],
        ]),
      ],
      CENTER,
    );
    const inThePark = graph.from(at(0, 300))!;
    expect(inThePark.to(at(10, 300))).toBeNull();
    // Over the road there is no other way than to it.
    expect(inThePark.to(at(900, 300))).toBeCloseTo(300 + 900 + 300, 0);
  });

  it('are the shortest of all, from every crossing to every other', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const { nodes, graph, ways } = layGrid(grid);
        const used = [...new Set(grid.streets.flat())];
        for (const a of used) {
          const distances = graph.from(at(...nodes[a]!))!;
          for (const b of used) {
            const meters = distances.to(at(...nodes[b]!));
            // No way at all is as far as can be; millimetres are the projection's.
            const difference = (meters ?? Number.MAX_VALUE) - Math.min(ways[a]![b]!, Number.MAX_VALUE);
            expect(Math.abs(difference)).toBeLessThan(0.001);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('turn where roads cross, and where one ends on another', () => {
    const cross = createRoadGraph(
      [
        road([
          [
            [-1_000, 0],
            [1_000, 0],
          ],
          [
            [0, -1_000],
            [0, 1_000],
          ],
          [
            [500, 0],
            [500, 800],
          ],
        ]),
      ],
      CENTER,
    );
    expect(cross.from(at(-900, 0))!.to(at(0, 900))).toBeCloseTo(1_800, 3);
    expect(cross.from(at(0, -1_000))!.to(at(500, 700))).toBeCloseTo(2_200, 3);
  });

  it('pass over and under a motorway, and join it where both have a place in common', () => {
    const street = road([
      [
        [-1_000, 0],
        [1_000, 0],
      ],
    ]);
    const over = road(
      [
        [
          [0, -1_000],
          [0, 1_000],
        ],
      ],
      'motorway',
    );
    expect(createRoadGraph([street, over], CENTER).from(at(-900, 0))!.to(at(0, 900))).toBe(null);
    const joined = road(
      [
        [
          [0, -1_000],
          [1_000, 0],
        ],
      ],
      'motorway',
    );
    expect(createRoadGraph([street, joined], CENTER).from(at(900, 0))!.to(at(0, -1_000))).toBeCloseTo(
      100 + Math.SQRT2 * 1_000,
      3,
    );
  });

  it('begin and end with the steps to the road, and stay on one stretch where both are on it', () => {
    const line = createRoadGraph(
      [
        road([
          [
            [0, 0],
            [1_000, 0],
          ],
        ]),
      ],
      CENTER,
    );
    expect(line.from(at(200, 50))!.to(at(700, -30))).toBeCloseTo(50 + 500 + 30, 3);
    expect(line.from(at(-100, 0))!.to(at(400, 0))).toBeCloseTo(500, 3);
    expect(line.from(at(200, 401))).toBe(null);
    expect(line.from(at(200, 399))!.to(at(200, 4_000))).toBe(null);
  });

  it('are none where there are no roads', () => {
    expect(createRoadGraph([], CENTER).from(CENTER)).toBe(null);
  });
});

describe('who is there first', () => {
  it('is whom looking everybody up on the roads finds, however few are looked up', () => {
    const candidates = fc.array(
      fc.record({
        kind: fc.constantFrom(...UNIT_KINDS),
        x: fc.integer({ min: -800, max: 3_600 }),
        y: fc.integer({ min: -800, max: 3_600 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(anyGrid, candidates, fc.integer({ min: 1, max: 6 }), (grid, found, count) => {
        const { graph, nodes } = layGrid(grid);
        const place = at(...nodes[grid.streets[0]![0]]!);
        const units = found.map(({ kind, x, y }, id) => ({ id, kind, place: at(x, y) }));
        const all = rankArrivals(units, place, graph, units.length || 1);
        const few = rankArrivals(units, place, graph, count);
        expect(all.map(({ seconds }) => seconds)).toEqual(all.map(({ seconds }) => seconds).toSorted((a, b) => a - b));
        expect(few.map(({ seconds }) => seconds)).toEqual(all.slice(0, count).map(({ seconds }) => seconds));
      }),
      { numRuns: 60 },
    );
  });

  it('is told by the straight line and usual detours where no road leads there, and says so', () => {
    const [first] = rankArrivals([{ id: 7, kind: 'bus', place: at(0, 800) }], CENTER, null, 3);
    expect(first).toMatchObject({ id: 7, isByRoad: false });
    expect(first!.distanceMeters / 800).toBeCloseTo(1, 2);
    expect(first!.seconds).toBeCloseTo((first!.distanceMeters * 1.3) / 8, 6);
  });
});
