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

const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f';

/** A name as somebody types it, in one line: the English one may be empty, where the Chinese one is shown. Blanks around it are cut by {@link trimName}. */
export const LocalizedNameInput = Type.Object(
  {
    zh: Type.String({ maxLength: 120, pattern: `^[^\\S${CONTROL}]*[^\\s${CONTROL}][^${CONTROL}]*$` }),
    en: Type.String({ maxLength: 160, pattern: `^[^${CONTROL}]*$` }),
  },
  { additionalProperties: false },
);

/** A name without the blanks around it. */
export function trimName({ zh, en }: LocalizedName): LocalizedName {
  return { zh: zh.trim(), en: en.trim() };
}

/** ISO 8601 instant with an offset, e.g. `2026-11-23T08:00:00.000Z`. Leap seconds, which the format allows, are instants to no clock here. */
export const Instant = Type.String({ format: 'date-time', pattern: '^(?!.*:60).*([Zz]|[+-]\\d{2}:\\d{2})$' });
