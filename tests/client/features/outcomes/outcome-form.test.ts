import { describe, expect, it } from 'vitest';
import {
  DEFAULT_OUTCOME_FORM,
  describeDays,
  findOutcomeProblem,
  toOutcomeQuery,
} from '../../../../client/src/features/outcomes/outcome-form.ts';

const SHANGHAI = 'Asia/Shanghai';
const NOW_MS = Date.parse('2026-11-25T04:00:00Z');
const form = (change: Partial<typeof DEFAULT_OUTCOME_FORM>) => ({ ...DEFAULT_OUTCOME_FORM, ...change });

describe('the question', () => {
  it('leaves the windows to the server where no day is typed', () => {
    expect(toOutcomeQuery(DEFAULT_OUTCOME_FORM, SHANGHAI)).toEqual({ beforeDays: 84, afterDays: 0, bufferMeters: 300 });
  });

  it("counts the last day whole, by the city's clock", () => {
    const query = toOutcomeQuery(
      form({ firstDay: '2026-09-01', lastDay: ' 2026-10-31 ', beforeWeeks: 4, afterWeeks: 2 }),
      SHANGHAI,
    );
    expect(query).toEqual({
      from: '2026-08-31T16:00:00.000Z',
      to: '2026-10-31T16:00:00.000Z',
      beforeDays: 28,
      afterDays: 14,
      bufferMeters: 300,
    });
    expect(describeDays({ from: query.from!, to: query.to! }, SHANGHAI)).toEqual({
      from: '2026-09-01',
      to: '2026-10-31',
    });
    // Houston puts its clocks back on the 1st of November.
    expect(toOutcomeQuery(form({ firstDay: '2026-10-31', lastDay: '2026-11-01' }), 'America/Chicago')).toMatchObject({
      from: '2026-10-31T05:00:00.000Z',
      to: '2026-11-02T06:00:00.000Z',
    });
  });

  it.each([
    ['day', { firstDay: '2026-02-30' }],
    ['day', { lastDay: '25.11.2026' }],
    ['order', { firstDay: '2026-11-02', lastDay: '2026-11-01' }],
    ['future', { firstDay: '2026-11-26' }],
    ['beforeWeeks', { beforeWeeks: 0 }],
    ['afterWeeks', { afterWeeks: 1.5 }],
    ['bufferMeters', { bufferMeters: null }],
  ] as const)('is refused: %s', (problem, change) => {
    expect(findOutcomeProblem(form(change), NOW_MS, SHANGHAI)).toBe(problem);
  });

  it('may be of one day, and of today', () => {
    expect(findOutcomeProblem(form({ firstDay: '2026-11-25', lastDay: '2026-11-25' }), NOW_MS, SHANGHAI)).toBeNull();
    expect(findOutcomeProblem(DEFAULT_OUTCOME_FORM, NOW_MS, SHANGHAI)).toBeNull();
  });
});
