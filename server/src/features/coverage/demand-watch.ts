import type { DemandColumns } from '@liaowang/shared/analysis/coverage/demand-cover';

/** Incidents come in bursts; one more hardly moves a share. */
const SETTLE_MS = 2_000;

/** Keeps demand as last read. `read` reads it; a failed read is told to `onFailure`, and the last one stays. */
export async function createDemandWatch({
  read,
  onFailure,
}: {
  read: () => Promise<DemandColumns>;
  onFailure: (error: unknown) => void;
}) {
  let columns = await read();
  let version = 1;
  let asked = 0;
  let settling: NodeJS.Timeout | undefined;

  async function refresh(): Promise<void> {
    clearTimeout(settling);
    settling = undefined;
    const mine = (asked += 1);
    try {
      const found = await read();
      // Whoever asked later gets the later settings.
      if (mine !== asked) return;
      columns = found;
      version += 1;
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    /** `key` changes with the columns. */
    current: () => ({ key: String(version), columns }),
    refresh,
    /** Refreshes in a moment. */
    touch(): void {
      settling ??= setTimeout(() => void refresh(), SETTLE_MS);
    },
    stop(): void {
      clearTimeout(settling);
    },
  };
}
