/** Bytes of characters in GB18030 that take two of them, found by decoding all such pairs: Node decodes it, but does not encode it. */
const PAIRS = new Map<string, [number, number]>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
    if ([...character].length === 1 && character !== '\uFFFD') PAIRS.set(character, [lead, trail]);
  }
}

/** A text as Chinese spreadsheets write it. Throws for characters outside ASCII and the two-byte set. */
export function encodeGb18030(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character <= '\x7F') return [character.charCodeAt(0)];
      const pair = PAIRS.get(character);
      if (!pair) throw new RangeError(`${character} is not among the two-byte characters of GB18030`);
      return pair;
    }),
  );
}
