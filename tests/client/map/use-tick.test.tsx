import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useTick } from '../../../client/src/map/use-tick.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ticks while it runs, and only when it is due', () => {
  let isDue = true;
  const isDueNow = () => isDue;
  const { result, rerender } = renderHook(({ isRunning }) => useTick(isRunning, 100, isDueNow), {
    initialProps: { isRunning: true },
  });
  const startMs = result.current;
  act(() => void vi.advanceTimersByTime(1_000));
  expect(result.current).toBe(startMs + 1_000);
  isDue = false;
  act(() => void vi.advanceTimersByTime(1_000));
  expect(result.current).toBe(startMs + 1_000);
  isDue = true;
  rerender({ isRunning: false });
  act(() => void vi.advanceTimersByTime(1_000));
  expect([result.current, vi.getTimerCount()]).toEqual([startMs + 1_000, 0]);
});

it('stops with whoever looked', () => {
  const { unmount } = renderHook(() => useTick(true, 100));
  expect(vi.getTimerCount()).toBe(1);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
