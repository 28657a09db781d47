import { isUtf8 } from 'node:buffer';
import { FileRefused, damagedPart } from './file-refused.ts';

/** What the directory of a ZIP archive says of one of its files; sizes in bytes. */
export interface ZipEntry {
  name: string;
  /** 0 = stored, 8 = deflated. */
  method: number;
  packed: number;
  size: number;
  /** Where its local header begins. */
  local: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LOCATOR_64_BYTES = 20;
const ENTRY_BYTES = 46;
const MAX_NOTE_BYTES = 65_535;
const MAX_ENTRIES = 2_000;
/** Says that the number stands in the ZIP64 fields. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffff_ffff;
const EXTRA_64 = 1;
/** Deflate packs at most 258 bytes into two bits. */
const MAX_DEFLATE_RATIO = 1_032;
const DEFLATED = 8;

/** A 64-bit number; those past 2^53 are larger than any file, exact or not. */
const readBig = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

/** A name in UTF-8, or, as Windows in China packs it, in GB 18030; with slashes, whichever way the packer wrote them. */
function readName(bytes: Buffer): string {
  const name = isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);
  return name.replaceAll('\\', '/').replace(/^\.?\/+/u, '');
}

/** How many files there are and where the list of them begins. */
function findDirectory(archive: Buffer): { count: number; start: number } {
  let end = archive.length - END_BYTES;
  const last = Math.max(0, end - MAX_NOTE_BYTES);
  while (end >= last && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < last || end < 0) throw new FileRefused('zip-cut');
  const count = archive.readUInt16LE(end + 10);
  const start = archive.readUInt32LE(end + 16);
  const locator = end - LOCATOR_64_BYTES;
  if ((count !== ELSEWHERE_16 && start !== ELSEWHERE_32) || locator < 0 || archive.readUInt32LE(locator) !== LOCATOR_64)
    return { count, start };
  const end64 = readBig(archive, locator + 8);
  if (archive.readUInt32LE(end64) !== END_OF_DIRECTORY_64) throw new FileRefused('zip-damaged');
  return { count: readBig(archive, end64 + 32), start: readBig(archive, end64 + 48) };
}

/** The numbers of an entry that do not fit 32 bits (or that a streaming writer did not know beforehand), from its ZIP64 field. */
function applyZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== EXTRA_64) continue;
    let next = at + 4;
    for (const key of ['size', 'packed', 'local'] as const) {
      if (entry[key] !== ELSEWHERE_32) continue;
      entry[key] = readBig(extra, next);
      next += 8;
    }
  }
}

/**
 * What a ZIP archive (ZIP64 too) says it holds, checked before anything is inflated: every file lies inside the archive
 * and cannot be smaller packed than deflate can pack it.
 * @throws FileRefused `file-broken`; `file-too-large` where all of it would inflate to more than `mostBytes`
 */
export function readZipDirectory(archive: Buffer, mostBytes: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  try {
    const { count, start } = findDirectory(archive);
    if (count > MAX_ENTRIES) throw new FileRefused('zip-crowded', { most: MAX_ENTRIES });
    let at = start;
    for (let left = count; left > 0; left--) {
      if (archive.readUInt32LE(at) !== ENTRY) throw new FileRefused('zip-damaged');
      if ((archive.readUInt16LE(at + 8) & 1) !== 0) throw new FileRefused('zip-encrypted');
      const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
      const extraEnd = nameEnd + archive.readUInt16LE(at + 30);
      const entry: ZipEntry = {
        name: readName(archive.subarray(at + ENTRY_BYTES, nameEnd)),
        method: archive.readUInt16LE(at + 10),
        packed: archive.readUInt32LE(at + 20),
        size: archive.readUInt32LE(at + 24),
        local: archive.readUInt32LE(at + 42),
      };
      applyZip64(entry, archive.subarray(nameEnd, extraEnd));
      total += entry.size;
      if (total > mostBytes)
        throw new FileRefused('inflates-too-large', { megabytes: Math.floor(mostBytes / 1_048_576) });
      if (entry.local + entry.packed > archive.length) throw damagedPart('zip-part-damaged', entry.name);
      if (entry.method === DEFLATED && entry.size > entry.packed * MAX_DEFLATE_RATIO)
        throw damagedPart('zip-part-damaged', entry.name);
      entries.set(entry.name, entry);
      at = extraEnd + archive.readUInt16LE(at + 32);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('zip-damaged', {}, { cause: error });
  }
  return entries;
}
