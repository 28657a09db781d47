import { isAscii } from 'node:buffer';
import { findEncodingName } from '@liaowang/shared/analysis/imports/encoding-names';
import type { ImportChoices } from '@liaowang/shared/schemas/incident-import';
import { TRIED_ENCODINGS, countEncodingErrors } from './encoding-errors.ts';

/** Looks at the bytes of a text as they pass and says how it is encoded. */
export interface EncodingWatch {
  add(bytes: Uint8Array): void;
  /** Whether more bytes would not be looked at. */
  isFull(): boolean;
  /** A name that TextDecoder knows. `said` is what comes with the file says, in any words: it counts where its errors are as few. */
  decide(said?: string | null): string;
  /** Every encoding that was tried, and `used`, fewest errors first, with how its words begin to read. */
  rate(used: string): NonNullable<ImportChoices['encodings']>;
}

/** Bytes that are looked at: a text that goes on for longer is encoded as it began. */
const MAX_SAMPLE_BYTES = 8 * 1_048_576;
const LINE_BYTES = 60;
const SHOWN_BYTES = 120;
const SHOWN_CHARACTERS = 40;
const LF = 10;

/**
 * Byte-order mark, else the encoding with the fewest errors: one broken sign in a text does not make it another one.
 * Pieces of plain ASCII are not kept, they read alike in nearly all.
 */
export function watchEncoding(): EncodingWatch {
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let isWhole = true;
  let isInSign = false;
  let mark: string | null | undefined;
  let sample: Uint8Array | undefined;

  function findSample(): Uint8Array {
    return (sample ??= Buffer.concat(kept));
  }
  const rateAll = (names: readonly string[]) =>
    names
      .map((name) => ({ name, errors: countEncodingErrors(findSample(), name, isWhole) }))
      .toSorted((a, b) => a.errors - b.errors);

  return {
    add(bytes) {
      if (bytes.length === 0) return;
      if (mark === undefined) mark = findMark(bytes);
      const isPlain = isAscii(bytes) && !bytes.includes(0);
      if (isPlain && !isInSign && kept.length > 0) return;
      isInSign = bytes.at(-1)! >= 0x80;
      if (keptBytes >= MAX_SAMPLE_BYTES) {
        isWhole = false;
        return;
      }
      const part = bytes.subarray(0, MAX_SAMPLE_BYTES - keptBytes);
      if (part.length < bytes.length) isWhole = false;
      // A copy: whoever hands the bytes on may use their memory again.
      kept.push(Uint8Array.from(part));
      keptBytes += part.length;
      sample = undefined;
    },
    isFull: () => keptBytes >= MAX_SAMPLE_BYTES || (mark !== undefined && mark !== null),
    decide(said = null) {
      if (mark) return mark;
      const named = said === null ? null : findEncodingName(said);
      const [best] =
        countEncodingErrors(findSample(), 'utf-8', isWhole) === 0
          ? [{ name: 'utf-8', errors: 0 }]
          : rateAll(TRIED_ENCODINGS);
      return named !== null && countEncodingErrors(findSample(), named, isWhole) <= best!.errors ? named : best!.name;
    },
    rate(used) {
      const line = findLine(findSample());
      return rateAll([...new Set([used, ...TRIED_ENCODINGS])]).map(({ name, errors }) => ({
        name,
        errors,
        sample: showLine(line, name),
      }));
    },
  };
}

function findMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The line with the first sign that is not plain ASCII; the first line where there is none. Begins at an even byte, as UTF-16 needs it. */
function findLine(bytes: Uint8Array): Uint8Array {
  const at = Math.max(
    0,
    bytes.findIndex((byte) => byte >= 0x80),
  );
  const start = Math.max(at - LINE_BYTES, bytes.subarray(0, at).lastIndexOf(LF) + 1, 0);
  return bytes.subarray(start + (start % 2), start + SHOWN_BYTES);
}

function showLine(line: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(line, { stream: true });
  return text
    .split(/\r?\n/u, 1)[0]!
    .replaceAll(/\p{Control}|\p{Surrogate}/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, SHOWN_CHARACTERS);
}

/** All of a text at once, decoded; `encoding` as it was chosen, null = found, `said` as by {@link EncodingWatch.decide}. */
export function readText(
  bytes: Uint8Array,
  encoding: string | null,
  said: string | null = null,
): { text: string; encoding: string; watch: EncodingWatch } {
  const watch = watchEncoding();
  watch.add(bytes);
  const used = encoding ?? watch.decide(said);
  return { text: new TextDecoder(used).decode(bytes), encoding: used, watch };
}

/** The text of bytes, without a byte-order mark; what cannot be decoded becomes U+FFFD. */
export async function* decodeText(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
