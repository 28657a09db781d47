import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { FileRefused } from './file-refused.ts';

/** Gives a file's bytes from the first on, each time it is called. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

/** A few hundred megabytes of text are ten million rows; what inflates to more is no register of a city. */
const MAX_INFLATED_BYTES = 768 * 1_048_576;
/** No table packs so tightly; what does is made to fill memory. Small files may: they do no harm. */
const MAX_RATIO = 200;
const SMALL_BYTES = 32 * 1_048_576;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * The bytes as they are, or inflated if they are gzipped.
 * @throws FileRefused `inflates-too-large` for more than 768 MB inflated or 200 times its size, `gzip-damaged`
 */
export async function* inflateIfGzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    if (first.done) return;
    const all = (async function* () {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    })();
    if (isGzip(first.value)) yield* inflate(all);
    else yield* all;
  } finally {
    await iterator.return?.();
  }
}

async function* inflate(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let packed = 0;
  const ended = new AbortController();
  // Not pipe(): what goes wrong at either end must reach the reader as what it is.
  const feeding = (async () => {
    for await (const chunk of source) {
      packed += chunk.length;
      if (!gunzip.write(chunk)) await once(gunzip, 'drain', { signal: ended.signal });
    }
    gunzip.end();
  })();
  feeding.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : new Error(String(error))));
  let total = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > MAX_INFLATED_BYTES || (total > SMALL_BYTES && total > packed * MAX_RATIO))
        throw new FileRefused('inflates-too-large', { megabytes: MAX_INFLATED_BYTES / 1_048_576 });
      yield chunk;
    }
  } catch (error) {
    throw isInflateError(error) ? new FileRefused('gzip-damaged', {}, { cause: error }) : error;
  } finally {
    ended.abort();
    gunzip.destroy();
  }
}

const isInflateError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/**
 * All bytes at once.
 * @throws FileRefused `format-too-large` for more than `mostBytes`
 */
export async function readAll(source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > mostBytes) throw new FileRefused('format-too-large', { megabytes: Math.floor(mostBytes / 1_048_576) });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
