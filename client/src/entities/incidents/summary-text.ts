import type { IncidentSummary } from '@liaowang/shared/schemas/incident';

/** How today compares with the usual: a key of the catalogue's `strip` section with its bounds in whole incidents. */
export interface SummaryText {
  key: 'usual' | 'usualUnknown' | 'aboveUsual' | 'belowUsual';
  low: number;
  high: number;
}

/**
 * Words for today's count beside the usual range. Bounds are rounded outward, so that a count inside the rounded
 * range is never called unusual.
 */
export function describeSummary({ today, usualLow, usualHigh }: IncidentSummary): SummaryText {
  if (usualLow === null || usualHigh === null) return { key: 'usualUnknown', low: 0, high: 0 };
  const low = Math.floor(usualLow);
  const high = Math.ceil(usualHigh);
  return { key: today > high ? 'aboveUsual' : today < low ? 'belowUsual' : 'usual', low, high };
}
