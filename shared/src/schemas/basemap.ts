import * as Type from 'typebox';
import type { Static } from 'typebox';
import { ROLES } from './account.ts';
import { LocalizedName, LocalizedNameInput, textOf } from './text.ts';

/** Short name of a basemap in links: made by the server from its name or file. */
export const BasemapId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

/** Zooms of Web Mercator tiles. */
const Zoom = Type.Integer({ minimum: 0, maximum: 22 });
/** West, south, east, north in degrees; null = the whole world. */
const TileBounds = Type.Union([Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]), Type.Null()]);

/** Datum of a basemap's pictures; CGCS2000 (Tianditu) is WGS-84 to a decimetre. */
export const BASEMAP_DATUMS = ['wgs84', 'gcj02'] as const;
export type BasemapDatum = (typeof BASEMAP_DATUMS)[number];

/** Whether a picture is a drawn map, which can be inverted for the dark theme, or taken from above. */
export const BASEMAP_PICTURES = ['drawn', 'imagery'] as const;
export type BasemapPicture = (typeof BASEMAP_PICTURES)[number];

/** Known sets of layers inside a vector file: what style of ours fits. */
export const TILE_SCHEMAS = ['protomaps', 'openmaptiles', 'other'] as const;
export type TileSchema = (typeof TILE_SCHEMAS)[number];

const tileRange = { minZoom: Zoom, maxZoom: Zoom, bounds: TileBounds };

/** How a page draws a basemap. All paths are of this server but those of a style. */
export const BasemapDrawing = Type.Union([
  Type.Object({ type: Type.Literal('schematic') }),
  /** Pictures through this server, the lowest first (a map, then its names). */
  Type.Object({
    type: Type.Literal('pictures'),
    /** Path with `{z}`, `{x}`, `{y}`, counted from the north. */
    tiles: Type.Array(Type.String(), { minItems: 1 }),
    tileSize: Type.Enum([256, 512]),
    datum: Type.Enum(BASEMAP_DATUMS),
    ...tileRange,
  }),
  /** A PMTiles file on this server, read by ranges. */
  Type.Object({
    type: Type.Literal('tile-file'),
    path: Type.String(),
    content: Type.Enum(['vector', 'pictures']),
    tileSchema: Type.Enum(TILE_SCHEMAS),
    vectorLayers: Type.Array(Type.String()),
    ...tileRange,
  }),
  /** A MapLibre style of another server, which the page asks itself. */
  Type.Object({
    type: Type.Literal('style'),
    lightUrl: Type.String(),
    darkUrl: Type.Union([Type.String(), Type.Null()]),
  }),
]);
export type BasemapDrawing = Static<typeof BasemapDrawing>;

/** A basemap as who may choose it sees it. */
export const Basemap = Type.Object({
  basemapId: BasemapId,
  name: LocalizedName,
  picture: Type.Enum(BASEMAP_PICTURES),
  /** As its maker demands it, plain text; empty for the schematic, whose words are the page's own. */
  attribution: Type.String(),
  /** Whether choosing it makes this server or the page ask a server outside. */
  asksOutside: Type.Boolean(),
  drawing: BasemapDrawing,
});
export type Basemap = Static<typeof Basemap>;

const closed = { additionalProperties: false };
const OutsideUrl = Type.String({ pattern: '^https?://[^\\s\\u0000-\\u001f\\u007f]+$', maxLength: 2_000 });
const Key = textOf({ minLength: 1, maxLength: 200 });

/** Where a basemap comes from, as it is set. Keys go in and never come out. */
export const BasemapOrigin = Type.Union([
  /** A file that `npm run basemap` added. */
  Type.Object(
    { kind: Type.Literal('pmtiles'), fileName: Type.String({ pattern: '^[^/\\\\\\u0000]+\\.pmtiles$' }) },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('style'), lightUrl: OutsideUrl, darkUrl: Type.Union([OutsideUrl, Type.Null()]) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('xyz'),
      /** With `{z}`, `{x}` and `{y}` (or `{-y}`, counted from the south), and `{s}` for one of `subdomains`. */
      url: OutsideUrl,
      subdomains: Type.Array(Type.String({ pattern: '^[\\w-]{1,20}$' }), { maxItems: 20 }),
      tileSize: Type.Enum([256, 512]),
      minZoom: Zoom,
      maxZoom: Zoom,
      datum: Type.Enum(BASEMAP_DATUMS),
      picture: Type.Enum(BASEMAP_PICTURES),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('wmts'),
      /** Of its GetCapabilities document. */
      capabilitiesUrl: OutsideUrl,
      layer: textOf({ minLength: 1, maxLength: 200 }),
      datum: Type.Enum(BASEMAP_DATUMS),
      picture: Type.Enum(BASEMAP_PICTURES),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('tianditu'), content: Type.Enum(['streets', 'imagery', 'terrain']), key: Type.Optional(Key) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('amap'), content: Type.Enum(['streets', 'imagery']) }, closed),
]);
export type BasemapOrigin = Static<typeof BasemapOrigin>;

/** A basemap as an administrator sets it. */
export const BasemapSetting = Type.Object(
  {
    name: LocalizedNameInput,
    /** Empty = what is usual for its kind. */
    attribution: textOf({ maxLength: 300 }),
    /** Who may choose it; null = everybody. */
    roles: Type.Union([Type.Array(Type.Enum(ROLES), { maxItems: ROLES.length, uniqueItems: true }), Type.Null()]),
    origin: BasemapOrigin,
  },
  closed,
);
export type BasemapSetting = Static<typeof BasemapSetting>;

/** A setting that is stored, with what the page draws by it; the key of Tianditu is left out. */
export const StoredBasemap = Type.Object({
  ...BasemapSetting.properties,
  basemapId: BasemapId,
  drawing: BasemapDrawing,
  /** Whether a key is stored. */
  hasKey: Type.Boolean(),
  /** Why it cannot be drawn now, e.g. that its file is gone; null = it can. */
  problem: Type.Union([Type.Literal('file-missing'), Type.Literal('file-broken'), Type.Null()]),
});
export type StoredBasemap = Static<typeof StoredBasemap>;

/** What one try of a basemap brought: a tile at the middle of the city. */
export const BasemapTry = Type.Object({
  ok: Type.Boolean(),
  /** For people who set it, in English: what was asked (without keys) and what came. */
  detail: Type.String(),
  /** The tile as a data: URL, where it is a picture. */
  preview: Type.Union([Type.String(), Type.Null()]),
  /** Layers that a WMTS offers, where the one asked for is not among them. */
  layers: Type.Array(Type.String()),
});
export type BasemapTry = Static<typeof BasemapTry>;
