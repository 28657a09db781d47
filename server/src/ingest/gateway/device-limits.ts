/** What one device may send, as a bucket that fills up while it is quiet. */
export interface DeviceLimits {
  /** What it may send at once. */
  burst: number;
  /** How fast the bucket fills. */
  perSecond: number;
}

/**
 * Fixes: a phone that was without a network for a day and more hands in its buffer of 10,000 at once, and afterwards 10 a
 * second, ten times what any client sends. A device that floods stores a city's worth at 1,600 fixes a second.
 */
export const FIX_LIMITS: DeviceLimits = { burst: 10_000, perSecond: 10 };
/** Fixes with an SOS, which the other limit does not hold up: nobody presses a button faster than this in earnest. */
export const SOS_FIX_LIMITS: DeviceLimits = { burst: 60, perSecond: 0.2 };

interface Bucket {
  level: number;
  atMs: number;
}

/**
 * Counts what each device sends. Kept in memory, an entry a device that has sent something: its size is bounded by
 * the register.
 */
export function createDeviceLimit({ burst, perSecond }: DeviceLimits) {
  const buckets = new Map<number, Bucket>();
  return {
    /** Takes `count` of what a device may send now; 0 = taken, else seconds to wait, and nothing is taken. */
    take(deviceId: number, count: number, nowMs: number): number {
      const last = buckets.get(deviceId) ?? { level: burst, atMs: nowMs };
      // A clock that was set back must not empty a bucket.
      const level = Math.min(burst, last.level + (Math.max(0, nowMs - last.atMs) / 1_000) * perSecond);
      const isTaken = count <= level;
      buckets.set(deviceId, { level: isTaken ? level - count : level, atMs: nowMs });
      return isTaken ? 0 : Math.max(1, Math.ceil((Math.min(count, burst) - level) / perSecond));
    },
  };
}
