import { FileRefused } from './file-refused.ts';
import { MAX_NESTING, isJsonTooDeep } from './nesting.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * The objects and lists of a text in which several follow each other: one a line (as databases write them), with record
 * separators between (RFC 8142), with commas, or with nothing. What stands between them otherwise is its own text.
 */
function splitTexts(text: string): Array<{ start: number; json: string }> {
  const texts: Array<{ start: number; json: string }> = [];
  let depth = 0;
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (start === -1) {
      // Blanks, commas and record separators.
      if (code <= 0x20 || code === 0x2c || code === 0xfeff) continue;
      start = at;
    }
    if (code === QUOTE) {
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
    } else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    if (depth > 0) continue;
    texts.push({ start, json: text.slice(start, at + 1) });
    start = -1;
    depth = 0;
  }
  if (start !== -1) texts.push({ start, json: text.slice(start) });
  return texts;
}

const LINE_END = /\r\n|\r|\n/u;

/** Whether a line is an object by itself. */
function isWholeObject(line: string): boolean {
  try {
    return line.trimStart().startsWith('{') && typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** The line, from 1, in which the parser stopped; of one object a line, the first that is none. Null where it does not say, or stopped at the end: the rest is missing. */
function findLine(text: string, start: number, error: unknown): number | null {
  const lines = text.split(LINE_END);
  const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [{ line, number: i + 1 }]));
  if (filled.length > 1 && isWholeObject(filled[0]!.line))
    return filled.find(({ line }) => !isWholeObject(line))?.number ?? null;
  const said =
    error instanceof SyntaxError
      ? /at position (?<position>\d+)/u.exec(error.message)?.groups?.['position']
      : undefined;
  const at = start + Number(said);
  return said === undefined || at >= text.trimEnd().length ? null : text.slice(0, at).split(LINE_END).length;
}

function refuseAt(text: string, start: number, error: unknown): FileRefused {
  const line = findLine(text, start, error);
  return line === null
    ? new FileRefused('json-broken', {}, { cause: error })
    : new FileRefused('json-broken-at', { line }, { cause: error });
}

/**
 * The values of a JSON text: one, or several that follow each other.
 * @throws FileRefused `json-broken`, `json-broken-at`, `json-nested`
 */
export function parseJsonTexts(text: string): unknown[] {
  if (isJsonTooDeep(text)) throw new FileRefused('json-nested', { levels: MAX_NESTING });
  let failure: FileRefused;
  try {
    return [JSON.parse(text) as unknown];
  } catch (error) {
    failure = refuseAt(text, 0, error);
  }
  const texts = splitTexts(text);
  if (texts.length < 2) throw failure;
  return texts.map(({ start, json }) => {
    try {
      return JSON.parse(json) as unknown;
    } catch (error) {
      throw refuseAt(text, start, error);
    }
  });
}
