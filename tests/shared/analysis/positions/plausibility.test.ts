import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import {
  IMPLAUSIBLE_REASONS,
  INITIAL_PLAUSIBILITY_STATE,
  isPlausibleFix,
  PLAUSIBILITY_LIMITS,
  type PlausibilityFix,
  type PlausibilityLimits,
  type PlausibilityState,
} from '@liaowang/shared/analysis/positions/plausibility';

const START_MS = Date.UTC(2026, 4, 1, 8);
const limits = PLAUSIBILITY_LIMITS.foot;

/** A fix so many seconds after the start, so many metres north of the town centre. */
function createFix(seconds: number, metersNorth = 0, change: Partial<PlausibilityFix> = {}): PlausibilityFix {
  const fixTimeMs = START_MS + seconds * 1_000;
  return {
    lng: 118.35,
    lat: 34.37 + metersNorth / 111_195,
    fixTimeMs,
    receivedAtMs: fixTimeMs,
    accuracyMeters: 5,
    ...change,
  };
}

/** Judges fixes one after another: reasons of dropped ones, 'late' or 'ok' of the others. */
function judgeAll(fixes: PlausibilityFix[], kindLimits: PlausibilityLimits = limits) {
  let state: PlausibilityState = INITIAL_PLAUSIBILITY_STATE;
  return fixes.map((fix) => {
    const verdict = isPlausibleFix(fix, state, kindLimits);
    state = verdict.state;
    if (!verdict.plausible) return verdict.reason;
    return verdict.late ? 'late' : 'ok';
  });
}

describe('haversineDistanceMeters', () => {
  it('measures a degree of latitude and the antipodes', () => {
    expect(haversineDistanceMeters(118, 34, 118, 35)).toBeCloseTo(111_195.08, 1);
    expect(haversineDistanceMeters(0, 0, 180, 0)).toBeCloseTo(Math.PI * 6_371_008.8, 3);
    expect(haversineDistanceMeters(118, 34, 118, 34)).toBe(0);
  });
});

describe('isPlausibleFix', () => {
  it('accepts a walk', () => {
    expect(judgeAll([createFix(0), createFix(10, 14), createFix(20, 28)])).toEqual(['ok', 'ok', 'ok']);
  });

  it('drops coordinates that cannot be', () => {
    for (const change of [
      { lng: Number.NaN },
      { lat: Number.NaN },
      { lng: 180.1 },
      { lat: -90.1 },
      { lat: Number.POSITIVE_INFINITY },
      { lng: 0, lat: 0 },
      { lng: 0.0001, lat: -0.0002 },
      { lng: -0.99, lat: 0.99 },
    ]) {
      expect(judgeAll([createFix(0, 0, change)])).toEqual(['invalid-coordinates']);
    }
    expect(judgeAll([createFix(0, 0, { lng: 0, lat: 34 })])).toEqual(['ok']);
    // Accra, the largest city near it.
    expect(judgeAll([createFix(0, 0, { lng: -0.19, lat: 5.6 })])).toEqual(['ok']);
  });

  it('drops fixes from the future, beyond the tolerance only', () => {
    const edgeMs = START_MS - limits.futureToleranceMs;
    expect(judgeAll([createFix(0, 0, { receivedAtMs: edgeMs })])).toEqual(['ok']);
    expect(judgeAll([createFix(0, 0, { receivedAtMs: edgeMs - 1 })])).toEqual(['future']);
  });

  it('drops fixes older than the retention, late ones too, and times that are no number', () => {
    const edgeMs = START_MS + limits.maxAgeMs;
    expect(judgeAll([createFix(0, 0, { receivedAtMs: edgeMs })])).toEqual(['ok']);
    expect(judgeAll([createFix(0, 0, { receivedAtMs: edgeMs + 1 })])).toEqual(['too-old']);
    expect(judgeAll([createFix(60), createFix(0, 0, { receivedAtMs: edgeMs + 1 })])).toEqual(['ok', 'too-old']);
    expect(judgeAll([createFix(Number.NaN, 0, { receivedAtMs: START_MS })])).toEqual(['too-old']);
  });

  it('drops fixes that say too little about the place', () => {
    expect(judgeAll([createFix(0, 0, { accuracyMeters: 200 })])).toEqual(['ok']);
    expect(judgeAll([createFix(0, 0, { accuracyMeters: 201 })])).toEqual(['inaccurate']);
    expect(judgeAll([createFix(0, 0, { accuracyMeters: null })])).toEqual(['ok']);
  });

  it('drops the same fix sent again', () => {
    expect(judgeAll([createFix(0), createFix(0), createFix(0, 3)])).toEqual(['ok', 'duplicate', 'duplicate']);
  });

  it('keeps late fixes for history wherever they are, and does not move the latest back', () => {
    expect(judgeAll([createFix(100), createFix(40, 50_000), createFix(110, 10)])).toEqual(['ok', 'late', 'ok']);
  });

  it('forgets a fix that lies ahead of the present: after a clock jumped ahead and back the mark goes on', () => {
    const ahead = createFix(3_600, 0, { receivedAtMs: START_MS + 3_600_000 });
    expect(judgeAll([createFix(0), ahead, createFix(10, 14), createFix(20, 28), createFix(15, 20)])).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'late',
    ]);
  });

  it('drops a jump and goes on as before', () => {
    expect(judgeAll([createFix(0), createFix(10, 2_000), createFix(20, 20)])).toEqual(['ok', 'impossible-jump', 'ok']);
  });

  it('knows that a taxi outruns a walker', () => {
    const fixes = [createFix(0), createFix(60, 1_800)];
    expect(judgeAll(fixes)).toEqual(['ok', 'impossible-jump']);
    expect(judgeAll(fixes, PLAUSIBILITY_LIMITS.taxi)).toEqual(['ok', 'ok']);
  });

  it('takes both accuracies into account', () => {
    const jump = [createFix(0), createFix(1, 300)];
    expect(judgeAll(jump)).toEqual(['ok', 'impossible-jump']);
    expect(judgeAll([createFix(0, 0, { accuracyMeters: 150 }), createFix(1, 300, { accuracyMeters: 150 })])).toEqual([
      'ok',
      'ok',
    ]);
  });

  it('believes a second fix that agrees with the jump', () => {
    expect(judgeAll([createFix(0), createFix(10, 9_000), createFix(20, 9_010), createFix(30, 9_020)])).toEqual([
      'ok',
      'impossible-jump',
      'ok',
      'ok',
    ]);
  });

  it('does not believe jumps to different places, nor one jump sent twice', () => {
    expect(judgeAll([createFix(0), createFix(10, 9_000), createFix(20, -9_000), createFix(30, 30_000)])).toEqual([
      'ok',
      'impossible-jump',
      'impossible-jump',
      'impossible-jump',
    ]);
    expect(judgeAll([createFix(0), createFix(10, 9_000), createFix(10, 9_000)])).toEqual([
      'ok',
      'impossible-jump',
      'duplicate',
    ]);
  });

  it('forgets the suspect once the unit is seen where it was', () => {
    const fixes = [createFix(0), createFix(10, 9_000), createFix(20, 20), createFix(30, 9_010)];
    expect(judgeAll(fixes)).toEqual(['ok', 'impossible-jump', 'ok', 'impossible-jump']);
  });

  const anyFix: fc.Arbitrary<PlausibilityFix> = fc.record({
    lng: fc.double(),
    lat: fc.double(),
    fixTimeMs: fc.oneof(fc.double(), fc.integer({ min: START_MS - 1e7, max: START_MS + 1e7 })),
    receivedAtMs: fc.constant(START_MS),
    accuracyMeters: fc.option(fc.double()),
  });

  it('answers anything with a verdict, never moves the latest fix back, and does not change its input', () => {
    fc.assert(
      fc.property(fc.array(anyFix, { maxLength: 20 }), (fixes) => {
        let state: PlausibilityState = INITIAL_PLAUSIBILITY_STATE;
        for (const fix of fixes) {
          const before = structuredClone(state);
          const verdict = isPlausibleFix(fix, state, limits);
          expect(state).toEqual(before);
          expect(['plausible', ...IMPLAUSIBLE_REASONS]).toContain(verdict.plausible ? 'plausible' : verdict.reason);
          const latestMs = verdict.state.latest?.fixTimeMs ?? Number.NEGATIVE_INFINITY;
          expect(latestMs).toBeGreaterThanOrEqual(state.latest?.fixTimeMs ?? Number.NEGATIVE_INFINITY);
          state = verdict.state;
        }
      }),
    );
  });

  it('never locks a unit out: wherever it is put down, its second steady fix is believed', () => {
    const place = fc.record({
      lng: fc.double({ min: -179, max: 179, noNaN: true }),
      lat: fc.double({ min: 1, max: 89, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, place, (first, stray, home) => {
        const fixes = [first, stray, home, home].map((at, index) => createFix(index * 5, 0, at));
        expect(judgeAll(fixes).at(-1)).toBe('ok');
      }),
    );
  });
});
