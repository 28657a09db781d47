import { openFeatures, type FeatureLike } from './feature-rows.ts';
import { broken } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { MAX_NESTING, isJsonTooDeep } from './nesting.ts';
import { watchEncoding } from './text-encoding.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Opens a GeoJSON FeatureCollection (RFC 7946), or a plain JSON array of objects without geometry.
 * @throws FileRefused `file-broken`
 */
export function openGeojson(bytes: Buffer): IncidentFile {
  const watch = watchEncoding();
  watch.add(bytes);
  let parsed: unknown;
  try {
    const text = new TextDecoder(watch.decide()).decode(bytes);
    if (isJsonTooDeep(text)) throw new Error(`it nests deeper than ${MAX_NESTING} levels.`);
    parsed = JSON.parse(text);
  } catch (error) {
    throw broken('The JSON', error);
  }
  if (Array.isArray(parsed) && parsed.every(isObject)) return openFeatures(parsed.map((properties) => ({ properties })), false);
  if (!isObject(parsed) || parsed['type'] !== 'FeatureCollection' || !Array.isArray(parsed['features']) || !parsed['features'].every(isObject)) {
    throw broken('The JSON', 'it is no FeatureCollection and no list of records.');
  }
  return openFeatures((parsed['features'] as FeatureLike[]).map((feature) => (isObject(feature.properties) ? feature : { ...feature, properties: null })), true);
}
