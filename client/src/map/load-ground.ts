import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { addProtocol, type LayerSpecification, type SourceSpecification, type StyleSpecification } from 'maplibre-gl';
import type { Protocol } from 'pmtiles';
import type { Language } from '../lib/format.ts';
import { loadChunk } from '../lib/chunk-loading.ts';
import type { BasemapGround } from './other-basemap.ts';
import type { Theme } from './palette.ts';
import { createPictureGround } from './picture-ground.ts';

const absolute = (path: string): string => location.origin + path;

/** How addresses of tiles in GCJ-02 begin; what follows is the size of a tile and its path, with `{z}/{x}/{y}` before the query. */
const GCJ02_PROTOCOL = 'gcj02';
const protocols = new Set<string>();

/** Teaches MapLibre to read addresses that begin with a name of ours, once. */
async function learn(name: string, load: () => Promise<Parameters<typeof addProtocol>[1]>): Promise<void> {
  if (protocols.has(name)) return;
  addProtocol(name, await load());
  protocols.add(name);
}

let tileFiles: Protocol | null = null;

/** Teaches MapLibre to read a tile file. A part of it that did not come is asked for again: only what came is kept. */
async function learnTileFile(address: string): Promise<void> {
  const { PMTiles, Protocol, ResolvedValueCache } = await loadChunk(() => import('pmtiles'));
  const protocol = (tileFiles ??= new Protocol());
  await learn('pmtiles', async () => protocol.tile);
  if (!protocol.get(address)) protocol.add(new PMTiles(address, new ResolvedValueCache()));
}

const learnShiftedTiles = (): Promise<void> =>
  learn(GCJ02_PROTOCOL, async () => {
    const { drawShiftedTile } = await loadChunk(() => import('./gcj02-tiles.ts'));
    return async ({ url }) => {
      const [, size, path, z, x, y, query = ''] = /^gcj02:\/\/(\d+)(\/.*)\/(\d+)\/(\d+)\/(\d+)(\?.*)?$/.exec(url)!;
      const tileUrl = (column: number, row: number): string => absolute(`${path}/${z}/${column}/${row}${query}`);
      return { data: await drawShiftedTile(Number(z), Number(x), Number(y), Number(size), tileUrl) };
    };
  });

/** Somebody waits before the schematic basemap. */
const STYLE_WITHIN_MS = 10_000;

/** A style of another server, as far as it can lie under ours: what it draws, its letters, its icons. @throws Error when it does not come, or the map could not draw it */
async function fetchStyle(url: string): Promise<BasemapGround> {
  const [response, { validateStyleMin }] = await Promise.all([
    fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(STYLE_WITHIN_MS) }),
    loadChunk(() => import('@maplibre/maplibre-gl-style-spec')),
  ]);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const style = (await response.json()) as StyleSpecification;
  // MapLibre draws nothing at all of a style with one mistake, not even our own layers in it.
  const [mistake] = validateStyleMin(style);
  if (mistake) throw new Error(`${url} is no style of version 8: ${mistake.message}`);
  const { sources, layers, glyphs, sprite } = style;
  // Ids of ours are ours.
  const named = (id: string): string => `style-${id}`;
  return {
    sources: Object.fromEntries(
      Object.entries(sources).map(([id, source]: [string, SourceSpecification]) => [named(id), source]),
    ),
    layers: layers.map(
      (layer: LayerSpecification) =>
        ({
          ...layer,
          id: named(layer.id),
          ...('source' in layer && { source: named(layer.source as string) }),
        }) as LayerSpecification,
    ),
    ...(glyphs !== undefined && { glyphs }),
    ...(sprite !== undefined && { sprite }),
  };
}

/** What a basemap draws under the city's outline, with all that MapLibre needs to know for it; null for the built-in one. @throws Error when a part of it does not come */
export async function loadGround(
  { drawing, picture }: Pick<Basemap, 'drawing' | 'picture'>,
  theme: Theme,
  language: Language,
): Promise<BasemapGround | null> {
  if (drawing.type === 'schematic') return null;
  if (drawing.type === 'style')
    return fetchStyle(theme === 'dark' ? (drawing.darkUrl ?? drawing.lightUrl) : drawing.lightUrl);
  if (drawing.type === 'pictures') {
    const isShifted = drawing.datum === 'gcj02';
    if (isShifted) await learnShiftedTiles();
    return createPictureGround(drawing, picture, theme, (path) =>
      isShifted ? `${GCJ02_PROTOCOL}://${drawing.tileSize}${path}` : absolute(path),
    );
  }
  const { path, content, bounds, minZoom, maxZoom } = drawing;
  const address = `pmtiles://${absolute(path)}`;
  await learnTileFile(absolute(path));
  if (content === 'pictures')
    return createPictureGround(
      { tiles: ['/{z}/{x}/{y}'], tileSize: 256, minZoom, maxZoom, bounds },
      picture,
      theme,
      (tile) => address + tile,
    );
  const { VECTOR_SOURCE, createVectorLayers } = await loadChunk(() => import('./vector-ground.ts'));
  return {
    sources: { [VECTOR_SOURCE]: { type: 'vector', url: address } },
    layers: createVectorLayers(drawing, theme, language),
  };
}
