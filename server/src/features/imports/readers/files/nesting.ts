/** The deepest a GeoJSON needs is a dozen, and folders in folders of a KML a few more. */
export const MAX_NESTING = 100;

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether objects and lists of a JSON text nest deeper than {@link MAX_NESTING}; looked at before it is parsed, since what walks it afterwards calls itself for each level. */
export function isJsonTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      // To the closing quote, over those that are escaped.
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_NESTING) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** Where what begins with one of these ends; nothing in between is an element. */
const PASSAGES: ReadonlyArray<readonly [start: string, end: string]> = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** Whether elements of an XML text nest deeper than {@link MAX_NESTING}: its parser and what walks its tree call themselves for each level. */
export function isXmlTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const passage = PASSAGES.find(([start]) => text.startsWith(start, at));
    const end = text.indexOf(passage?.[1] ?? '>', at);
    // What does not end is for the parser to refuse.
    if (end === -1) return false;
    if (!passage) {
      if (text[at + 1] === '/') depth--;
      else if (text[end - 1] !== '/' && ++depth > MAX_NESTING) return true;
    }
    at = end + 1;
  }
  return false;
}
