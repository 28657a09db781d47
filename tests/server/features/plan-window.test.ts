import { describe, expect, it } from 'vitest';
import type { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { planWindow } from '../../../server/src/features/revisit/plan-window.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 25, 8, 10);

const windowOf = (fromMs: number, toMs: number): RevisitWindow => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
  group: 'all',
  weekdays: null,
  startHour: 0,
  endHour: 24,
});
const plan = (window: RevisitWindow, historyStartMs = 0) =>
  planWindow(window, { nowMs: NOW_MS, historyStartMs, retentionDays: 90, timeZone: 'Asia/Shanghai' });

describe('planWindow', () => {
  it('gives a server that began minutes ago what it knows of a long window', () => {
    const beganMs = NOW_MS - 5 * MINUTE_MS;
    expect(plan(windowOf(NOW_MS - 8 * HOUR_MS, NOW_MS), beganMs)).toEqual([
      { fromMs: NOW_MS - 10 * MINUTE_MS, toMs: NOW_MS },
    ]);
  });

  it('ends now, and refuses a short one that was made to look long by its end', () => {
    expect(plan(windowOf(NOW_MS - HOUR_MS, NOW_MS + HOUR_MS))).toEqual([{ fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS }]);
    expect(() => plan(windowOf(NOW_MS - 10_000, NOW_MS + HOUR_MS))).toThrow(/at least 15 minutes/);
    expect(() => plan(windowOf(NOW_MS - 14 * MINUTE_MS, NOW_MS))).toThrow(/at least 15 minutes/);
    expect(plan(windowOf(NOW_MS - 15 * MINUTE_MS, NOW_MS))).toHaveLength(1);
  });

  it('begins no earlier than positions are kept', () => {
    const [first] = plan(windowOf(NOW_MS - 100 * 24 * HOUR_MS, NOW_MS - 89 * 24 * HOUR_MS));
    expect(first!.fromMs).toBe(Math.floor((NOW_MS - 90 * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS);
  });
});
