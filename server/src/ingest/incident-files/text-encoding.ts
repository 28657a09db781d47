/** Looks at the bytes of a text as they pass and says how it is encoded. */
export interface EncodingWatch {
  add(bytes: Uint8Array): void;
  /** A name that TextDecoder knows. */
  decide(): string;
}

/** Without a mark, UTF-16 shows by the zero bytes of its spaces, digits and line ends: this share of one half of the bytes. */
const UTF16_ZERO_SHARE = 0.2;
/** Chinese text is mostly made of the characters of GB 2312, both bytes of which are above A0; accented letters of Europe are followed by plain ones. */
const CHINESE_PAIR_SHARE = 0.5;

function fatalDecoder(encoding: string): { add(bytes: Uint8Array): void; isValid(): boolean } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let valid = true;
  const attempt = (bytes?: Uint8Array) => {
    if (!valid) return;
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    add: attempt,
    isValid() {
      attempt();
      return valid;
    },
  };
}

/** Byte-order mark, else UTF-16 by its zero bytes, else UTF-8 if all of it is valid, else GB18030 if all of it is valid and looks Chinese, else windows-1252. */
export function watchEncoding(): EncodingWatch {
  const utf8 = fatalDecoder('utf-8');
  const gb18030 = fatalDecoder('gb18030');
  let mark: string | null | undefined;
  const zeros = [0, 0];
  let total = 0;
  let pairs = 0;
  let chinesePairs = 0;
  let lead: number | null = null;
  return {
    add(bytes) {
      if (mark === undefined && bytes.length > 0) mark = findMark(bytes);
      if (mark) return;
      for (const byte of bytes) {
        if (byte === 0) zeros[total & 1]!++;
        total++;
        if (lead !== null) {
          pairs++;
          if (lead > 0xa0 && byte > 0xa0) chinesePairs++;
          lead = null;
        } else if (byte > 0x80) lead = byte;
      }
      utf8.add(bytes);
      gb18030.add(bytes);
    },
    decide() {
      if (mark) return mark;
      const half = total / 2;
      if (zeros[1]! > half * UTF16_ZERO_SHARE && zeros[0]! <= zeros[1]! / 10) return 'utf-16le';
      if (zeros[0]! > half * UTF16_ZERO_SHARE && zeros[1]! <= zeros[0]! / 10) return 'utf-16be';
      if (utf8.isValid()) return 'utf-8';
      return gb18030.isValid() && chinesePairs >= pairs * CHINESE_PAIR_SHARE ? 'gb18030' : 'windows-1252';
    },
  };
}

function findMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The text of bytes, without a byte-order mark; what cannot be decoded becomes U+FFFD. */
export async function* decodeText(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
