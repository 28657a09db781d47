import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Geometry } from 'geojson';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportDatum } from '@liaowang/shared/schemas/incident-import';
import { toWgs84 } from '../imports/readers/files/to-wgs84.ts';
import type { ImportJurisdiction } from '../imports/readers/jurisdiction-test.ts';
import { readShapeRows } from '../imports/readers/shape-rows.ts';
import { readTileLines } from '../imports/readers/tile-lines.ts';
import { joinRoads, type RoadToStore } from './join-roads.ts';
import { areOwnClasses, findRoadClass } from './road-class.ts';

/** Names of fields, the likeliest first, in lower case. */
const NAME_FIELDS = ['name:zh', 'name:zh-hans', 'name_zh', 'namezh', 'name', '名称', '道路名称', '路名', 'pgis_name'];
const NAME_EN_FIELDS = ['name:en', 'name_en', 'nameen', 'name_eng'];
const CLASS_FIELDS = [
  'roadclass',
  'road_class',
  'highway',
  'fclass',
  'kind_detail',
  'pmap:kind_detail',
  'kind',
  'pmap:kind',
  'class',
];
/** The first that a tile has; of OpenMapTiles the layer that has names. */
const TILE_LAYERS = ['roads', 'transportation_name', 'transportation'];
const MOST_FEATURES = 500_000;
const MAX_NAME = 120;
/** How far beyond the boundary roads are read. */
const MARGIN_DEGREES = 0.03;

export interface RoadFileOptions {
  nameField: string | undefined;
  nameEnField: string | undefined;
  classField: string | undefined;
  /** Undefined = as the file says, else WGS-84. */
  datum: ImportDatum | undefined;
  jurisdiction: ImportJurisdiction;
}

/** A feature of a file: its words by their fields, and its lines in WGS-84; null = it is no line. */
interface Feature {
  wordOf(field: string): string;
  fields: readonly string[];
  lines: LngLat[][] | null;
}

/** Roads of a file, and how many features were left out, by why. */
export interface ReadRoads {
  roads: RoadToStore[];
  features: number;
  leftOut: Map<string, number>;
  /** Whether any of them says its class. */
  hasClasses: boolean;
}

type Convert = (x: number, y: number) => LngLat | null;

function readLines(shape: Geometry | null | undefined, convert: Convert): LngLat[][] | null {
  const lines =
    shape?.type === 'LineString' ? [shape.coordinates] : shape?.type === 'MultiLineString' ? shape.coordinates : null;
  if (!lines) return null;
  return lines
    .map((line) => line.map(([x = Number.NaN, y = Number.NaN]) => convert(x, y)).filter((place) => place !== null))
    .filter((line) => line.length > 1);
}

async function readShapes(path: string, { datum, jurisdiction }: RoadFileOptions): Promise<Feature[]> {
  const bytes = await readFile(path);
  const { columns, rows, convert } = await readShapeRows(
    { chunkCount: 1, bytes: bytes.length, fileName: basename(path), datum, jurisdiction },
    { readChunk: async () => bytes },
    { shapes: 'any', mostFeatures: MOST_FEATURES },
  );
  return rows.map(({ cells, shape }) => ({
    fields: columns,
    wordOf: (field) => cells[columns.indexOf(field)]?.trim() ?? '',
    lines: readLines(shape, convert),
  }));
}

async function readTiles(path: string, { datum = 'wgs84', jurisdiction }: RoadFileOptions): Promise<Feature[]> {
  const [west, south, east, north] = computeBounds(jurisdiction.boundary);
  const box = [west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES] as const;
  const features: Feature[] = [];
  for await (const { properties, lines } of readTileLines(path, { layers: TILE_LAYERS, box })) {
    features.push({
      fields: Object.keys(properties),
      wordOf: (field) => String(properties[field] ?? '').trim(),
      lines: lines.map((line) => line.map((place) => toWgs84(place, datum))),
    });
  }
  return features;
}

/** The word of the first of these fields that has one. */
function findWord({ fields, wordOf }: Feature, asked: string | undefined, usual: readonly string[]): string {
  const wanted = asked === undefined ? usual : [asked.toLowerCase()];
  for (const name of wanted) {
    const field = fields.find((each) => each.toLowerCase() === name);
    const word = field === undefined ? '' : wordOf(field);
    if (word !== '') return word;
  }
  return '';
}

/** Reads a city's roads from GeoJSON, a zipped shapefile, KML or a PMTiles file; pieces of one road are joined. */
export async function readRoads(path: string, options: RoadFileOptions): Promise<ReadRoads> {
  const features = path.endsWith('.pmtiles') ? await readTiles(path, options) : await readShapes(path, options);
  const leftOut = new Map<string, number>();
  const leave = (why: string) => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  const classOf = (feature: Feature) => findWord(feature, options.classField, CLASS_FIELDS).toLowerCase();
  const words = new Set(features.map(classOf).filter((word) => word !== ''));
  const isOwn = areOwnClasses(words);
  const pieces: RoadToStore[] = [];
  for (const feature of features) {
    const said = findWord(feature, options.nameField, NAME_FIELDS).slice(0, MAX_NAME);
    const nameEn = findWord(feature, options.nameEnField, NAME_EN_FIELDS).slice(0, MAX_NAME);
    const nameZh = said || nameEn;
    const word = classOf(feature);
    // A file that says no class of any road is one of streets.
    const roadClass = words.size === 0 ? 'street' : findRoadClass(word, { isOwn, isNamed: nameZh !== '' });
    if (feature.lines === null) leave('no line');
    else if (feature.lines.length === 0) leave('no place that can be read');
    else if (roadClass === null) leave(word === '' ? 'no class' : `no street: ${word}`);
    else pieces.push({ nameZh, nameEn: nameEn === nameZh ? '' : nameEn, roadClass, lines: feature.lines });
  }
  return { roads: joinRoads(pieces), features: features.length, leftOut, hasClasses: words.size > 0 };
}
