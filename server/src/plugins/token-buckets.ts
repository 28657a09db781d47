/** How often something may be done: `burst` times at once, then `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Buckets kept at once: far more than a city has accounts and addresses; an attacker with more forgets its own oldest. */
const MAX_KEYS = 50_000;

/** Counts by key what may be done only so often (a token bucket each). Times come from the caller and never go back. */
export function createTokenBuckets({ burst, perSecond }: Rate) {
  const buckets = new Map<string, Bucket>();

  function filled(key: string, nowMs: number): Bucket {
    const known = buckets.get(key);
    if (!known) return { tokens: burst, atMs: nowMs };
    return {
      tokens: Math.min(burst, known.tokens + (Math.max(0, nowMs - known.atMs) / 1_000) * perSecond),
      atMs: Math.max(nowMs, known.atMs),
    };
  }

  function put(key: string, bucket: Bucket): void {
    // Put last again: the first of the map is the one unused for longest.
    buckets.delete(key);
    if (bucket.tokens < burst) buckets.set(key, bucket);
    if (buckets.size <= MAX_KEYS) return;
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    /** Milliseconds until `take` of this key succeeds; 0: now. */
    waitMs(key: string, nowMs: number): number {
      const { tokens } = filled(key, nowMs);
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000);
    },
    /** Takes a token; false when there is none. */
    take(key: string, nowMs: number): boolean {
      const bucket = filled(key, nowMs);
      if (bucket.tokens < 1) return false;
      put(key, { ...bucket, tokens: bucket.tokens - 1 });
      return true;
    },
    /** Gives a token back: what it was taken for does not count. */
    giveBack(key: string, nowMs: number): void {
      const bucket = filled(key, nowMs);
      put(key, { ...bucket, tokens: Math.min(burst, bucket.tokens + 1) });
    },
  };
}

export type TokenBuckets = ReturnType<typeof createTokenBuckets>;
