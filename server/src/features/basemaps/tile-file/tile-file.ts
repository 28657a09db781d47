import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  Compression,
  ResolvedValueCache,
  TileType,
  bytesToHeader,
  type DecompressFunc,
  type Entry,
  type Header,
  type Source,
} from 'pmtiles';
import type { BasemapDrawing } from '@liaowang/shared/schemas/basemap';
import { sourceOf, unpackBounded } from '../../imports/readers/tile-source.ts';
import { toPlainText } from '../plain-text.ts';
import { findTileSchema, readMetadata } from './tile-metadata.ts';

const HEADER_BYTES = 127;
/** An entry of a directory takes four bytes at least. */
const MIN_ENTRY_BYTES = 4;
/** What readers follow: a root, leaves, and leaves of leaves. */
const MAX_DEPTH = 3;
const MAX_ZOOM = 22;

/** A file that cannot be a basemap; the message is a sentence for who adds it. */
export class TileFileBroken extends Error {}

/** What a PMTiles file says of itself. */
export interface TileFile {
  sizeBytes: number;
  modifiedMs: number;
  name: string | null;
  /** Plain text; empty where it says nothing. */
  attribution: string;
  licence: string | null;
  tileType: string;
  compression: string;
  tileCount: number;
  drawing: Omit<Extract<BasemapDrawing, { type: 'tile-file' }>, 'path'>;
}

const PICTURE_TYPES = new Set([TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]);

/** Also refuses a directory that announces more entries than its bytes can hold. */
const unpackDirectory: DecompressFunc = async (packed, compression) => {
  const unpacked = await unpackBounded(packed, compression);
  const bytes = new Uint8Array(unpacked);
  let count = 0;
  for (let i = 0; i < bytes.length && i < 8; i++) {
    count += (bytes[i]! & 0x7f) * 2 ** (7 * i);
    if (bytes[i]! < 0x80) break;
  }
  if (count * MIN_ENTRY_BYTES > bytes.length) throw new Error('it announces more entries than it has');
  return unpacked;
};

function nameOf(names: Record<number, string>, value: number): string {
  return names[value] ?? String(value);
}

/** The header, and that the file reaches as far as its header says. */
async function readHeader(handle: FileHandle, sizeBytes: number, fileName: string): Promise<Header> {
  const { data } = await sourceOf(handle, fileName).getBytes(0, HEADER_BYTES);
  const text = new TextDecoder('latin1').decode(data.slice(0, 7));
  if (text !== 'PMTiles' && !'PMTiles'.startsWith(text.slice(0, 7)))
    throw new TileFileBroken(`${fileName} is no PMTiles file: it does not begin with "PMTiles".`);
  if (data.byteLength < HEADER_BYTES)
    throw new TileFileBroken(
      `${fileName} was cut short: it ends at byte ${sizeBytes}, its header reaches to byte ${HEADER_BYTES}.`,
    );
  const version = new Uint8Array(data)[7]!;
  if (version !== 3)
    throw new TileFileBroken(
      `${fileName} is PMTiles version ${version}; version 3 is read. Convert it: pmtiles convert.`,
    );
  const header = bytesToHeader(data);
  const sections: Array<[name: string, offset: number, length: number]> = [
    ['root directory', header.rootDirectoryOffset, header.rootDirectoryLength],
    ['metadata', header.jsonMetadataOffset, header.jsonMetadataLength],
    ['leaf directories', header.leafDirectoryOffset, header.leafDirectoryLength ?? 0],
    ['tile data', header.tileDataOffset, header.tileDataLength ?? 0],
  ];
  for (const [name, offset, length] of sections.toSorted((a, b) => a[1] - b[1])) {
    const end = offset + length;
    if (length > 0 && (offset < HEADER_BYTES || !Number.isSafeInteger(end)))
      throw new TileFileBroken(`${fileName} is broken: its header puts the ${name} where none can be.`);
    if (length > 0 && end > sizeBytes)
      throw new TileFileBroken(
        `${fileName} was cut short: it ends at byte ${sizeBytes}, its ${name} ${name.endsWith('s') ? 'reach' : 'reaches'} to byte ${end}.`,
      );
  }
  return header;
}

function refuseUnreadable(header: Header, fileName: string): void {
  const { tileType, internalCompression, tileCompression } = header;
  if (tileType !== TileType.Mvt && !PICTURE_TYPES.has(tileType))
    throw new TileFileBroken(
      `${fileName} holds tiles of type ${nameOf(TileType, tileType)}; vector tiles (MVT), PNG, JPEG, WebP and AVIF are drawn.`,
    );
  for (const compression of [internalCompression, tileCompression])
    if (compression !== Compression.None && compression !== Compression.Gzip && compression !== Compression.Unknown)
      throw new TileFileBroken(
        `${fileName} is packed as ${nameOf(Compression, compression)}, which browsers do not unpack; gzip is usual.`,
      );
  if (header.minZoom > header.maxZoom)
    throw new TileFileBroken(`${fileName} is broken: its zooms are ${header.minZoom} to ${header.maxZoom}.`);
}

/** Entries of a directory, each checked against the section that it points into. */
async function readDirectory(
  source: Source,
  header: Header,
  { offset, length }: { offset: number; length: number },
  fileName: string,
): Promise<Entry[]> {
  const broken = (why: string) =>
    new TileFileBroken(`${fileName} is broken: its directory at byte ${offset} cannot be read (${why}).`);
  const entries = await new ResolvedValueCache(1, false, unpackDirectory)
    .getDirectory(source, offset, length, header)
    .catch((error: unknown) => {
      throw broken(error instanceof Error ? error.message : String(error));
    });
  const leafBytes = header.leafDirectoryLength ?? 0;
  const tileBytes = header.tileDataLength ?? 0;
  let last = -1;
  for (const { tileId, offset: from, length: bytes, runLength } of entries) {
    if (!(tileId > last) || !(bytes > 0) || !(from >= 0)) throw broken('its entries make no sense');
    if (!(from + bytes <= (runLength === 0 ? leafBytes : tileBytes)))
      throw broken(`tile ${tileId} lies beyond the ${runLength === 0 ? 'leaf directories' : 'tile data'}`);
    last = tileId;
  }
  return entries;
}

async function readLeaves(source: Source, header: Header, root: readonly Entry[], fileName: string): Promise<void> {
  let level: readonly Entry[] = root;
  for (let depth = 1; level.some(({ runLength }) => runLength === 0); depth++) {
    if (depth > MAX_DEPTH) throw new TileFileBroken(`${fileName} is broken: its directories lead into each other.`);
    const next: Entry[] = [];
    for (const { runLength, offset, length } of level) {
      if (runLength > 0) continue;
      const place = { offset: header.leafDirectoryOffset + offset, length };
      const entries = await readDirectory(source, header, place, fileName);
      next.push(...entries.filter((entry) => entry.runLength === 0));
    }
    level = next;
  }
}

/** Bounds in degrees; null where the header says none that can be. */
function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): [number, number, number, number] | null {
  const isBox = minLon < maxLon && minLat < maxLat && minLon >= -180 && maxLon <= 180 && minLat >= -90 && maxLat <= 90;
  return isBox ? [minLon, minLat, maxLon, maxLat] : null;
}

/**
 * What a file says of itself, after a look at its header, sections, root directory and metadata; `isThorough`: at all its
 * directories.
 * @throws {TileFileBroken}
 */
export async function readTileFile(path: string, isThorough = false): Promise<TileFile> {
  const fileName = basename(path);
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const header = await readHeader(handle, size, fileName);
    refuseUnreadable(header, fileName);
    const source = sourceOf(handle, fileName);
    const place = { offset: header.rootDirectoryOffset, length: header.rootDirectoryLength };
    const root = await readDirectory(source, header, place, fileName);
    if (isThorough) await readLeaves(source, header, root, fileName);
    const metadata = await readMetadata(source, header, unpackBounded).catch((error: unknown) => {
      throw new TileFileBroken(
        `${fileName} is broken: its metadata at byte ${header.jsonMetadataOffset} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      );
    });
    const isVector = header.tileType === TileType.Mvt;
    const vectorLayers = isVector ? metadata.vectorLayers : [];
    return {
      sizeBytes: size,
      modifiedMs: mtimeMs,
      name: metadata.name,
      attribution: toPlainText(metadata.attribution ?? ''),
      licence: metadata.licence,
      tileType: nameOf(TileType, header.tileType),
      compression: nameOf(Compression, header.tileCompression),
      tileCount: header.numAddressedTiles,
      drawing: {
        type: 'tile-file',
        content: isVector ? 'vector' : 'pictures',
        tileSchema: findTileSchema(vectorLayers),
        vectorLayers,
        minZoom: Math.min(header.minZoom, MAX_ZOOM),
        maxZoom: Math.min(header.maxZoom, MAX_ZOOM),
        bounds: boundsOf(header),
      },
    };
  } finally {
    await handle.close();
  }
}
