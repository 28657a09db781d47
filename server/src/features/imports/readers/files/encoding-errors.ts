/** Encodings that a file is tried in; of those with equally few errors the first is taken. */
export const TRIED_ENCODINGS = ['utf-8', 'gb18030', 'big5', 'windows-1252', 'utf-16le', 'utf-16be'] as const;

const REPLACEMENT = 0xfffd;
/** Tables have digits, separators and line ends: this share of their signs at least. */
const LEAST_ASCII_SHARE = 0.05;
/** Signs of windows-1252 that are no letters and stand in texts: quotes, dashes, currencies, degrees, ordinals … */
const LATIN_SIGNS = new Set([
  0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa1, 0xa3, 0xa7, 0xa9, 0xaa, 0xab, 0xae,
  0xb0, 0xb2, 0xb3, 0xb4, 0xb7, 0xba, 0xbb, 0xbf,
]);

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isLatinLetter = (byte: number): boolean => byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;

/** The characters of GB 2312 that texts are made of: signs, digits and full-width letters, and Chinese characters; not its kana, Greek and Cyrillic. */
const isUsualGb = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7));
/** Signs, and the 5,401 characters in common use. */
const isUsualBig5 = (lead: number): boolean => lead >= 0xa1 && lead <= 0xc6;

/** Pairs of bytes that are a character, but none that texts of this encoding are made of; those that are none at all are the decoder's to count. */
function countStrangePairs(bytes: Uint8Array, isUsual: (lead: number, trail: number) => boolean): number {
  let strange = 0;
  for (let at = 0; at + 1 < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1]!;
    if (trail < 0x40) continue;
    // One Chinese character in the middle of a Latin word is an accented letter, or two.
    const isInWord = isAsciiLetter(bytes[at - 1]) && isAsciiLetter(bytes[at + 2]);
    if (isInWord || !isUsual(lead, trail)) strange++;
    at++;
  }
  return strange;
}

/** Bytes that are no letter or sign of a European text: its accented letters stand alone, or two small ones together within a word. */
function countStrangeLatin(bytes: Uint8Array): number {
  let strange = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    let end = at + 1;
    while (end < bytes.length && bytes[end]! >= 0x80) end++;
    const run = bytes.subarray(at, end);
    const isTwoOfWord =
      run.length === 2 &&
      run.every((byte) => byte >= 0xe0 && isLatinLetter(byte)) &&
      (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[end]));
    if (run.length >= 3) strange += run.length;
    else if (!isTwoOfWord)
      strange +=
        run.length - 1 + run.reduce((sum, byte) => sum + (isLatinLetter(byte) || LATIN_SIGNS.has(byte) ? 0 : 1), 0);
    at = end;
  }
  return strange;
}

/** What is no sign of a text: replacement signs, controls but tabs and line ends, and what stands for nothing. */
function countStrangeSigns(text: string): { strange: number; ascii: number } {
  let strange = 0;
  let ascii = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) ascii++;
    // Tabs, line ends, and ASCII's separators of records and units.
    else if (code === 9 || code === 10 || code === 13 || code === 0x1e || code === 0x1f) ascii++;
    else if (code < 0xa0 || code === REPLACEMENT || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xfffe) strange++;
  }
  return { strange, ascii };
}

/**
 * How many signs of a text cannot be read in an encoding, or are none that such a text is made of. `isWhole` = the bytes
 * end where the text ends. Names as {@link TextDecoder} knows them.
 */
export function countEncodingErrors(bytes: Uint8Array, encoding: string, isWhole: boolean): number {
  const text = new TextDecoder(encoding).decode(bytes, { stream: !isWhole });
  const { strange, ascii } = countStrangeSigns(text);
  switch (encoding) {
    case 'gb18030':
      return strange + countStrangePairs(bytes, isUsualGb);
    case 'big5':
      return strange + countStrangePairs(bytes, isUsualBig5);
    case 'windows-1252':
      return strange + countStrangeLatin(bytes);
    // Any two bytes are a character of some script here.
    case 'utf-16le':
    case 'utf-16be':
      return ascii < text.length * LEAST_ASCII_SHARE ? text.length : strange;
    default:
      return strange;
  }
}
