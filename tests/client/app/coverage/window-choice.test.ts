import { describe, expect, it } from 'vitest';
import { findSpanProblem, formatCompare, formatWindow, parseCompare, parseWindow, resolveComparison, resolveWindow } from '../../../../client/src/app/coverage/window-choice.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 4, 25, 13);

describe('resolveWindow', () => {
  it('ends a preset with the hour that runs, so that it changes once an hour', () => {
    const { fromMs, toMs } = resolveWindow('24h', NOW);
    expect(new Date(toMs).toISOString()).toBe('2026-11-24T05:00:00.000Z');
    expect(toMs - fromMs).toBe(24 * HOUR);
    expect(resolveWindow('24h', NOW + 30 * 60_000)).toEqual({ fromMs, toMs });
    expect(resolveWindow('8w', NOW).fromMs).toBe(toMs - 56 * 24 * HOUR);
  });

  it('keeps a chosen stretch', () => {
    const span = { fromMs: 5, toMs: 9 };
    expect(resolveWindow(span, NOW)).toEqual(span);
  });
});

describe('resolveComparison', () => {
  it('puts the window before right before, equally long', () => {
    expect(resolveComparison('before', { fromMs: 10 * HOUR, toMs: 14 * HOUR })).toEqual({ fromMs: 6 * HOUR, toMs: 10 * HOUR });
    expect(resolveComparison(null, { fromMs: 0, toMs: 1 })).toBeNull();
  });
});

describe('findSpanProblem', () => {
  it('says why a stretch cannot be asked for', () => {
    expect(findSpanProblem({ fromMs: NOW - HOUR, toMs: NOW }, NOW)).toBeNull();
    expect(findSpanProblem({ fromMs: NOW, toMs: NOW }, NOW)).toBe('empty');
    expect(findSpanProblem({ fromMs: Number.NaN, toMs: NOW }, NOW)).toBe('empty');
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
    for (const text of ['', '9d', '20261108T0000Z', '20261108T0000Z-20261101T0000Z', '20261399T0000Z-20261401T0000Z', 'a-b']) expect(parseWindow(text)).toBeNull();
  });
});
