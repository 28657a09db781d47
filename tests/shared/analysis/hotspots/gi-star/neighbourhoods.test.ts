import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeGiStar, computeGiStarOfSums, sumNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/gi-star';
import { sumGridNeighbours } from '@liaowang/shared/analysis/hotspots/gi-star/grid-neighbourhood';
import { findNeighboursWithin } from '@liaowang/shared/analysis/hotspots/gi-star/neighbour-lists';

describe('sumGridNeighbours', () => {
  const gridArbitrary = fc
    .record({ columns: fc.integer({ min: 1, max: 25 }), rows: fc.integer({ min: 1, max: 25 }) })
    .chain(({ columns, rows }) =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.constant(rows),
        // A third of a metre makes the distances inexact: the band must be closed all the same.
        cellMeters: fc.constantFrom(50, 0.1, 1 / 3),
        values: fc.array(
          fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) }),
          { minLength: columns * rows, maxLength: columns * rows },
        ),
        mask: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(0) }), {
          minLength: columns * rows,
          maxLength: columns * rows,
        }),
        // Cells in one direction and the other: bands at the very distance of two centres, and between them.
        across: fc.integer({ min: 0, max: 30 }),
        up: fc.integer({ min: 0, max: 9 }),
        stretch: fc.constantFrom(1, 1.01),
      }),
    );

  it('gives exactly the z, p, q and bins of explicit lists', () => {
    fc.assert(
      fc.property(gridArbitrary, ({ columns, rows, cellMeters, values, mask, across, up, stretch }) => {
        const band = Math.hypot(across, up) * cellMeters * stretch;
        const neighbourhoods = sumGridNeighbours(
          { columns, rows, cellMeters },
          Float64Array.from(values),
          Uint8Array.from(mask),
          band,
        );
        const cells = mask.flatMap((marked, cell) => (marked === 1 ? [cell] : []));
        expect([...neighbourhoods.cells]).toEqual(cells);
        const inside = Float64Array.from(cells, (cell) => values[cell]!);
        expect(neighbourhoods.values).toEqual(inside);
        const xs = Float64Array.from(cells, (cell) => ((cell % columns) + 0.5) * cellMeters);
        const ys = Float64Array.from(cells, (cell) => (Math.floor(cell / columns) + 0.5) * cellMeters);
        expect(computeGiStarOfSums(inside, neighbourhoods)).toEqual(
          computeGiStar(inside, findNeighboursWithin(xs, ys, band)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives those of explicit lists for hexagons, whose odd rows stand half a cell further east', () => {
    fc.assert(
      fc.property(gridArbitrary, ({ columns, rows, cellMeters, values, mask, across, up, stretch }) => {
        // Bands at the very distance of two centres, and between them.
        const band = Math.hypot(across / 2, up * Math.sqrt(0.75)) * cellMeters * stretch;
        const { cells, counts, sums } = sumGridNeighbours(
          { columns, rows, cellMeters, shape: 'hexagon' },
          Float64Array.from(values),
          Uint8Array.from(mask),
          band,
        );
        const xs = Float64Array.from(
          cells,
          (cell) => ((cell % columns) + (Math.floor(cell / columns) % 2) / 2) * cellMeters,
        );
        const ys = Float64Array.from(cells, (cell) => Math.floor(cell / columns) * Math.sqrt(0.75) * cellMeters);
        const listed = sumNeighbours(
          Float64Array.from(cells, (cell) => values[cell]!),
          findNeighboursWithin(xs, ys, band),
        );
        expect({ counts, sums }).toEqual(listed);
      }),
      { numRuns: 300 },
    );
  });

  it('does not wander off with a band wider than the grid', () => {
    const { counts, sums } = sumGridNeighbours(
      { columns: 3, rows: 2, cellMeters: 50 },
      Float64Array.of(1, 2, 3, 4, 5, 6),
      Uint8Array.of(1, 1, 0, 1, 1, 1),
      1e12,
    );
    expect([...counts]).toEqual([5, 5, 5, 5, 5]);
    expect([...sums]).toEqual([18, 18, 18, 18, 18]);
  });

  it('refuses what does not fit', () => {
    const grid = { columns: 2, rows: 1, cellMeters: 50 };
    const sumWith = (values: number, mask: number, band: number) => () =>
      sumGridNeighbours(grid, new Float64Array(values), new Uint8Array(mask), band);
    expect(sumWith(3, 2, 50)).toThrow(RangeError);
    expect(sumWith(2, 3, 50)).toThrow(RangeError);
    for (const band of [-1, Infinity, Number.NaN]) expect(sumWith(2, 2, band)).toThrow(RangeError);
  });
});

describe('findNeighboursWithin', () => {
  // Whole metres: some are at the band's very distance, none so close to it that the rounding allowed for would decide.
  const placeArbitrary = fc.record({
    x: fc.integer({ min: -10_000, max: 10_000 }),
    y: fc.oneof(fc.constant(7), fc.integer({ min: -300, max: 300 })),
  });

  it('finds whom trying all pairs finds', () => {
    fc.assert(
      fc.property(fc.array(placeArbitrary, { maxLength: 60 }), fc.integer({ min: 0, max: 5_000 }), (places, band) => {
        const { starts, members } = findNeighboursWithin(
          Float64Array.from(places, ({ x }) => x),
          Float64Array.from(places, ({ y }) => y),
          band,
        );
        for (const [i, { x, y }] of places.entries()) {
          const near = places.flatMap((other, j) => (Math.hypot(other.x - x, other.y - y) <= band ? [j] : []));
          expect([...members.subarray(starts[i]!, starts[i + 1]!)].sort((a, b) => a - b)).toEqual(near);
        }
        expect(starts[places.length]).toBe(members.length);
      }),
      { numRuns: 200 },
    );
  });

  it('counts a place at the very distance, and places on one another', () => {
    expect([...findNeighboursWithin(Float64Array.of(0, 0.3), Float64Array.of(0, 0), 0.1 + 0.2 - 5e-17).starts]).toEqual(
      [0, 2, 4],
    );
    expect([...findNeighboursWithin(Float64Array.of(5, 5, 6), Float64Array.of(5, 5, 5), 0).starts]).toEqual([
      0, 2, 4, 5,
    ]);
  });

  it('refuses places that are nowhere', () => {
    expect(() => findNeighboursWithin(Float64Array.of(0, Number.NaN), Float64Array.of(0, 0), 1)).toThrow(RangeError);
    expect(() => findNeighboursWithin(Float64Array.of(0), Float64Array.of(0), -1)).toThrow(RangeError);
  });
});
