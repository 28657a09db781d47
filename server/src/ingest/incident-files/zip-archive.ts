import { inflateRawSync } from 'node:zlib';
import { FileRefused, broken } from './file-refused.ts';

/** The files of a ZIP archive. */
export interface ZipArchive {
  names: string[];
  /** @throws FileRefused for a file that is not there, is broken, or inflates to more than it says */
  read(name: string): Buffer;
}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_NOTE_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;
const MAX_ENTRIES = 2_000;

/**
 * Reads the directory of a ZIP archive and refuses one that says that it inflates to more than `mostBytes`. ZIP64 and
 * encryption are refused too.
 * @throws FileRefused `file-broken`, `file-too-large`
 */
export function openZip(archive: Buffer, mostBytes: number): ZipArchive {
  const refuse = (what: string) => broken('The ZIP archive', what);
  let end = archive.length - END_BYTES;
  const last = Math.max(0, end - MAX_NOTE_BYTES);
  while (end >= last && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < last || end < 0) throw refuse('it has no directory, as if it were cut off.');
  const count = archive.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw refuse(`it holds more than ${MAX_ENTRIES} files.`);
  const entries = new Map<string, { method: number; packed: number; size: number; local: number }>();
  let total = 0;
  try {
    let at = archive.readUInt32LE(end + 16);
    for (let left = count; left > 0; left--) {
      if (archive.readUInt32LE(at) !== ENTRY) throw refuse('its directory is damaged.');
      if ((archive.readUInt16LE(at + 8) & 1) !== 0) throw refuse('it is encrypted.');
      const nameLength = archive.readUInt16LE(at + 28);
      const size = archive.readUInt32LE(at + 24);
      total += size;
      entries.set(archive.toString('utf8', at + 46, at + 46 + nameLength), { method: archive.readUInt16LE(at + 10), packed: archive.readUInt32LE(at + 20), size, local: archive.readUInt32LE(at + 42) });
      at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : refuse('its directory is damaged.');
  }
  if (total > mostBytes) throw new FileRefused('file-too-large', `The archive inflates to more than ${Math.floor(mostBytes / 1_048_576)} MB.`);

  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) throw refuse(`it has no ${name}.`);
      try {
        if (archive.readUInt32LE(entry.local) !== LOCAL) throw new Error('damaged');
        const start = entry.local + 30 + archive.readUInt16LE(entry.local + 26) + archive.readUInt16LE(entry.local + 28);
        const body = archive.subarray(start, start + entry.packed);
        if (entry.method === STORED) return body;
        if (entry.method !== DEFLATED) throw new Error('packed in an unknown way');
        return inflateRawSync(body, { maxOutputLength: Math.max(1, entry.size) });
      } catch (error) {
        throw refuse(`${name} is damaged (${error instanceof Error ? error.message : String(error)}).`);
      }
    },
  };
}
