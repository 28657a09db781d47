/** What prefixes mean that KML from Google Earth, Google Maps and their like uses without saying so. */
const KNOWN_PREFIXES: Readonly<Record<string, string>> = {
  gx: 'http://www.google.com/kml/ext/2.2',
  atom: 'http://www.w3.org/2005/Atom',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xal: 'urn:oasis:names:tc:ciq:xsdschema:xAL:2.0',
  xlink: 'http://www.w3.org/1999/xlink',
};
/** Prefixes that XML itself has. */
const OWN_PREFIXES = new Set(['xml', 'xmlns']);
const ROOT = /<(?:(?<prefix>[\p{L}_][\p{L}\d_.-]*):)?kml(?=[\s/>])(?<attributes>[^>]*)/iu;
const TAG_PREFIX = /<(?<prefix>[\p{L}_][\p{L}\d_.-]*):/gu;
const ATTRIBUTE_PREFIX = /\s(?<prefix>[\p{L}_][\p{L}\d_.-]*):[\p{L}_][\p{L}\d_.-]*\s*=\s*["']/gu;
const PASSAGE = /(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->)/u;
const STRAY_AND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/giu;

/**
 * KML as its reader needs it, of what Google Earth reads too: elements of KML without their prefix (`<kml:Placemark>`),
 * prefixes that nobody declared declared, and an & that stands for itself written as such. CDATA and comments stay as
 * they are.
 */
export function tidyKml(text: string): string {
  const root = ROOT.exec(text);
  const kmlPrefix = root?.groups?.['prefix'];
  const parts = text.split(PASSAGE).map((part, i) => {
    if (i % 2 === 1) return part;
    const tidied = part.replaceAll(STRAY_AND, '&amp;');
    return kmlPrefix === undefined
      ? tidied
      : tidied.replaceAll(`<${kmlPrefix}:`, '<').replaceAll(`</${kmlPrefix}:`, '</');
  });
  if (!root) return parts.join('');
  const used = new Set<string>();
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 1) continue;
    for (const pattern of [TAG_PREFIX, ATTRIBUTE_PREFIX])
      for (const { groups } of part.matchAll(pattern)) used.add(groups!['prefix']!);
  }
  const attributes = root.groups?.['attributes'] ?? '';
  const missing = [...used].filter(
    (prefix) =>
      !OWN_PREFIXES.has(prefix) &&
      !new RegExp(String.raw`\sxmlns:${prefix.replaceAll('.', String.raw`\.`)}\s*=`, 'u').test(attributes),
  );
  const declared = missing
    .map((prefix) => ` xmlns:${prefix}="${KNOWN_PREFIXES[prefix] ?? `urn:undeclared:${prefix}`}"`)
    .join('');
  return parts.join('').replace(/<kml(?=[\s/>])/iu, (tag) => `${tag}${declared}`);
}
