import { GI_STAR_DEFAULTS, P_BASIS } from '../gi-star/gi-star-of-counts.ts';
import type { ZoneResult } from './zone-result.ts';

/** Whether a basis (P_BASIS) says that no verdict was possible. */
export function isTooFew(basis: number): boolean {
  return basis === P_BASIS.tooFewEvents || basis === P_BASIS.unresolved;
}

/**
 * The warning where no place had a verdict; null if one had. Needed is what is wanted at the very least: the events below
 * which none is given, or one more than there are. More of them help only if they are not all at one place.
 */
export function warnOfTooFewEvents(basis: Uint8Array, found: number): ZoneResult['warning'] {
  if (!basis.every(isTooFew)) return null;
  return { code: 'too-few-events', needed: Math.max(GI_STAR_DEFAULTS.minEvents, found + 1), found };
}
