import * as Type from 'typebox';
import type { Static } from 'typebox';

/** A name shown to people: Chinese first, English second. */
export const LocalizedName = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 120 }),
  en: Type.String({ maxLength: 160 }),
});
export type LocalizedName = Static<typeof LocalizedName>;

/**
 * Text that people type: a NUL is refused, since no text column of PostgreSQL can hold one, and blanks alone are nothing
 * where something is asked for.
 */
export function textOf(limits: { minLength?: number; maxLength: number }) {
  return Type.String({
    ...limits,
    // Each character fits one part of the pattern only: a long text of blanks is judged in one pass.
    pattern: limits.minLength ? '^\\s*[^\\s\\u0000][^\\u0000]*$' : '^[^\\u0000]*$',
  });
}

/** ISO 8601 instant with an offset, e.g. `2026-11-23T08:00:00.000Z`. Leap seconds, which the format allows, are instants to no clock here. */
export const Instant = Type.String({ format: 'date-time', pattern: '^(?!.*:60).*([Zz]|[+-]\\d{2}:\\d{2})$' });
