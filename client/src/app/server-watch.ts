import { noteServerTime, parseErrorBody, type ApiError } from '../lib/api-client.ts';
import { queryClient } from '../lib/query-client.ts';
import { findComputerAheadMs } from '../lib/server-clock.ts';
import { useServerStatus, type ServerStatus } from '../lib/server-status.store.ts';

const PROBE_EVERY_MS = 3_000;
const LOOK_AT_CLOCK_EVERY_MS = 5_000;
/** Clocks that are put right little by little move by less. */
const CLOCK_JUMP_MS = 2_000;

/** 503 in our own words is the server's about its database; any other refusal is a gateway that does not reach it. */
function statusOf({ status, code }: ApiError): ServerStatus {
  if (code === 'disk-full') return 'database-full';
  // It answers and stores; what is wrong is told over the live link.
  if (code === 'server-clock-wrong') return 'reachable';
  return status === 503 && code !== 'server-unreachable' ? 'database-down' : 'unreachable';
}

/**
 * While the server or its database is away, asks whether it is back, then fetches everything anew. So it does when this
 * computer slept or its clock was set: then the page's own measure of time may have stood still. Returns how to stop.
 */
export function startServerWatch(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;

  const probe = async () => {
    timer = null;
    const askedMs = performance.now();
    try {
      const response = await fetch('/readyz', { signal: AbortSignal.timeout(PROBE_EVERY_MS) });
      noteServerTime(response.headers, askedMs);
      useServerStatus
        .getState()
        .report(
          response.ok ? 'reachable' : statusOf(parseErrorBody(response.status, await response.text())),
          performance.now(),
        );
    } catch {
      useServerStatus.getState().report('unreachable', performance.now());
    }
    if (useServerStatus.getState().status !== 'reachable') plan();
  };
  const plan = () => {
    timer ??= setTimeout(() => void probe(), PROBE_EVERY_MS);
  };
  const stopListening = useServerStatus.subscribe((now, before) => {
    if (now.status !== 'reachable') plan();
    else if (before.status !== 'reachable') void queryClient.invalidateQueries();
  });
  let aheadMs = findComputerAheadMs();
  const clockTimer = setInterval(() => {
    const before = aheadMs;
    aheadMs = findComputerAheadMs();
    if (before === null || aheadMs === null || Math.abs(aheadMs - before) < CLOCK_JUMP_MS) return;
    void probe();
    void queryClient.invalidateQueries();
  }, LOOK_AT_CLOCK_EVERY_MS);
  return () => {
    stopListening();
    clearInterval(clockTimer);
    if (timer !== null) clearTimeout(timer);
  };
}
