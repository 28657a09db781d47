import { createTokenBuckets, type TokenBuckets } from '../../plugins/token-buckets.ts';

/** How often one may be wrong. */
export const SIGN_IN_RATES = {
  /** From one address, over all accounts that never signed in from it. */
  address: { burst: 20, perSecond: 20 / 60 },
  /** At one account, over all places where it is unknown. */
  account: { burst: 10, perSecond: 2 / 60 },
  /** At one account from one of its own places: a slip of the fingers is common there, and nobody else's tries count. */
  place: { burst: 10, perSecond: 4 / 60 },
};

/** Who tries, from where. */
export interface SignInAttempt {
  username: string;
  /** See {@link networkOf}. */
  network: string;
  /** The place at which this account signed in before (see known_places); null = it is unknown here. */
  knownPlace: string | null;
}

/**
 * Limits guessing by address and by account, without a lever to keep anybody out: an account's own places (browsers and
 * addresses where it signed in lately) have an allowance of their own, which strangers' tries do not touch. After OWASP's
 * device cookies. Kept in memory: a restart forgives.
 */
export function createSignInLimits() {
  const addresses = createTokenBuckets(SIGN_IN_RATES.address);
  const accounts = createTokenBuckets(SIGN_IN_RATES.account);
  const places = createTokenBuckets(SIGN_IN_RATES.place);

  function countersOf({ username, network, knownPlace }: SignInAttempt): Array<[buckets: TokenBuckets, key: string]> {
    if (knownPlace !== null) return [[places, `${username}|${knownPlace}`]];
    return [
      [addresses, network],
      [accounts, username],
    ];
  }

  return {
    /** Counts a try as wrong until it is {@link forgive}n. Returns how long to wait, in milliseconds; 0 = it may be made now. */
    take(attempt: SignInAttempt, nowMs: number): number {
      const counters = countersOf(attempt);
      const waitMs = Math.max(...counters.map(([buckets, key]) => buckets.waitMs(key, nowMs)));
      if (waitMs === 0) for (const [buckets, key] of counters) buckets.take(key, nowMs);
      return waitMs;
    },
    /** The try was right. */
    forgive(attempt: SignInAttempt, nowMs: number): void {
      for (const [buckets, key] of countersOf(attempt)) buckets.giveBack(key, nowMs);
    },
  };
}
