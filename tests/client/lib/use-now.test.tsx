import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useNow } from '../../../client/src/lib/use-now.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ticks once a second by one timer for all who look, and by none once nobody does', () => {
  const first = renderHook(() => useNow());
  const second = renderHook(() => useNow());
  expect(vi.getTimerCount()).toBe(1);
  const startMs = first.result.current;
  act(() => void vi.advanceTimersByTime(3_000));
  expect([first.result.current, second.result.current]).toEqual([startMs + 3_000, startMs + 3_000]);
  first.unmount();
  expect(vi.getTimerCount()).toBe(1);
  second.unmount();
  expect(vi.getTimerCount()).toBe(0);
});

it('shows the present to who looks after nobody did', () => {
  const { result, unmount } = renderHook(() => useNow());
  const startMs = result.current;
  unmount();
  vi.advanceTimersByTime(60_000);
  expect(renderHook(() => useNow()).result.current).toBe(startMs + 60_000);
});
