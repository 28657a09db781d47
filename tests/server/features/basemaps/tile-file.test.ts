import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTileFile } from '../../../../server/src/features/basemaps/tile-file/tile-file.ts';
import { packPicturePmtiles, packVectorPmtiles } from '../../../support/pmtiles-file.ts';

const BOUNDS = [118.3, 34.3, 118.4, 34.4] as const;
const ROADS: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: '钟吾路', kind: 'major_road' },
      geometry: { type: 'LineString', coordinates: [[118.31, 34.35], [118.39, 34.351]] }, // prettier-ignore
    },
  ],
};
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

let folder: string;
const put = (content: Buffer, name = 'city.pmtiles') => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const vectorFile = (entriesPerLeaf?: number) =>
  packVectorPmtiles(
    { earth: NOTHING, water: NOTHING, roads: ROADS },
    {
      minZoom: 8,
      maxZoom: 14,
      bounds: BOUNDS,
      name: '新沂',
      attribution: '<a href="https://osm.org">&copy; OpenStreetMap</a>',
      ...(entriesPerLeaf !== undefined && { entriesPerLeaf }),
    },
  );

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-tiles-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a PMTiles file', () => {
  it.each([undefined, 3])('says what it holds (entries a leaf: %s)', async (entriesPerLeaf) => {
    expect(await readTileFile(put(vectorFile(entriesPerLeaf)), true)).toMatchObject({
      name: '新沂',
      attribution: '© OpenStreetMap',
      tileType: 'Mvt',
      compression: 'Gzip',
      drawing: {
        type: 'tile-file',
        content: 'vector',
        tileSchema: 'protomaps',
        vectorLayers: ['earth', 'water', 'roads'],
        minZoom: 8,
        maxZoom: 14,
        bounds: [118.3, 34.3, 118.4, 34.4],
      },
    });
  });

  it('of pictures is told from one of vectors', async () => {
    const path = put(packPicturePmtiles({ minZoom: 9, maxZoom: 11, bounds: BOUNDS }));
    expect(await readTileFile(path, true)).toMatchObject({
      name: null,
      attribution: '',
      tileType: 'Png',
      drawing: { content: 'pictures', tileSchema: 'other', vectorLayers: [] },
    });
  });

  it('that was cut short is refused wherever it ends, with the byte to which it should reach', async () => {
    const whole = vectorFile(3);
    const end = whole.length;
    await expect(readTileFile(put(whole.subarray(0, end - 1)))).rejects.toThrow(
      `city.pmtiles was cut short: it ends at byte ${end - 1}, its tile data reaches to byte ${end}.`,
    );
    await expect(readTileFile(put(whole.subarray(0, 100)))).rejects.toThrow(
      'ends at byte 100, its header reaches to byte 127',
    );
    await expect(readTileFile(put(whole.subarray(0, 140)))).rejects.toThrow(
      'ends at byte 140, its root directory reaches',
    );
    for (let at = 0; at < end; at += 97)
      await expect(readTileFile(put(whole.subarray(0, at)), true), `cut at ${at}`).rejects.toThrow(
        /cut short|no PMTiles/,
      );
  });

  it('with a broken leaf passes a quick look but no thorough one', async () => {
    const broken = vectorFile(3);
    const leafAt = Number(broken.readBigUInt64LE(40));
    broken.fill(0, leafAt, leafAt + 8);
    const path = put(broken);
    await expect(readTileFile(path)).resolves.toMatchObject({ name: '新沂' });
    await expect(readTileFile(path, true)).rejects.toThrow(`its directory at byte ${leafAt} cannot be read`);
  });

  it('of another format, version or kind of tile is refused by a sentence', async () => {
    await expect(readTileFile(put(Buffer.from('PK\u0003\u0004 something else'.padEnd(200))))).rejects.toThrow(
      'is no PMTiles file',
    );
    const second = vectorFile();
    second[7] = 2;
    await expect(readTileFile(put(second))).rejects.toThrow('is PMTiles version 2');
    const unknown = vectorFile();
    unknown[99] = 6;
    await expect(readTileFile(put(unknown))).rejects.toThrow('holds tiles of type Mlt');
    const brotli = vectorFile();
    brotli[98] = 3;
    await expect(readTileFile(put(brotli))).rejects.toThrow('is packed as Brotli');
  });
});
