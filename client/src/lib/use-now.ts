import { useSyncExternalStore } from 'react';
import { serverNowMs } from './server-clock.ts';

const TICK_MS = 1_000;

let nowMs = serverNowMs();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    // While nobody listened nothing ticked.
    nowMs = serverNowMs();
    timer = setInterval(() => {
      nowMs = serverNowMs();
      for (const notify of listeners) notify();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The server's epoch milliseconds, renewed once a second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}
