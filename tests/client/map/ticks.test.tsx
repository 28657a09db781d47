import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { positionBuffer } from '../../../client/src/live/position-buffer.ts';
import { createTick, useBufferVersion, useTick } from '../../../client/src/map/ticks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ticks while it runs, and only when it is due', () => {
  let isDue = true;
  const tick = createTick(100, () => isDue);
  const { result, rerender } = renderHook(({ isRunning }) => useTick(tick, isRunning), {
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

it('is one clock for all who look, and stops with the last of them', () => {
  const tick = createTick(100);
  const first = renderHook(() => useTick(tick, true));
  const second = renderHook(() => useTick(tick, true));
  expect(vi.getTimerCount()).toBe(1);
  act(() => void vi.advanceTimersByTime(300));
  expect(first.result.current).toBe(second.result.current);
  first.unmount();
  expect(vi.getTimerCount()).toBe(1);
  second.unmount();
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer where the last one goes while it is told', () => {
  const tick = createTick(100);
  const stop = tick.subscribe(() => stop());
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
});

it('tells at once of what changed in the buffer, however often it is asked for within a frame', () => {
  const { result, unmount } = renderHook(() => useBufferVersion(true));
  const before = result.current;
  act(() => positionBuffer.clear());
  expect(result.current).toBeGreaterThan(before);
  act(() => positionBuffer.clear());
  act(() => void vi.advanceTimersByTime(100));
  expect(result.current).toBe(positionBuffer.version);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
