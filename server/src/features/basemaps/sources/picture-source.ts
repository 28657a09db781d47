import type { BasemapDatum, BasemapOrigin, BasemapPicture } from '@liaowang/shared/schemas/basemap';
import type { MapServices } from '../../../plugins/config.ts';
import type { BasemapFacts, WmtsFacts } from './basemap-facts.ts';

/** A tile of Web Mercator, its row counted from the north. */
export interface TilePlace {
  z: number;
  x: number;
  y: number;
}

/** Where the pictures of a basemap come from. */
export interface PictureSource {
  /** The lowest first; each gives the address of a tile, with the key where one is needed. */
  layers: ReadonlyArray<(tile: TilePlace) => string>;
  tileSize: 256 | 512;
  minZoom: number;
  maxZoom: number;
  bounds: [number, number, number, number] | null;
  datum: BasemapDatum;
  picture: BasemapPicture;
  /** Usual words where none are set. */
  attribution: string;
}

const TIANDITU_HOSTS = ['0', '1', '2', '3', '4', '5', '6', '7'];
const TIANDITU_LAYERS = { streets: ['vec', 'cva'], imagery: ['img', 'cia'], terrain: ['ter', 'cta'] } as const;
const AMAP_HOSTS = ['1', '2', '3', '4'];
/** Styles of AMap's tiles: 8 = streets, or names over imagery; 6 = imagery. */
const AMAP_STREETS = 8;
const AMAP_IMAGERY = 6;

/** The same host for the same tile, so that caches on the way know it again. */
const hostFor = (hosts: readonly string[], { x, y }: TilePlace): string => hosts[(x + y) % hosts.length] ?? '';

function tianditu(content: keyof typeof TIANDITU_LAYERS, key: string, services: MapServices): PictureSource {
  return {
    layers: TIANDITU_LAYERS[content].map((layer) => (tile) => {
      const base = services.tianditu.replace('{s}', hostFor(TIANDITU_HOSTS, tile));
      return `${base}/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=${tile.z}&TILEROW=${tile.y}&TILECOL=${tile.x}&tk=${encodeURIComponent(key)}`;
    }),
    tileSize: 256,
    minZoom: 1,
    maxZoom: content === 'terrain' ? 14 : 18,
    bounds: null,
    // CGCS2000 is WGS-84 to a decimetre.
    datum: 'wgs84',
    picture: content === 'imagery' ? 'imagery' : 'drawn',
    attribution: '© 天地图 · 国家地理信息公共服务平台',
  };
}

function amap(content: 'streets' | 'imagery', services: MapServices): PictureSource {
  const layerOf = (base: string, style: number) => (tile: TilePlace) =>
    `${base.replace('{s}', hostFor(AMAP_HOSTS, tile))}/appmaptile?lang=zh_cn&size=1&scale=1&style=${style}&x=${tile.x}&y=${tile.y}&z=${tile.z}`;
  return {
    layers:
      content === 'streets'
        ? [layerOf(services.amapStreets, AMAP_STREETS)]
        : [layerOf(services.amapImagery, AMAP_IMAGERY), layerOf(services.amapImagery, AMAP_STREETS)],
    tileSize: 256,
    minZoom: 3,
    maxZoom: 18,
    bounds: null,
    datum: 'gcj02',
    picture: content === 'imagery' ? 'imagery' : 'drawn',
    attribution: '© 高德地图 AutoNavi',
  };
}

function xyz(origin: Extract<BasemapOrigin, { kind: 'xyz' }>): PictureSource {
  const { url, subdomains, tileSize, minZoom, maxZoom, datum, picture } = origin;
  return {
    layers: [
      (tile) =>
        url
          .replaceAll('{z}', String(tile.z))
          .replaceAll('{x}', String(tile.x))
          .replaceAll('{y}', String(tile.y))
          .replaceAll('{-y}', String(2 ** tile.z - 1 - tile.y))
          .replaceAll('{s}', hostFor(subdomains, tile)),
    ],
    tileSize,
    minZoom,
    maxZoom,
    bounds: null,
    datum,
    picture,
    attribution: '',
  };
}

function wmts(origin: Extract<BasemapOrigin, { kind: 'wmts' }>, facts: WmtsFacts): PictureSource {
  const { template, matrices, tileSize, minZoom, maxZoom, bounds, attribution } = facts;
  return {
    layers: [
      ({ z, x, y }) =>
        template
          .replaceAll('{TileMatrix}', encodeURIComponent(matrices[z - minZoom] ?? ''))
          .replaceAll('{TileRow}', String(y))
          .replaceAll('{TileCol}', String(x)),
    ],
    tileSize,
    minZoom,
    maxZoom,
    bounds,
    datum: origin.datum,
    picture: origin.picture,
    attribution,
  };
}

/** Where the pictures of an origin come from; null for one that has none of this kind. */
export function findPictureSource(
  origin: BasemapOrigin,
  facts: BasemapFacts | null,
  services: MapServices,
): PictureSource | null {
  if (origin.kind === 'tianditu') return tianditu(origin.content, origin.key ?? '', services);
  if (origin.kind === 'amap') return amap(origin.content, services);
  if (origin.kind === 'xyz') return xyz(origin);
  return origin.kind === 'wmts' && facts?.kind === 'wmts' ? wmts(origin, facts) : null;
}
