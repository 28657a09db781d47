import { useEffect, useState } from 'react';
import { frameCost } from './frame-cost.ts';

const always = (): boolean => true;

/** A clock that ticks while `isRunning` and `isDue` says so, milliseconds of `performance.now()`; slower where frames are dear. */
export function useTick(isRunning: boolean, periodMs: number, isDue: () => boolean = always): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    let timer = setTimeout(tick, periodMs);
    function tick(): void {
      if (isDue()) setNowMs(performance.now());
      timer = setTimeout(tick, frameCost.throttle(periodMs));
    }
    return () => clearTimeout(timer);
  }, [isRunning, periodMs, isDue]);
  return nowMs;
}
