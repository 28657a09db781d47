import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Compression, type DecompressFunc, type Source } from 'pmtiles';

/** Directories, metadata and tiles that unpack to more than this are none of a map's. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

const gunzipBytes = promisify(gunzip);

/** An opened file as `pmtiles` reads it. */
export function sourceOf(handle: FileHandle, name: string): Source {
  return {
    getKey: () => name,
    async getBytes(offset, length) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return { data: bytes.buffer.slice(0, bytesRead) };
    },
  };
}

/** Unpacks directories and metadata, but no more than a map's, and only what browsers unpack too. */
export const unpackBounded: DecompressFunc = async (packed, compression) => {
  if (compression === Compression.None || compression === Compression.Unknown) return packed;
  if (compression !== Compression.Gzip)
    throw new Error(`it is packed as ${Compression[compression] ?? String(compression)}`);
  const bytes = await gunzipBytes(new Uint8Array(packed), { maxOutputLength: MAX_UNPACKED_BYTES });
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
};
