import { openFeatures } from './feature-rows.ts';
import { broken } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { MAX_NESTING, isXmlTooDeep } from './nesting.ts';
import { openZip } from './zip-archive.ts';

const MAX_BYTES = 128 * 1_048_576;

/** What a placemark says of how it looks is not about the incident. */
const LOOKS = /^(?:styleUrl|styleHash|styleMapHash|visibility|icon.*|stroke.*|fill.*|label-.*|@geometry-type)$/u;

/** Declarations of entities are how XML is made to grow without end; no KML needs any. */
const ENTITIES = /<!(?:ENTITY|DOCTYPE)/iu;

/**
 * Opens a KML document, or the first one of a KMZ archive: one row a placemark, its time beside its data.
 * @throws FileRefused `file-broken`, `file-too-large`
 */
export async function openKml(bytes: Buffer): Promise<IncidentFile> {
  let document = bytes;
  if (bytes.readUInt16BE(0) === 0x504b) {
    const archive = openZip(bytes, MAX_BYTES);
    const name = archive.names.find((each) => each.toLowerCase().endsWith('.kml'));
    if (name === undefined) throw broken('The KMZ archive', 'it holds no KML.');
    document = archive.read(name);
  }
  const encoding = /^[^>]{0,200}encoding=["'](?<name>[\w-]+)/u.exec(document.toString('latin1', 0, 256))?.groups?.['name'] ?? 'utf-8';
  try {
    // Loaded when a KML comes: most threads that could read one never do.
    const [{ kml }, { DOMParser, ParseError }] = await Promise.all([import('@tmcw/togeojson'), import('@xmldom/xmldom')]);
    const text = new TextDecoder(encoding).decode(document);
    if (ENTITIES.test(text)) throw new Error('it declares entities, which are not read.');
    if (isXmlTooDeep(text)) throw new Error(`it nests deeper than ${MAX_NESTING} levels.`);
    const parsed = new DOMParser({
      onError(level, message) {
        if (level !== 'warning') throw new ParseError(message);
      },
    }).parseFromString(text, 'text/xml');
    const { features } = kml(parsed);
    return openFeatures(features.map(({ geometry, properties, id }) => ({ geometry, id, properties: toData(properties) })), true);
  } catch (error) {
    // The parser wraps what it was told to throw in a second telling of it.
    throw broken('The KML', error instanceof Error ? error.message.replace(/^.* caused ParseError: /u, '') : error);
  }
}

function toData(properties: Record<string, unknown> | null): Record<string, unknown> {
  const { timespan, ...rest } = properties ?? {};
  const begin = typeof timespan === 'object' && timespan !== null && 'begin' in timespan ? { begin: timespan.begin } : {};
  return Object.fromEntries(Object.entries({ ...rest, ...begin }).filter(([key]) => !LOOKS.test(key)));
}
