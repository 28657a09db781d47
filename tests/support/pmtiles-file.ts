import { gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import { zxyToTileId } from 'pmtiles';
import { paintPng } from './png.ts';

const HEADER_BYTES = 127;
const GZIP = 2;
const NOT_COMPRESSED = 1;
const VECTOR = 1;
const PNG = 2;

interface FileOptions {
  minZoom: number;
  maxZoom: number;
  /** West, south, east, north. */
  bounds: readonly [number, number, number, number];
  name?: string;
  attribution?: string;
  /** Entries of each leaf directory; without it the root directory has all. */
  entriesPerLeaf?: number;
}

interface Tile {
  tileId: number;
  content: Buffer;
}

interface Entry {
  tileId: number;
  offset: number;
  length: number;
  /** 0 = it is a leaf directory. */
  runLength: number;
}

function writeVarint(value: number, out: number[]): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
}

function packDirectory(entries: readonly Entry[]): Buffer {
  const out: number[] = [];
  writeVarint(entries.length, out);
  entries.forEach(({ tileId }, i) => writeVarint(tileId - (entries[i - 1]?.tileId ?? 0), out));
  for (const { runLength } of entries) writeVarint(runLength, out);
  for (const { length } of entries) writeVarint(length, out);
  // Always written out, which readers must take too: 0 = right after the one before.
  for (const { offset } of entries) writeVarint(offset + 1, out);
  return gzipSync(Buffer.from(out));
}

/** Tile columns and rows that a box has at a zoom. */
function tilesOf(
  [west, south, east, north]: FileOptions['bounds'],
  zoom: number,
): { x: [number, number]; y: [number, number] } {
  const count = 2 ** zoom;
  const column = (longitude: number) => Math.floor(((longitude + 180) / 360) * count);
  const row = (latitude: number) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count);
  };
  return { x: [column(west), column(east)], y: [row(north), row(south)] };
}

function* eachTile({ minZoom, maxZoom, bounds }: FileOptions): Generator<[z: number, x: number, y: number]> {
  for (let z = minZoom; z <= maxZoom; z++) {
    const { x: columns, y: rows } = tilesOf(bounds, z);
    for (let x = columns[0]; x <= columns[1]; x++) for (let y = rows[0]; y <= rows[1]; y++) yield [z, x, y];
  }
}

function packArchive(
  tiles: readonly Tile[],
  metadata: object,
  options: FileOptions,
  type: { tileType: number; tileCompression: number },
): Buffer {
  const sorted = tiles.toSorted((a, b) => a.tileId - b.tileId);
  let tileBytes = 0;
  const entries = sorted.map(({ tileId, content }) => {
    const entry = { tileId, offset: tileBytes, length: content.length, runLength: 1 };
    tileBytes += content.length;
    return entry;
  });
  const leaves: Buffer[] = [];
  let leafBytes = 0;
  let top: Entry[] = entries;
  if (options.entriesPerLeaf !== undefined) {
    top = [];
    for (let from = 0; from < entries.length; from += options.entriesPerLeaf) {
      const leaf = packDirectory(entries.slice(from, from + options.entriesPerLeaf));
      top.push({ tileId: entries[from]!.tileId, offset: leafBytes, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      leafBytes += leaf.length;
    }
  }
  const root = packDirectory(top);
  const json = gzipSync(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  const parts = [root.length, json.length, leafBytes, tileBytes];
  let offset = HEADER_BYTES;
  parts.forEach((length, i) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + i * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + i * 16);
    offset += length;
  });
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(entries.length), at);
  header.set([1, GZIP, type.tileCompression, type.tileType, options.minZoom, options.maxZoom], 96);
  const [west, south, east, north] = options.bounds;
  [west, south, east, north].forEach((degrees, i) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + i * 4));
  header[118] = options.minZoom;
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return Buffer.concat([header, root, json, ...leaves, ...sorted.map(({ content }) => content)]);
}

/** A PMTiles file of vector tiles, gzipped as usual: a layer of each collection. */
export function packVectorPmtiles(layers: Record<string, FeatureCollection>, options: FileOptions): Buffer {
  const indexes = Object.entries(layers).map(
    ([name, collection]) => [name, new GeoJSONVT(collection, { maxZoom: options.maxZoom, tolerance: 2 })] as const,
  );
  const tiles: Tile[] = [];
  for (const [z, x, y] of eachTile(options)) {
    const parts: Record<string, GeoJSONVTTile> = {};
    for (const [name, index] of indexes) {
      const tile = index.getTile(z, x, y);
      if (tile && tile.features.length > 0) parts[name] = tile;
    }
    if (Object.keys(parts).length > 0)
      tiles.push({
        tileId: zxyToTileId(z, x, y),
        content: gzipSync(fromGeojsonVt(parts, { version: 2, extent: 4096 })),
      });
  }
  const metadata = {
    name: options.name,
    attribution: options.attribution,
    vector_layers: Object.keys(layers).map((id) => ({ id, fields: {} })),
  };
  return packArchive(tiles, metadata, options, { tileType: VECTOR, tileCompression: GZIP });
}

/** A PMTiles file of pictures: each tile of one colour, by its place. */
export function packPicturePmtiles(options: FileOptions): Buffer {
  const tiles = [...eachTile(options)].map(([z, x, y]) => ({
    tileId: zxyToTileId(z, x, y),
    content: paintPng([60 + (x % 8) * 20, 60 + (y % 8) * 20, 60 + (z % 8) * 20]),
  }));
  const metadata = { name: options.name, attribution: options.attribution };
  return packArchive(tiles, metadata, options, { tileType: PNG, tileCompression: NOT_COMPRESSED });
}
