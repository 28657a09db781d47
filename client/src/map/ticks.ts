import { useMemo, useSyncExternalStore } from 'react';
import { positionBuffer } from '../live/position-buffer.ts';
import { stateNowMs } from '../live/state-now.ts';
import type { UnitSlots } from '../live/unit-slots.ts';
import { frameCost } from './frame-cost.ts';

const never = (): (() => void) => () => undefined;

/**
 * A clock that all who need it share, so that what follows it is drawn in one go. Ticks while somebody listens and `isDue`
 * says so; slower where frames are dear.
 */
export function createTick(periodMs: number, isDue: () => boolean = () => true) {
  const listeners = new Set<() => void>();
  let nowMs = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    if (isDue()) {
      nowMs = performance.now();
      for (const listener of listeners) listener();
    }
    // The last listener may have gone while it was told.
    if (listeners.size > 0) timer = setTimeout(tick, frameCost.throttle(periodMs));
  };
  return {
    nowMs: (): number => nowMs,
    subscribe(listener: () => void): () => void {
      if (listeners.size === 0) {
        nowMs = performance.now();
        timer = setTimeout(tick, periodMs);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
}

type Tick = ReturnType<typeof createTick>;

/** The clock's time, milliseconds of `performance.now()`; while `isRunning` is false it renders nothing anew. */
export function useTick(tick: Tick, isRunning: boolean): number {
  return useSyncExternalStore(isRunning ? tick.subscribe : never, tick.nowMs);
}

/** Signs that are laid around gliding marks follow them ten times a second: any slower, and they would trail behind. */
const LABEL_FRAME_MS = 100;
/** Marks set out for a new place within a frame. */
const FIX_FRAME_MS = 33;

/** Disks, counts and trails follow the units once a second. */
export const SECOND = createTick(1_000);
/** Ticks while some mark has moved since the last one. */
export const LABEL_FRAME = createTick(
  LABEL_FRAME_MS,
  () => positionBuffer.peakGlideSpeed(performance.now() - LABEL_FRAME_MS) > 0,
);

/** Tells `listener` of changes of the buffer at once; where frames are dear, no oftener than they are drawn. */
function subscribeToBuffer(listener: () => void): () => void {
  let toldAtMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    toldAtMs = performance.now();
    listener();
  };
  const stop = positionBuffer.subscribe(() => {
    if (timer !== undefined) return;
    const waitMs = toldAtMs + frameCost.throttle(FIX_FRAME_MS) - performance.now();
    if (waitMs <= 0) tell();
    else timer = setTimeout(tell, waitMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

const findVersion = (): number => positionBuffer.version;

/** The version of the units' columns: what is laid out beside their marks must be laid out anew. */
export function useBufferVersion(isRunning: boolean): number {
  return useSyncExternalStore(isRunning ? subscribeToBuffer : never, findVersion);
}

/** The units' columns as of a second, milliseconds of `performance.now()`. */
export interface UnitsNow {
  slots: UnitSlots;
  atMs: number;
}

/** The units' columns once a second. They are written in place: another object, not other columns, says that they changed. */
export function useUnitsNow(isRunning: boolean): UnitsNow {
  const secondMs = useTick(SECOND, isRunning);
  return useMemo(() => ({ slots: positionBuffer.slots, atMs: Math.min(secondMs, stateNowMs()) }), [secondMs]);
}
