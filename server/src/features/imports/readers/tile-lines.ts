import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { findTile, fromMercatorShare } from '@liaowang/shared/analysis/geometry/web-mercator';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { sourceOf, unpackBounded } from './tile-source.ts';

/** A line of a tile, cut off at its edges, with what the tile says of it. */
export interface TileLine {
  properties: Readonly<Record<string, unknown>>;
  lines: LngLat[][];
}

interface Point {
  x: number;
  y: number;
}
/** West, south, east, north. */
type Box = readonly [number, number, number, number];

/** More tiles than a city of 300 km across has at zoom 15. */
const MOST_TILES = 200_000;

/** The part of a stretch inside the square from 0 to `size`, as shares of it; null = none. */
function cutStretch(a: Point, b: Point, size: number): [number, number] | null {
  let from = 0;
  let to = 1;
  for (const [start, step] of [
    [a.x, b.x - a.x],
    [a.y, b.y - a.y],
  ] as const) {
    if (step === 0) {
      if (start < 0 || start > size) return null;
      continue;
    }
    const [enter, leave] = [-start / step, (size - start) / step].toSorted((one, other) => one - other);
    from = Math.max(from, enter!);
    to = Math.min(to, leave!);
  }
  return from < to ? [from, to] : null;
}

/** Tiles hold some of their neighbours, so that lines have no ends on a screen; here each piece is wanted once. */
function cutToTile(line: readonly Point[], size: number): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  const at = (a: Point, b: Point, share: number): Point => ({
    x: a.x + (b.x - a.x) * share,
    y: a.y + (b.y - a.y) * share,
  });
  const end = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const cut = cutStretch(a, b, size);
    if (!cut) {
      end();
      continue;
    }
    if (cut[0] > 0) end();
    if (piece.length === 0) piece.push(at(a, b, cut[0]));
    piece.push(at(a, b, cut[1]));
    if (cut[1] < 1) end();
  }
  end();
  return pieces;
}

/**
 * The lines of a layer in a PMTiles file of vector tiles, at its highest zoom, in a box; the first of `layers` that a tile has.
 * Nothing is said of tiles that are not there.
 */
export async function* readTileLines(
  path: string,
  { layers, box }: { layers: readonly string[]; box: Box },
): AsyncGenerator<TileLine> {
  const handle = await open(path, 'r');
  try {
    const file = new PMTiles(sourceOf(handle, basename(path)), undefined, unpackBounded);
    const header = await file.getHeader();
    const zoom = header.maxZoom;
    const count = 2 ** zoom;
    const { x: west, y: north } = findTile([Math.max(box[0], header.minLon), Math.min(box[3], header.maxLat)], zoom);
    const { x: east, y: south } = findTile([Math.min(box[2], header.maxLon), Math.max(box[1], header.minLat)], zoom);
    if ((east - west + 1) * (south - north + 1) > MOST_TILES) throw new Error('The city has too many tiles.');
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        const packed = await file.getZxy(zoom, x, y);
        if (!packed) continue;
        const tile = new VectorTile(new PbfReader(new Uint8Array(packed.data)));
        const layer = layers.map((name) => tile.layers[name]).find((each) => each !== undefined);
        if (!layer) continue;
        for (let i = 0; i < layer.length; i++) {
          const feature = layer.feature(i);
          // 2 = a line.
          if (feature.type !== 2) continue;
          const lines = feature
            .loadGeometry()
            .flatMap((line) => cutToTile(line, layer.extent))
            .map((line) =>
              line.map((point) =>
                fromMercatorShare([(x + point.x / layer.extent) / count, (y + point.y / layer.extent) / count]),
              ),
            );
          if (lines.length > 0) yield { properties: feature.properties, lines };
        }
      }
    }
  } finally {
    await handle.close();
  }
}
