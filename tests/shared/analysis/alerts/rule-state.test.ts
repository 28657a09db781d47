import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findActiveMinutes } from '@liaowang/shared/analysis/alerts/rule-hours';
import {
  advanceRule,
  createBrokenState,
  createRuleState,
  type RuleReading,
  type RuleState,
} from '@liaowang/shared/analysis/alerts/rule-state';

const STEP_MS = 10_000;
const reading = (n: number, seenShare: number | null, rest: Partial<RuleReading> = {}): RuleReading => ({
  atMs: n * STEP_MS,
  isActive: true,
  mayBreak: true,
  seenShare,
  minSeenShare: 0.5,
  ...rest,
});
/** States after each share, a reading every 10 s. */
function follow(shares: ReadonlyArray<number | null>, start: RuleState = createRuleState(0)): RuleState[] {
  let state = start;
  return shares.map((share, n) => (state = advanceRule(state, reading(n, share))));
}
const kinds = (states: readonly RuleState[]) => states.map(({ kind }) => kind);

describe('a rule', () => {
  it('breaks after a minute on end below its share, and not before', () => {
    const states = follow(Array.from({ length: 8 }, () => 0.2));
    expect(kinds(states)).toEqual(['kept', 'kept', 'kept', 'kept', 'kept', 'kept', 'broken', 'broken']);
    expect(states.at(-1)).toEqual({ kind: 'broken', sinceMs: 60_000, turnSinceMs: null });
  });

  it('does not break when it was seen in between', () => {
    expect(kinds(follow([0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]))).not.toContain('broken');
  });

  it('is kept again only with a margin, for a minute on end', () => {
    const start = createBrokenState(0);
    expect(
      kinds(
        follow(
          Array.from({ length: 20 }, () => 0.52),
          start,
        ),
      ),
    ).not.toContain('kept');
    expect(
      kinds(
        follow(
          Array.from({ length: 8 }, () => 0.55),
          start,
        ),
      ).indexOf('kept'),
    ).toBe(6);
  });

  it('that asks for everything is kept again when everything is seen', () => {
    let state = createBrokenState(0);
    for (let n = 0; n < 8; n++) state = advanceRule(state, reading(n, 1, { minSeenShare: 1 }));
    expect(state.kind).toBe('kept');
  });

  it('waits anew after a moment of which nothing is known', () => {
    expect(kinds(follow([0.2, 0.2, 0.2, 0.2, 0.2, null, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]))).not.toContain('broken');
  });

  it('rests at once outside its hours, and starts as kept', () => {
    const broken = createBrokenState(0);
    expect(advanceRule(broken, reading(1, 0.2, { isActive: false }))).toEqual({
      kind: 'resting',
      sinceMs: STEP_MS,
      turnSinceMs: null,
    });
    expect(advanceRule(createRuleState(0), reading(3, 0.2))).toEqual({
      kind: 'kept',
      sinceMs: 3 * STEP_MS,
      turnSinceMs: 3 * STEP_MS,
    });
  });

  it('never breaks before it was active for as long as the area may be unseen', () => {
    let state = createRuleState(0);
    for (let n = 0; n < 50; n++) {
      state = advanceRule(state, reading(n, 0, { mayBreak: n >= 30 }));
      expect(state.kind).toBe(n < 36 ? 'kept' : 'broken');
    }
  });

  it('never changes twice within a minute, whatever is seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), { maxLength: 120 }),
        (shares) => {
          const changes = follow(shares).flatMap(({ kind }, n, states) =>
            n > 0 && kind !== states[n - 1]!.kind ? [n] : [],
          );
          const steps = changes.slice(1).map((n, i) => n - changes[i]!);
          expect(Math.min(...steps) * STEP_MS).toBeGreaterThanOrEqual(60_000);
        },
      ),
    );
  });
});

describe('hours of a rule', () => {
  const gates = { weekdays: [1, 2, 3, 4, 5], startMinute: 960, endMinute: 1_080 };
  it('are half-open, on its weekdays', () => {
    expect([959, 960, 1_079, 1_080].map((minute) => findActiveMinutes(gates, 3, minute))).toEqual([null, 0, 119, null]);
    expect(findActiveMinutes(gates, 6, 1_000)).toBeNull();
  });

  it('past midnight belong to the day on which they began', () => {
    const night = { weekdays: [5], startMinute: 1_320, endMinute: 240 };
    expect([
      findActiveMinutes(night, 5, 1_330),
      findActiveMinutes(night, 6, 10),
      findActiveMinutes(night, 5, 10),
      findActiveMinutes(night, 6, 1_330),
    ]).toEqual([10, 130, null, null]);
    expect(findActiveMinutes({ ...night, weekdays: [7] }, 1, 0)).toBe(120);
  });

  it('all day on day after day are one stretch', () => {
    const always = { weekdays: [1, 2], startMinute: 0, endMinute: 1_440 };
    expect([findActiveMinutes(always, 1, 5), findActiveMinutes(always, 2, 5), findActiveMinutes(always, 3, 5)]).toEqual(
      [5, 1_445, null],
    );
  });

  it('that start when they end never come', () => {
    expect(findActiveMinutes({ ...gates, endMinute: 960 }, 1, 960)).toBeNull();
  });
});
