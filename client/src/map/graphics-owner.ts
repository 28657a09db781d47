/** `lost`: it is made anew by and by; `gone`: given up until somebody asks. */
export type GraphicsState = 'drawn' | 'lost' | 'gone';

export const GRAPHICS_RECOVERY = {
  /** Milliseconds before each try after a loss: the driver needs a moment, and whoever looks wants to read what happened. */
  retryMs: [1_000, 2_000, 5_000, 10_000],
  /** What stands so long has recovered: the next loss is a new one. Milliseconds. */
  steadyMs: 60_000,
} as const;

export interface GraphicsOwnerOptions {
  /** Makes what draws and returns how to take it away; `onLost` may be called once. Throws where the browser grants no graphics. */
  open(onLost: () => void): () => void;
  onState(state: GraphicsState): void;
  /** Hidden pages may be refused graphics: nothing is tried there. */
  isHidden(): boolean;
}

export interface GraphicsOwner {
  /** Takes away what is there and makes it anew, at once. */
  reload(): void;
  /** The page is seen again. */
  wake(): void;
  stop(): void;
}

/** Keeps something drawn: a lost WebGL context is answered by making map and context anew, a few times in a row at most. */
export function createGraphicsOwner({ open, onState, isHidden }: GraphicsOwnerOptions): GraphicsOwner {
  let close: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isDue = false;
  let failures = 0;
  let openedAtMs = 0;
  let hasStood = false;

  function end(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isDue = false;
    const closeIt = close;
    close = null;
    closeIt?.();
  }

  function fail(): void {
    const delayMs = GRAPHICS_RECOVERY.retryMs[failures++];
    // A browser that gave none at first will not give any in a second.
    if (delayMs === undefined || !hasStood) {
      failures = 0;
      onState('gone');
      return;
    }
    onState('lost');
    timer = setTimeout(() => {
      timer = null;
      isDue = true;
      if (!isHidden()) start();
    }, delayMs);
  }

  function start(): void {
    isDue = false;
    let isCurrent = true;
    try {
      const closeIt = open(() => {
        if (!isCurrent) return;
        if (performance.now() - openedAtMs > GRAPHICS_RECOVERY.steadyMs) failures = 0;
        end();
        fail();
      });
      close = () => {
        isCurrent = false;
        closeIt();
      };
      openedAtMs = performance.now();
      hasStood = true;
      onState('drawn');
    } catch {
      fail();
    }
  }

  start();
  return {
    reload() {
      failures = 0;
      end();
      start();
    },
    wake() {
      if (isDue && !isHidden()) start();
    },
    stop: end,
  };
}
