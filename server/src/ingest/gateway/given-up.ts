import { createHash } from 'node:crypto';

/** How often the same is refused: an app shows it to its bearer meanwhile, and somebody may mend it. */
const REFUSED_TIMES = 3;

/**
 * Tells when to give up a message that nobody can read and whose device sends it again for ever, holding up all that comes
 * after it. In memory, one entry a device: its size is bounded by the register.
 */
export function createGivenUp() {
  const refusals = new Map<number, { hash: string; times: number }>();
  return {
    /** Whether this device has been refused the same often enough; if not, it counts as refused once more. */
    isGivenUp(deviceId: number, text: string): boolean {
      const hash = createHash('sha256').update(text).digest('base64');
      const last = refusals.get(deviceId);
      const times = last?.hash === hash ? last.times : 0;
      if (times >= REFUSED_TIMES) {
        refusals.delete(deviceId);
        return true;
      }
      refusals.set(deviceId, { hash, times: times + 1 });
      return false;
    },
  };
}
