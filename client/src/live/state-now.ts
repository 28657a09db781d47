import { useLiveStatus } from './live-status.store.ts';

/**
 * The moment at which units are judged, milliseconds of `performance.now()`: now, while frames come. Without them it is the
 * last frame's: a unit is not silent because we do not hear it.
 */
export function stateNowMs(): number {
  const { link, lastFrameAtMs } = useLiveStatus.getState();
  return link === 'live' || lastFrameAtMs === null ? performance.now() : lastFrameAtMs;
}

/** When the figures froze, milliseconds of `performance.now()`; null while they live. */
export function useFrozenAt(): number | null {
  return useLiveStatus(({ link, lastFrameAtMs }) => (link === 'live' ? null : lastFrameAtMs));
}
