import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDbscan, type DbscanOptions } from '@liaowang/shared/analysis/hotspots/zones/dbscan';
import reference from '../../../../fixtures/dbscan-reference.json' with { type: 'json' };
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

interface Point {
  x: number;
  y: number;
}

function cluster(points: readonly Point[], options: DbscanOptions) {
  const { labels, core, sizes } = computeDbscan(
    { xs: points.map(({ x }) => x), ys: points.map(({ y }) => y) },
    options,
  );
  return { labels: [...labels], core: [...core], sizes: [...sizes] };
}

/** As the paper has it: every pair is looked at; a border point goes to the lowest number. */
function clusterByBruteForce(points: readonly Point[], { epsMeters, minPoints }: DbscanOptions) {
  const neighbors = points.map((a) =>
    points.flatMap((b, j) => ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 <= epsMeters ** 2 ? [j] : [])),
  );
  const core = neighbors.map((near) => (near.length >= minPoints ? 1 : 0));
  const labels = points.map(() => 0);
  let clusterCount = 0;
  for (let i = 0; i < points.length; i++) {
    if (core[i] === 0 || labels[i] !== 0) continue;
    clusterCount++;
    const queue = [i];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (labels[next] !== 0) continue;
      labels[next] = clusterCount;
      if (core[next] === 1) queue.push(...neighbors[next]!);
    }
  }
  const sizes = Array.from({ length: clusterCount }, (_, k) => labels.filter((label) => label === k + 1).length);
  return { labels, core, sizes };
}

describe('DBSCAN', () => {
  for (const { id, points: name, epsMeters, minPoints, ...expected } of reference.cases) {
    it(`gives the clusters of the reference: ${id}`, () => {
      const { x, y } = reference.points[name as keyof typeof reference.points];
      const { labels, core, sizes } = computeDbscan({ xs: x, ys: y }, { epsMeters, minPoints });
      expect([...core]).toEqual(expected.core);
      const tolerated = [...labels];
      for (const { index, possibleLabels } of expected.ambiguous) {
        expect(possibleLabels).toContain(labels[index]);
        tolerated[index] = expected.labels[index]!;
      }
      // Numbers are in order of the first core point in both, so not only the partition is the same.
      expect(tolerated).toEqual(expected.labels);
      expect(sizes).toHaveLength(expected.sizes.length);
      expect([...sizes]).toEqual(expected.sizes.map((_, k) => labels.filter((label) => label === k + 1).length));
    });
  }

  // On a lattice many distances are exactly eps, and many points are at the same place.
  const onLattice = (cells: number) =>
    fc.record({ x: fc.integer({ min: -cells, max: cells }), y: fc.integer({ min: -cells, max: cells }) });
  const anywhere = fc.record({
    x: fc.double({ min: -20, max: 20, noNaN: true }),
    y: fc.double({ min: -20, max: 20, noNaN: true }),
  });
  const faraway = fc.record({ x: fc.constantFrom(-1e6, 4e5), y: fc.integer({ min: -3, max: 3 }) });

  it.each([
    ['few places', fc.array(onLattice(3), { maxLength: 60 })],
    ['many places', fc.array(onLattice(15), { maxLength: 150 })],
    ['the plane', fc.array(anywhere, { maxLength: 120 })],
    ['places and far outliers', fc.array(fc.oneof(onLattice(5), faraway), { maxLength: 60 })],
  ])('is what looking at every pair gives, on %s', (_, scene) => {
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom(0.5, 1, Math.SQRT2, 2, 3, 5),
        fc.integer({ min: 1, max: 8 }),
        (points, epsMeters, minPoints) => {
          expect(cluster(points, { epsMeters, minPoints })).toEqual(
            clusterByBruteForce(points, { epsMeters, minPoints }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('counts the point itself, and neighbours exactly eps away', () => {
    const row = [0, 30, 60, 90.001].map((x) => ({ x, y: 0 }));
    expect(cluster(row, { epsMeters: 30, minPoints: 3 })).toEqual({
      labels: [1, 1, 1, 0],
      core: [0, 1, 0, 0],
      sizes: [3],
    });
    expect(cluster(row, { epsMeters: 30, minPoints: 1 })).toEqual({
      labels: [1, 1, 1, 2],
      core: [1, 1, 1, 1],
      sizes: [3, 1],
    });
  });

  it('leaves points that are not finite to the noise', () => {
    const points = [
      { x: Number.NaN, y: 0 },
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: Infinity },
    ];
    expect(cluster(points, { epsMeters: 5, minPoints: 2 })).toEqual({
      labels: [0, 1, 1, 0],
      core: [0, 1, 1, 0],
      sizes: [2],
    });
    expect(cluster([], { epsMeters: 5, minPoints: 2 })).toEqual({ labels: [], core: [], sizes: [] });
  });

  it('keeps crowds apart that are just out of reach, at one place each or nearly so', () => {
    const random = createRandom(1);
    const crowd = (x: number, spread: number): Point[] =>
      Array.from({ length: 5_000 }, () => ({ x: x + spread * random(), y: spread * random() }));
    for (const spread of [0, 1]) {
      const { sizes } = cluster([...crowd(0, spread), ...crowd(101 + spread, spread), ...crowd(500, spread)], {
        epsMeters: 100,
        minPoints: 5,
      });
      expect(sizes).toEqual([5_000, 5_000, 5_000]);
    }
  });

  it('refuses what is no distance and no number of points', () => {
    const points = { xs: [0, 1e6], ys: [0, 0] };
    for (const epsMeters of [0, -1, Number.NaN, Infinity, 1e-3])
      expect(() => computeDbscan(points, { epsMeters, minPoints: 2 })).toThrow(RangeError);
    for (const minPoints of [0, Number.NaN])
      expect(() => computeDbscan(points, { epsMeters: 9, minPoints })).toThrow(RangeError);
  });
});
