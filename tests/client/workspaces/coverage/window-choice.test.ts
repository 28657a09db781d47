import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  WINDOW_PRESETS,
  findSpanProblem,
  formatCompare,
  formatWindow,
  parseCompare,
  parseWindow,
  resolveComparison,
  resolveWindow,
} from '../../../../client/src/workspaces/coverage/window-choice.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 4, 25, 13);

describe('resolveWindow', () => {
  it('begins a preset with an hour and ends it with the minute that runs', () => {
    const { fromMs, toMs } = resolveWindow('24h', NOW);
    expect([fromMs, toMs].map((timeMs) => new Date(timeMs).toISOString())).toEqual([
      '2026-11-23T05:00:00.000Z',
      '2026-11-24T04:25:00.000Z',
    ]);
    expect(resolveWindow('24h', NOW + 30 * 60_000)).toEqual({ fromMs, toMs: toMs + 30 * 60_000 });
    expect(resolveWindow('8w', NOW).fromMs).toBe(fromMs - 55 * 24 * HOUR);
  });

  it('keeps a chosen stretch, up to now', () => {
    const span = { fromMs: NOW - HOUR, toMs: NOW - 60_000 };
    expect(resolveWindow(span, NOW)).toEqual(span);
    expect(resolveWindow({ ...span, toMs: NOW + HOUR }, NOW)).toEqual({
      ...span,
      toMs: Math.floor(NOW / 60_000) * 60_000,
    });
  });

  it('never ends in the future, and can always be asked for', () => {
    const choices = fc.oneof(
      fc.constantFrom(...WINDOW_PRESETS),
      fc.tuple(fc.integer({ min: 0, max: 400 * 24 * 60 }), fc.integer({ min: 1, max: 60 * 24 * 60 })),
    );
    fc.assert(
      fc.property(
        choices,
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.constantFrom('before' as const, null),
        (choice, laterMs, compare) => {
          const nowMs = NOW + laterMs;
          const window =
            typeof choice === 'string'
              ? choice
              : {
                  fromMs: Math.floor(nowMs / 60_000 - choice[0] - 1) * 60_000,
                  toMs: Math.floor(nowMs / 60_000 - choice[0] - 1 + choice[1]) * 60_000,
                };
          for (const span of [resolveWindow(window, nowMs), resolveComparison(compare, window, nowMs)]) {
            if (span === null) continue;
            expect(span.toMs).toBeLessThanOrEqual(nowMs);
            expect(span.fromMs).toBeLessThan(span.toMs);
          }
        },
      ),
    );
  });
});

describe('resolveComparison', () => {
  it('puts the window before right before, equally long', () => {
    expect(resolveComparison('before', { fromMs: 10 * HOUR, toMs: 14 * HOUR }, NOW)).toEqual({
      fromMs: 6 * HOUR,
      toMs: 10 * HOUR,
    });
    expect(resolveComparison(null, '24h', NOW)).toBeNull();
  });

  it('puts the same times of day before a preset', () => {
    const { fromMs, toMs } = resolveWindow('7d', NOW);
    expect(resolveComparison('before', '7d', NOW)).toEqual({ fromMs: fromMs - 168 * HOUR, toMs: toMs - 168 * HOUR });
  });
});

describe('findSpanProblem', () => {
  it('says why a stretch cannot be asked for', () => {
    expect(findSpanProblem({ fromMs: NOW - HOUR, toMs: NOW }, NOW)).toBeNull();
    expect(findSpanProblem({ fromMs: NOW, toMs: NOW }, NOW)).toBe('empty');
    expect(findSpanProblem({ fromMs: Number.NaN, toMs: NOW }, NOW)).toBe('unreadable');
    expect(findSpanProblem({ fromMs: NOW - 401 * 24 * HOUR, toMs: NOW }, NOW)).toBe('too-long');
    expect(findSpanProblem({ fromMs: NOW + HOUR, toMs: NOW + 2 * HOUR }, NOW)).toBe('in-the-future');
  });
});

describe('windows in an address', () => {
  it('read back as they were written', () => {
    const span = { fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 10, 8, 12, 30) };
    expect(formatWindow(span)).toBe('20261101T0000Z-20261108T1230Z');
    expect(parseWindow(formatWindow(span))).toEqual(span);
    expect(parseWindow('28d')).toBe('28d');
    expect(parseCompare(formatCompare(span))).toEqual(span);
    expect(parseCompare(formatCompare('before'))).toBe('before');
    expect(formatCompare(null)).toBeNull();
  });

  it('are nothing where they make no sense', () => {
    for (const text of [
      '',
      '9d',
      '20261108T0000Z',
      '20261108T0000Z-20261101T0000Z',
      '20261399T0000Z-20261401T0000Z',
      'a-b',
    ])
      expect(parseWindow(text)).toBeNull();
  });
});
