import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendSeen,
  collectSeen,
  createVisitColumns,
  stampVisit,
  type SeenCells,
  type VisitColumns,
} from '@liaowang/shared/analysis/revisit/visit-columns';
import { closeStretch, computeMeasures, createWindowTotals } from '@liaowang/shared/analysis/revisit/window-totals';

interface ReferenceCell {
  cell: string;
  visits_min: number[];
  window: [number, number];
  mean_between: number | null;
  max_gap_including_window_ends: number;
  time_average_age_min: number;
  time_since_last_at_end: number | null;
}
const reference = JSON.parse(
  readFileSync(new URL('../../../fixtures/revisit-reference.json', import.meta.url), 'utf8'),
) as { cells: ReferenceCell[] };

/** One cell with a stay a visit. */
function stampAll(visits: ReadonlyArray<readonly [start: number, end: number]>, mergeSeconds: number): VisitColumns {
  const columns = createVisitColumns(1, mergeSeconds);
  for (const [start, end] of visits) stampVisit(columns, 0, 1, start, end);
  return columns;
}

function measure(columns: VisitColumns, startSecond: number, endSecond: number) {
  const totals = createWindowTotals(1);
  closeStretch(totals, columns, startSecond, endSecond);
  const { visits, age, meanGap, maxGap, meanAge } = computeMeasures(totals, endSecond - startSecond, endSecond);
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    visits: visits[0]!,
    age: orNull(age[0]!),
    meanGap: orNull(meanGap[0]!),
    maxGap: maxGap[0]!,
    meanAge: meanAge[0]!,
  };
}

/** The same from the definitions: stays merged, gaps between them, waits at the ends. */
function measureByHand(
  visits: ReadonlyArray<readonly [number, number]>,
  mergeSeconds: number,
  startSecond: number,
  endSecond: number,
) {
  const stays: [number, number][] = [];
  for (const [start, end] of visits) {
    const last = stays.at(-1);
    if (last && start - last[1] <= mergeSeconds) last[1] = Math.max(last[1], end);
    else stays.push([start, end]);
  }
  const between = stays.slice(1).map(([start], i) => start - stays[i]![1]);
  const ends =
    stays.length === 0 ? [endSecond - startSecond] : [stays[0]![0] - startSecond, endSecond - stays.at(-1)![1]];
  const all = [...between, ...ends];
  return {
    visits: stays.length,
    age: stays.length === 0 ? null : endSecond - stays.at(-1)![1],
    meanGap: between.length === 0 ? null : Math.fround(between.reduce((a, b) => a + b, 0) / between.length),
    maxGap: Math.max(...all),
    meanAge: Math.fround(all.reduce((sum, gap) => sum + gap * gap, 0) / (2 * (endSecond - startSecond))),
  };
}

const HOUR = 3_600;
/** Stays in time order within some hours, as starts and lengths. */
const visitsArbitrary = (hours: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: hours * HOUR - 1 }), fc.integer({ min: 0, max: 59 })), { maxLength: 40 })
    .map((pairs) =>
      pairs
        .map(
          ([start, length]) => [start, Math.min(start + length, Math.floor(start / HOUR) * HOUR + HOUR - 1)] as const,
        )
        .sort((a, b) => a[0] - b[0]),
    );

function collectHour(visits: ReadonlyArray<readonly [number, number]>, hour: number, mergeSeconds: number): SeenCells {
  const own = visits.filter(([start]) => Math.floor(start / HOUR) === hour);
  return collectSeen(
    stampAll(
      own.map(([start, end]) => [start - hour * HOUR, end - hour * HOUR]),
      mergeSeconds,
    ),
  );
}

describe('measures of a window', () => {
  it.each(reference.cells)('of reference cell $cell', ({ visits_min: visits, window: [from, to], ...expected }) => {
    const found = measure(
      stampAll(
        visits.map((minute) => [minute, minute]),
        0,
      ),
      from,
      to,
    );
    expect({ mean: found.meanGap, max: found.maxGap, age: found.age }).toEqual({
      mean: expected.mean_between,
      max: expected.max_gap_including_window_ends,
      age: expected.time_since_last_at_end,
    });
    expect(found.meanAge).toBeCloseTo(expected.time_average_age_min, 3);
    expect(found.visits).toBe(visits.length);
  });

  it('follow from any list of stays', () => {
    fc.assert(
      fc.property(visitsArbitrary(3), fc.constantFrom(0, 60, 600), (visits, mergeSeconds) => {
        expect(measure(stampAll(visits, mergeSeconds), 0, 3 * HOUR)).toEqual(
          measureByHand(visits, mergeSeconds, 0, 3 * HOUR),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('of a cell that was never seen are the window itself', () => {
    expect(measure(createVisitColumns(1), 0, HOUR)).toEqual({
      visits: 0,
      age: null,
      meanGap: null,
      maxGap: HOUR,
      meanAge: HOUR / 2,
    });
  });

  it('leave out the hours between two stretches', () => {
    const columns = createVisitColumns(1);
    const totals = createWindowTotals(1);
    stampVisit(columns, 0, 1, 1_000, 1_000);
    closeStretch(totals, columns, 0, 2_000);
    stampVisit(columns, 0, 1, 90_500, 90_500);
    closeStretch(totals, columns, 90_000, 92_000);
    const { visits, age, meanGap, maxGap, meanAge } = computeMeasures(totals, 4_000, 92_000);
    expect([visits[0], age[0], meanGap[0], maxGap[0]]).toEqual([2, 1_500, Number.NaN, 1_500]);
    expect(meanAge[0]).toBeCloseTo((1_000 ** 2 + 1_000 ** 2 + 500 ** 2 + 1_500 ** 2) / 8_000, 3);
  });
});

describe('seen cells of hours', () => {
  it('combine into what one stretch would have told', () => {
    fc.assert(
      fc.property(visitsArbitrary(5), fc.constantFrom(0, 60, 600), (visits, mergeSeconds) => {
        const combined = createVisitColumns(1, mergeSeconds);
        for (let hour = 0; hour < 5; hour++) appendSeen(combined, collectHour(visits, hour, mergeSeconds), hour * HOUR);
        expect(collectSeen(combined)).toEqual(collectSeen(stampAll(visits, mergeSeconds)));
      }),
      { numRuns: 400 },
    );
  });

  it('are a monoid: brackets do not matter, and an hour without anything changes nothing', () => {
    fc.assert(
      fc.property(visitsArbitrary(3), (visits) => {
        const [a, b, c] = [0, 1, 2].map((hour) => collectHour(visits, hour, 60)) as [SeenCells, SeenCells, SeenCells];
        const join = (parts: ReadonlyArray<readonly [SeenCells, number]>) => {
          const columns = createVisitColumns(1);
          for (const [part, offset] of parts) appendSeen(columns, part, offset);
          return collectSeen(columns);
        };
        const nothing = collectSeen(createVisitColumns(1));
        const left = join([
          [
            join([
              [a, 0],
              [b, HOUR],
            ]),
            0,
          ],
          [c, 2 * HOUR],
        ]);
        const right = join([
          [a, 0],
          [
            join([
              [b, 0],
              [c, HOUR],
            ]),
            HOUR,
          ],
        ]);
        expect(left).toEqual(right);
        expect(
          join([
            [nothing, 0],
            [left, 0],
            [nothing, 0],
          ]),
        ).toEqual(left);
      }),
      { numRuns: 300 },
    );
  });
});
