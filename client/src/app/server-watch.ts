import { queryClient } from '../lib/query-client.ts';
import { useServerStatus } from '../lib/server-status.store.ts';

const PROBE_EVERY_MS = 3_000;

/** While the server or its database is away, asks whether it is back, then fetches everything anew. Returns how to stop. */
export function startServerWatch(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;

  const probe = async () => {
    timer = null;
    try {
      const response = await fetch('/readyz', { signal: AbortSignal.timeout(PROBE_EVERY_MS) });
      // 503 is the server's own word about its database; any other refusal is a gateway that does not reach it.
      useServerStatus.getState().report(response.ok ? 'reachable' : response.status === 503 ? 'database-down' : 'unreachable', Date.now());
    } catch {
      useServerStatus.getState().report('unreachable', Date.now());
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
  return () => {
    stopListening();
    if (timer !== null) clearTimeout(timer);
  };
}
