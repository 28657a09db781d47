/** Why a part of the page is not here: the server does not answer, it serves another version of the page by now, or neither. */
export type ChunkTrouble = 'away' | 'outdated' | 'broken';

export type ChunkState<T> =
  /** `settled` resolves when it is here or known to be missing; it never rejects. */
  | { kind: 'loading'; settled: Promise<void> }
  | { kind: 'here'; value: T }
  | { kind: 'missing'; trouble: ChunkTrouble; isTrying: boolean };

/** A part of the page that is fetched when it is first needed, and again until it is here. */
export interface ChunkLoading<T> {
  /** Its state; the first call begins to fetch it. */
  getState(): ChunkState<T>;
  /** Calls `listener` after each change; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** Tries now rather than later, or again after it was given up. */
  retry(): void;
}

/** A blip that is over by then is not told. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** Tries after which a part that an answering server does not give is given up. */
const MAX_BROKEN_TRIES = 5;
const PROBE_WITHIN_MS = 5_000;
const ENTRY_SCRIPT = /<script[^>]*\ssrc="([^"]+)"/;

/** Asks the server for the page: whether it answers, and with this version. Names under assets/ carry a hash, so the entry's name is the version. "broken" = it answers: what does not come has no reason of which it knows. */
export async function findChunkTrouble(): Promise<ChunkTrouble> {
  try {
    const answer = await fetch('/', {
      cache: 'no-store',
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(PROBE_WITHIN_MS),
    });
    const served = answer.ok ? ENTRY_SCRIPT.exec(await answer.text())?.[1] : undefined;
    // Something else answers in the server's place, or the server is not itself yet.
    if (served === undefined) return 'away';
    return served === ENTRY_SCRIPT.exec(document.documentElement.outerHTML)?.[1] ? 'broken' : 'outdated';
  } catch {
    return 'away';
  }
}

const delayMs = (failures: number): number => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));

/**
 * Fetches with `load` when first asked for; tries again with growing pauses, for as long as the server is away. The server
 * is asked first: many browsers remember for as long as the page lives that a module could not be fetched (Chromium 150
 * does), so nothing is fetched from one that does not answer.
 */
export function createChunkLoading<T>(
  load: () => Promise<T>,
  findTrouble: () => Promise<ChunkTrouble> = findChunkTrouble,
): ChunkLoading<T> {
  const listeners = new Set<() => void>();
  let state: ChunkState<T> | null = null;
  let wake: () => void = () => undefined;

  function change(next: ChunkState<T>): void {
    state = next;
    for (const listener of listeners) listener();
  }
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(onSettled: () => void): Promise<void> {
    for (let failures = 1; ; failures++) {
      const trouble = await findTrouble();
      const fetched =
        trouble === 'away'
          ? null
          : await load().then(
              (value) => ({ value }),
              () => null,
            );
      if (fetched) {
        change({ kind: 'here', value: fetched.value });
        onSettled();
        return;
      }
      const isTrying = trouble === 'away' || (trouble === 'broken' && failures < MAX_BROKEN_TRIES);
      if (failures > 1 || !isTrying) {
        change({ kind: 'missing', trouble, isTrying });
        onSettled();
      }
      if (!isTrying) return;
      await pause(delayMs(failures));
    }
  }

  return {
    getState() {
      if (state === null) {
        let settle: () => void = () => undefined;
        state = { kind: 'loading', settled: new Promise((resolve) => (settle = resolve)) };
        void run(settle);
      }
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (state?.kind !== 'missing') return;
      if (state.isTrying) return wake();
      change({ ...state, isTrying: true });
      void run(() => undefined);
    },
  };
}

/** Tries of {@link loadChunk}: 3.5 s in all. */
const CHUNK_TRIES = 4;

/** Fetches a part that somebody waits for and is told about otherwise. Rejects as `load` does when the last of a few tries fails. */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await load();
    } catch (error) {
      if (failures === CHUNK_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs(failures)));
    }
  }
}

/** Takes stylesheets that did not come out of the page: the loader of parts takes those that stand in it for loaded. */
export function dropFailedStyles(): void {
  const drop = ({ target }: Event): void => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') target.remove();
  };
  // Errors of resources do not bubble.
  addEventListener('error', drop, true);
}
