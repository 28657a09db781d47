import type { HourOfWeek } from '@liaowang/shared/schemas/coverage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRecordedHours,
  placeOfCell,
  stepCell,
  summarizeHours,
} from '../../../../client/src/features/coverage/hour-of-week.ts';

const matrix = (known: Record<number, number>): Pick<HourOfWeek, 'cells'> => ({
  cells: Array.from({ length: 168 }, (_, cell) => ({
    meanShare: known[cell] ?? null,
    meanIncidentShare: null,
    hours: known[cell] === undefined ? 0 : 4,
  })),
});

describe('summarizeHours', () => {
  it('finds the best and the worst hour, the earliest of equals', () => {
    expect(summarizeHours(matrix({ 3: 0.4, 8: 0.9, 100: 0.2, 101: 0.2, 102: 0.9 }), 'share')).toEqual({
      best: 8,
      worst: 100,
      low: 0.2,
      high: 0.9,
    });
  });

  it('is nothing where nothing was recorded, or no such demand', () => {
    expect(summarizeHours(matrix({}), 'share')).toBeNull();
    expect(summarizeHours(matrix({ 3: 0.4 }), 'incidentShare')).toBeNull();
    expect(countRecordedHours(matrix({ 3: 0.4, 9: 0.1 }))).toBe(8);
  });
});

describe('cells', () => {
  it('begin on Monday at midnight', () => {
    expect(placeOfCell(0)).toEqual({ weekday: 1, hour: 0 });
    expect(placeOfCell(167)).toEqual({ weekday: 7, hour: 23 });
    expect(placeOfCell(4 * 24 + 18)).toEqual({ weekday: 5, hour: 18 });
  });

  it('are walked with the arrow keys and never left', () => {
    expect(stepCell(30, 'ArrowDown')).toBe(54);
    expect(stepCell(23, 'ArrowRight')).toBe(23);
    expect(stepCell(24, 'ArrowLeft')).toBe(24);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 167 }),
        fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter')),
        (start, keys) => {
          const end = keys.reduce(stepCell, start);
          expect(end).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(167);
        },
      ),
    );
  });
});
