import Type, { type Static } from 'typebox';

/** A name shown to people: Chinese first, English second. */
export const LocalizedName = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 120 }), en: Type.String({ maxLength: 160 }) });
export type LocalizedName = Static<typeof LocalizedName>;

/** ISO 8601 instant with an offset, e.g. `2026-11-23T08:00:00.000Z`. */
export const Instant = Type.String({ format: 'date-time' });
