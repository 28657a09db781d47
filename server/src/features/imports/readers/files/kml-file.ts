import { openFeatures } from './feature-rows.ts';
import { FileRefused } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { tidyKml } from './kml-text.ts';
import { MAX_NESTING, isXmlTooDeep } from './nesting.ts';
import { readText } from './text-encoding.ts';
import { openZip } from './zip-archive.ts';

const MAX_BYTES = 128 * 1_048_576;

/** What a placemark says of how it looks is not about the incident. */
const LOOKS = /^(?:styleUrl|styleHash|styleMapHash|visibility|icon.*|stroke.*|fill.*|label-.*|@geometry-type)$/u;

/** Declarations of entities are how XML is made to grow without end; no KML needs any. */
const ENTITIES = /<!(?:ENTITY|DOCTYPE)/iu;

/** The KML of a KMZ archive: `doc.kml`, or the first there is. */
function unpack(bytes: Buffer): Buffer {
  const archive = openZip(bytes, MAX_BYTES);
  const names = archive.names.filter((each) => each.toLowerCase().endsWith('.kml'));
  const name = names.find((each) => each.toLowerCase() === 'doc.kml') ?? names[0];
  if (name === undefined) throw new FileRefused('kmz-without-kml');
  return archive.read(name);
}

/** The end of a document that was not cut off. */
const END = /<\/(?:[^<>\s:]+:)?kml\s*>\s*$/iu;

/** As people read it; parsers say it in their own way. */
function explainParser(text: string, error: unknown, line: number | undefined): FileRefused {
  return line === undefined || !END.test(text)
    ? new FileRefused('kml-broken', {}, { cause: error })
    : new FileRefused('kml-broken-at', { line }, { cause: error });
}

/**
 * Opens a KML document, or the one of a KMZ archive: one row a placemark, its time beside its data. `encoding` as it was
 * chosen; null = found.
 * @throws FileRefused `kml-…`, `kmz-without-kml`, `zip-…`
 */
export async function openKml(bytes: Buffer, encoding: string | null): Promise<IncidentFile> {
  const document = bytes.length > 1 && bytes.readUInt16BE(0) === 0x504b ? unpack(bytes) : bytes;
  const said =
    /^[^>]{0,200}encoding=["'](?<name>[\w:-]+)/u.exec(document.toString('latin1', 0, 512).replaceAll('\0', ''))
      ?.groups?.['name'] ?? null;
  const { text, encoding: used, watch } = readText(document, encoding, said);
  if (ENTITIES.test(text)) throw new FileRefused('kml-entities');
  if (isXmlTooDeep(text)) throw new FileRefused('kml-nested', { levels: MAX_NESTING });
  // Loaded when a KML comes: most threads that could read one never do.
  const [{ kml }, { DOMParser, ParseError }] = await Promise.all([import('@tmcw/togeojson'), import('@xmldom/xmldom')]);
  let line: number | undefined;
  try {
    const parsed = new DOMParser({
      onError(level, message, context) {
        if (level === 'warning') return;
        line = context?.locator?.lineNumber;
        throw new ParseError(message);
      },
    }).parseFromString(tidyKml(text), 'text/xml');
    const { features } = kml(parsed);
    return openFeatures(
      features.map(({ geometry, properties, id }) => ({ geometry, id, properties: toData(properties) })),
      true,
      { encoding: used, watch },
    );
  } catch (error) {
    throw explainParser(text, error, line);
  }
}

function toData(properties: Record<string, unknown> | null): Record<string, unknown> {
  const { timespan, ...rest } = properties ?? {};
  const begin =
    typeof timespan === 'object' && timespan !== null && 'begin' in timespan ? { begin: timespan.begin } : {};
  return Object.fromEntries(Object.entries({ ...rest, ...begin }).filter(([key]) => !LOOKS.test(key)));
}
