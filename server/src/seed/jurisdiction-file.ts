import { readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { isTimeZone } from '@liaowang/shared/analysis/time/is-time-zone';
import { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { Place } from '@liaowang/shared/schemas/registry';
import { LocalizedName } from '@liaowang/shared/schemas/text';
import { FileRefused } from '../features/imports/readers/files/file-refused.ts';
import { parseJsonTexts } from '../features/imports/readers/files/json-texts.ts';
import { readText } from '../features/imports/readers/files/text-encoding.ts';
import { ConfigError } from '../plugins/config.ts';
import { describeMisfit } from './describe-misfit.ts';
import { readBoundary } from './jurisdiction-boundary.ts';

const Features = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(Type.Object({ type: Type.Literal('Feature') })),
});
const NO_FEATURES = { type: 'FeatureCollection' as const, features: [] };

/** A city of one's own; degrees are WGS-84. Its boundary is read by {@link readBoundary} first. What is optional is worked out, or left out. */
const JurisdictionFile = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 40 }),
    name: LocalizedName,
    association: LocalizedName,
    /** IANA name. */
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    boundary: AreaGeometry,
    /** Where the map looks first. */
    center: Type.Optional(LngLat),
    zoom: Type.Optional(Type.Number({ minimum: 3, maximum: 18 })),
    places: Type.Array(Place, { maxItems: 2_000, default: [] }),
    /** The offline basemap, as in data/jurisdictions/xinyi: `schematic.json`, and the areas around. */
    basemap: Type.Object(
      { schematic: Features, neighbours: Features },
      { additionalProperties: false, default: { schematic: NO_FEATURES, neighbours: NO_FEATURES } },
    ),
  },
  { additionalProperties: false },
);
/** A jurisdiction with everything worked out. */
export type JurisdictionToPlant = Required<Static<typeof JurisdictionFile>>;

/** CSS pixels between the panels of a usual screen, in which the whole jurisdiction is to fit. */
const ROOM = { width: 700, height: 480 };
/** MapLibre's world at zoom 0, CSS pixels. */
const WORLD_PIXELS = 512;
/** The local plane of the analyses is exact to some 1e-5 so far from its centre; 300 km across is larger than any city. */
const MAX_SPAN_DEGREES = 3;

/** A ring along a line has the area of its rounding. */
const LEAST_AREA_SQUARE_METERS = 10_000;

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

const BOUNDARY_PROBLEMS = {
  'no-polygon': 'has no polygon',
  'too-few-vertices': 'has a ring of fewer than three places',
  'not-finite': 'has a place that is no number',
  'without-area': 'encloses nothing',
  'self-crossing': 'crosses itself',
} as const;

/**
 * The jurisdiction described by a JSON file, for an empty database.
 * @throws {ConfigError} in a sentence that says what is wrong with the file
 */
export async function readJurisdictionFile(path: string): Promise<JurisdictionToPlant> {
  const refuse = (problem: string) => new ConfigError(`JURISDICTION_FILE=${path} cannot be used: ${problem}.`);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw refuse(UNREADABLE[error.code ?? ''] ?? `it cannot be read (${error.code ?? 'for a reason unknown'})`);
  });
  const parsed = parseJson(readText(bytes, null).text);
  if (!parsed.ok) throw refuse(parsed.problem);
  const file: unknown = Value.Default(JurisdictionFile, parsed.value);
  if (!Value.Check(JurisdictionFile, file)) throw refuse(describeMisfit([...Value.Errors(JurisdictionFile, file)][0]));
  if (!isTimeZone(file.timeZone)) throw refuse(`timeZone "${file.timeZone}" is no IANA name such as Asia/Shanghai`);
  const [west, south, east, north] = computeBounds(file.boundary);
  if (east - west > MAX_SPAN_DEGREES || north - south > MAX_SPAN_DEGREES)
    throw refuse(`the boundary is more than ${MAX_SPAN_DEGREES} degrees across; a jurisdiction is a city or a county`);
  const middle: [number, number] = [(west + east) / 2, (south + north) / 2];
  const area = prepareArea({ id: file.code, geometry: file.boundary }, createLocalProjection(...middle));
  if (!area.ok)
    throw refuse(
      `the boundary ${BOUNDARY_PROBLEMS[area.reason]}${area.at ? ` near ${area.at.map((degrees) => degrees.toFixed(5)).join(', ')}` : ''}`,
    );
  if (area.area.areaSquareMeters < LEAST_AREA_SQUARE_METERS)
    throw refuse(`the boundary ${BOUNDARY_PROBLEMS['without-area']}`);
  return { ...file, center: file.center ?? middle, zoom: file.zoom ?? findZoom([west, south, east, north]) };
}

/** The file's value, its boundary as a plain area. */
function parseJson(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  let value: unknown;
  try {
    [value] = parseJsonTexts(text);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { line } = error.refusal.detail.values;
    return { ok: false, problem: `it is no JSON${line === undefined ? '' : `: line ${line} is broken`}` };
  }
  if (typeof value !== 'object' || value === null || !('boundary' in value)) return { ok: true, value };
  const reading = readBoundary(value.boundary);
  return reading.ok ? { ok: true, value: { ...value, boundary: reading.boundary } } : reading;
}

/** The zoom, in tenths, at which the bounds fit into {@link ROOM}. */
function findZoom([west, south, east, north]: [number, number, number, number]): number {
  const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  const scale = Math.min(ROOM.width / ((east - west) / 360), ROOM.height / (mercator(north) - mercator(south)));
  return Math.min(16, Math.max(3, Math.floor(Math.log2(scale / WORLD_PIXELS) * 10) / 10));
}
