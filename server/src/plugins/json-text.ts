/** An escape of JSON: a backslash with what it escapes. */
const ESCAPE = /\\(?:u([0-9a-f]{4})|.)/giu;
const isSurrogate = (hex: string): boolean => /^d[89a-f]/iu.test(hex);

/**
 * A value as JSON that a database takes: half a character, which JSON can write and Unicode cannot, becomes the
 * replacement character, as it does in a column of text; so does NUL.
 */
export function toJsonText(value: unknown): string {
  // What is a whole character stands as itself: an escaped half has no other.
  return JSON.stringify(value).replaceAll(ESCAPE, (escape, hex: string | undefined) =>
    hex !== undefined && (hex === '0000' || isSurrogate(hex)) ? '\\ufffd' : escape,
  );
}
