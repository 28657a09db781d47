import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Instant } from './text.ts';

/** The last nightly look at the hotspot records: what it proposed, and whose evidence still stands. */
export const NightlyReview = Type.Object({
  /** When the last one began; null = none yet, and all figures are 0. */
  ranAt: Type.Union([Instant, Type.Null()]),
  running: Type.Boolean(),
  proposed: Type.Integer(),
  /** Records by what was found: no zone of their method overlaps them, one does, or nothing can be said. */
  faded: Type.Integer(),
  held: Type.Integer(),
  tooFew: Type.Integer(),
  /** Why it did not get to its end. */
  error: Type.Union([Type.Enum(['failed', 'interrupted']), Type.Null()]),
  nextAt: Instant,
});
export type NightlyReview = Static<typeof NightlyReview>;
