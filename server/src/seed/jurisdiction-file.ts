import { readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { isTimeZone } from '@liaowang/shared/analysis/time/is-time-zone';
import { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { Place } from '@liaowang/shared/schemas/registry';
import { LocalizedName } from '@liaowang/shared/schemas/text';
import { BOUNDARY_PROBLEMS, judgeBoundary } from '../features/imports/readers/boundary/judge-boundary.ts';
import { readBoundary } from '../features/imports/readers/boundary/read-boundary.ts';
import { FileRefused } from '../features/imports/readers/files/file-refused.ts';
import { parseJsonTexts } from '../features/imports/readers/files/json-texts.ts';
import { readText } from '../features/imports/readers/files/text-encoding.ts';
import { ConfigError } from '../plugins/config.ts';
import { describeMisfit } from './describe-misfit.ts';

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

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

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
  const judged = judgeBoundary(file.boundary);
  if (!judged.ok)
    throw refuse(
      `the boundary ${BOUNDARY_PROBLEMS[judged.problem]}${judged.at ? ` near ${judged.at.map((degrees) => degrees.toFixed(5)).join(', ')}` : ''}`,
    );
  return { ...file, center: file.center ?? judged.center, zoom: file.zoom ?? judged.zoom };
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
