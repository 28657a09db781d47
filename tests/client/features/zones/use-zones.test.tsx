import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useZones } from '../../../../client/src/features/zones/use-zones.ts';
import type { ZonesTask } from '../../../../client/src/features/zones/zones.task.ts';
import { useZonesStore } from '../../../../client/src/features/zones/zones.store.ts';
import type { TaskReply, TaskRequest } from '../../../../client/src/lib/browser-task.ts';

/** The threads that were started, in the browser's place. */
class FakeWorker {
  static started: FakeWorker[] = [];
  posted: TaskRequest<ZonesTask>[] = [];
  isEnded = false;
  private listeners = new Map<string, (event: object) => void>();
  constructor() {
    FakeWorker.started.push(this);
  }
  postMessage(request: TaskRequest<ZonesTask>): void {
    this.posted.push(request);
  }
  addEventListener(name: string, listener: (event: object) => void): void {
    this.listeners.set(name, listener);
  }
  terminate(): void {
    this.isEnded = true;
  }
  answer(data: TaskReply<ZonesTask>): void {
    act(() => this.listeners.get('message')!({ data }));
  }
}

type Input = Parameters<typeof useZones>[0];
const INCIDENTS = {
  columns: {},
  local: {},
  matched: new Int32Array(0),
  filter: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
} as unknown as Input['incidents'];
const METHOD = { kind: 'density' } as Input['method'];
const COUNTS_GRID = { shape: 'square', cellMeters: 500 } as Input['countsGrid'];

const ask = () =>
  renderHook(
    ({ incidents }) =>
      useZones({
        study: {} as NonNullable<Input['study']>,
        incidents,
        method: METHOD,
        wantsSensitivity: false,
        countsGrid: COUNTS_GRID,
        nowMs: () => 0,
      }),
    { initialProps: { incidents: INCIDENTS } },
  );
const progress = () => useZonesStore.getState().progress;

beforeEach(() => {
  FakeWorker.started = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  useZonesStore.setState({ isComputing: false, progress: null });
});

it('hears the question asked last, and of earlier ones nothing', () => {
  const { rerender } = ask();
  const [worker] = FakeWorker.started;
  expect(worker!.posted).toEqual([expect.objectContaining({ study: {}, columns: {}, method: METHOD })]);
  worker!.answer({ kind: 'progress', share: 0.25 });
  expect(progress()).toBe(0.25);
  rerender({ incidents: { ...INCIDENTS! } });
  expect(progress()).toBeNull();
  worker!.answer({ kind: 'progress', share: 0.5 });
  expect(progress()).toBeNull();
  worker!.answer({ kind: 'failed', reason: 'It was about what is gone.' });
  expect(useZonesStore.getState()).toMatchObject({ isComputing: true, failure: null });
  worker!.answer({ kind: 'progress', share: 0.1 });
  expect(progress()).toBe(0.1);
});

it('is no longer computing once it was given up, and its thread is ended', () => {
  const { result, unmount } = ask();
  expect(useZonesStore.getState().isComputing).toBe(true);
  act(() => result.current());
  expect(useZonesStore.getState()).toMatchObject({ isComputing: false, progress: null });
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  unmount();
  expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, true]);
});
