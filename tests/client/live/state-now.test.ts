import { STALENESS_LIMITS } from '@liaowang/shared/analysis/positions/staleness';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLiveStatus } from '../../../client/src/live/live-status.store.ts';
import { createPositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { stateNowMs } from '../../../client/src/live/state-now.ts';
import { createFrameSource, createUnit } from './frames.ts';

const SERVER_MS = Date.UTC(2026, 10, 29, 12, 24, 28);

describe('units while the link is down', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    useLiveStatus.getState().reset(performance.now());
  });
  afterEach(() => {
    vi.useRealTimers();
    useLiveStatus.getState().reset(0);
  });

  it.each(['offline', 'late', 'connecting'] as const)(
    'stay as they were at the last frame (%s), and are judged by now when frames come again',
    (link) => {
      const source = createFrameSource();
      const buffer = createPositionBuffer();
      buffer.replaceUnits([createUnit(1, 'bus')], performance.now());
      buffer.applyFrame(
        source.snapshot([{ unitId: 1, lng: 118.35, lat: 34.37, fixTimeMs: SERVER_MS }], SERVER_MS),
        performance.now(),
      );
      useLiveStatus.getState().noteFrame(performance.now());
      const frameMs = performance.now();

      useLiveStatus.getState().setLink(link, performance.now());
      vi.advanceTimersByTime(STALENESS_LIMITS.bus.lostAfterMs * 2);
      expect(stateNowMs()).toBe(frameMs);
      buffer.updateStates(stateNowMs());
      expect([buffer.stateOf(1, stateNowMs()), buffer.countStates(stateNowMs()).bus.fresh]).toEqual(['fresh', 1]);

      useLiveStatus.getState().noteFrame(performance.now());
      expect(buffer.stateOf(1, stateNowMs())).toBe('lost');
    },
  );

  it('have their age counted from now before any frame has come', () => {
    vi.advanceTimersByTime(5_000);
    expect(stateNowMs()).toBe(performance.now());
  });
});
