import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpaceTimeCube, type TimedEvents } from '@liaowang/shared/analysis/hotspots/emerging/space-time-cube';

const grid = { originX: 0, originY: 0, cellMeters: 100, columns: 4, rows: 3 };
const steps = { stepMs: 1_000, stepCount: 3, endMs: 10_000 };

function toEvents(rows: readonly (readonly [x: number, y: number, timeMs: number])[]): TimedEvents {
  return {
    xs: Float64Array.from(rows, ([x]) => x),
    ys: Float64Array.from(rows, ([, y]) => y),
    timesMs: Float64Array.from(rows, ([, , timeMs]) => timeMs),
  };
}

describe('a space-time cube', () => {
  it('counts back from its end, the last step holding it', () => {
    const cube = createSpaceTimeCube(
      toEvents([
        [50, 50, 7_000],
        [50, 50, 7_999],
        [50, 50, 8_000],
        [50, 50, 10_000],
        [350, 250, 9_000],
        [150, 50, 6_999],
        [150, 50, 10_001],
        [150, 50, Number.NaN],
        [-1, 50, 8_000],
      ]),
      grid,
      steps,
    );
    expect([...cube.cells]).toEqual([0, 11]);
    expect([...cube.counts]).toEqual([2, 1, 1, 0, 0, 1]);
  });

  it('has the locations that it is given', () => {
    const cube = createSpaceTimeCube(
      toEvents([
        [150, 50, 9_500],
        [50, 50, 9_500],
      ]),
      grid,
      steps,
      [5, 1],
    );
    expect([...cube.cells]).toEqual([1, 5]);
    expect([...cube.counts]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('is nothing without events', () => {
    expect(createSpaceTimeCube(toEvents([]), grid, steps)).toEqual({
      grid,
      cells: new Int32Array(0),
      stepCount: 3,
      counts: new Float64Array(0),
    });
  });

  it('needs steps', () => {
    expect(() => createSpaceTimeCube(toEvents([]), grid, { ...steps, stepMs: 0 })).toThrow('stepMs');
    expect(() => createSpaceTimeCube(toEvents([]), grid, { ...steps, stepCount: 1.5 })).toThrow('stepCount');
  });

  it('counts every event in reach once, at locations that all have one', () => {
    const event = fc.tuple(
      fc.integer({ min: -50, max: 449 }),
      fc.integer({ min: -50, max: 349 }),
      fc.integer({ min: 6_000, max: 11_000 }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (rows) => {
        const cube = createSpaceTimeCube(toEvents(rows), grid, steps);
        const inside = rows.filter(([x, y, t]) => x >= 0 && x < 400 && y >= 0 && y < 300 && t >= 7_000 && t <= 10_000);
        expect(cube.counts.reduce((sum, count) => sum + count, 0)).toBe(inside.length);
        for (let location = 0; location < cube.cells.length; location++) {
          expect(cube.counts.subarray(3 * location, 3 * location + 3).some((count) => count > 0)).toBe(true);
        }
      }),
    );
  });
});
