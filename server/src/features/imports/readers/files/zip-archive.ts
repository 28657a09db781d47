import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { FileRefused, damagedPart } from './file-refused.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** The files of a ZIP archive. */
export interface ZipArchive {
  names: string[];
  /** Bytes that a file says it inflates to. */
  sizeOf(name: string): number;
  /**
   * All of a file at once.
   * @throws FileRefused for a file that is not there, is broken, is larger than `mostBytes`, or inflates to another size than it says
   */
  read(name: string, mostBytes?: number): Buffer;
  /** The same, piece by piece; stops inflating when nobody reads on. */
  stream(name: string): AsyncGenerator<Uint8Array>;
}

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const PIECE_BYTES = 65_536;

/**
 * Reads the directory of a ZIP archive. Encryption is refused.
 * @throws FileRefused `file-broken`; `file-too-large` for one that says that it inflates to more than `mostBytes`
 */
export function openZip(archive: Buffer, mostBytes: number): ZipArchive {
  const entries = readZipDirectory(archive, mostBytes);

  function find(name: string): ZipEntry {
    const entry = entries.get(name);
    if (!entry) throw damagedPart('zip-part-missing', name);
    return entry;
  }
  function findBody({ name, local, packed, method }: ZipEntry): Buffer {
    if (local + LOCAL_BYTES > archive.length || archive.readUInt32LE(local) !== LOCAL)
      throw damagedPart('zip-part-damaged', name);
    if (method !== STORED && method !== DEFLATED) throw damagedPart('zip-method', name);
    const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    return archive.subarray(start, start + packed);
  }
  const damaged = (name: string, error: unknown) =>
    error instanceof FileRefused ? error : damagedPart('zip-part-damaged', name, error);
  function checkSize({ size }: ZipEntry, found: number): void {
    if (found !== size) throw new Error(`it says ${size} bytes and has ${found}`);
  }

  return {
    names: [...entries.keys()],
    sizeOf: (name) => find(name).size,
    read(name, most = Number.POSITIVE_INFINITY) {
      const entry = find(name);
      if (entry.size > most) throw new FileRefused('format-too-large', { megabytes: Math.floor(most / 1_048_576) });
      try {
        const body = findBody(entry);
        const data =
          entry.method === STORED ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, entry.size) });
        checkSize(entry, data.length);
        return data;
      } catch (error) {
        throw damaged(name, error);
      }
    },
    async *stream(name) {
      const entry = find(name);
      let total = 0;
      try {
        const body = findBody(entry);
        const pieces = (function* () {
          for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES);
        })();
        const source = Readable.from(pieces);
        const inflated: AsyncIterable<Uint8Array> =
          entry.method === STORED ? source : source.pipe(createInflateRaw({ chunkSize: PIECE_BYTES }));
        for await (const piece of inflated) {
          total += piece.length;
          if (total > entry.size) checkSize(entry, total);
          yield piece;
        }
        checkSize(entry, total);
      } catch (error) {
        throw damaged(name, error);
      }
    },
  };
}
