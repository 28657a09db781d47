import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Instant } from './text.ts';

/** Earlier incidents of the same kind that an incident is a near repeat of. */
export const NearRepeats = Type.Object({
  /** How near and how soon count, closed and half-open as in the Knox bands: within `rangeMeters`, less than `rangeDays` before. */
  rangeMeters: Type.Number(),
  rangeDays: Type.Integer(),
  count: Type.Integer(),
  /** The latest of them; null = there is none. */
  latest: Type.Union([Type.Object({ occurredAt: Instant, distanceMeters: Type.Number() }), Type.Null()]),
  /** Until when its surroundings are worth a watch. */
  watchUntil: Instant,
});
export type NearRepeats = Static<typeof NearRepeats>;
