import { GI_STAR_DEFAULTS, P_BASIS } from '../gi-star/gi-star-of-counts.ts';
import type { ZoneResult } from './zone-result.ts';

/** Whether a basis (P_BASIS) says that no verdict was possible. */
export function isTooFew(basis: number): boolean {
  return basis === P_BASIS.tooFewEvents || basis === P_BASIS.unresolved;
}

/**
 * The warning where no place had a verdict, or all events are at one; null elsewhere. Needed is what is wanted at the very
 * least: the events below which no verdict is given, or one more than there are.
 */
export function warnOfTooFewEvents(counts: Float64Array, basis: Uint8Array): ZoneResult['warning'] {
  const found = counts.reduce((sum, count) => sum + count, 0);
  if (found >= GI_STAR_DEFAULTS.minEvents && counts.some((count) => count === found))
    return { code: 'one-place', needed: 2, found };
  if (!basis.every(isTooFew)) return null;
  return { code: 'too-few-events', needed: Math.max(GI_STAR_DEFAULTS.minEvents, found + 1), found };
}
