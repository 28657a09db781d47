import type { PlaceOrder } from '../../schemas/incident-import.ts';
import { readDegrees } from './read-degrees.ts';
import { readMetres } from './read-metres.ts';

/** A place as one cell says it: two numbers, in degrees or metres, in the order in which they are written. */
export interface PlaceText {
  first: number;
  second: number;
  /** Where the cell itself tells which is which (118.35E, 纬度34.37); null = the whole column decides. */
  order: PlaceOrder | null;
  /** Well-known text and JSON have x before y; a plain pair may be either. */
  isXFirst: boolean;
  /** Of `SRID=4326;POINT(…)`. */
  srid: number | null;
}

/** No place takes more to say; an address may stand before it. */
const MAX_LENGTH = 400;
const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?`;
const WKT = new RegExp(
  String.raw`^(?:srid\s*=\s*(?<srid>\d{1,6})\s*;\s*)?(?:multi)?point\s*(?:zm|z|m)?\s*\(\s*\(?\s*(?<first>${NUMBER})\s*[\s,]\s*(?<second>${NUMBER})[^a-z]*$`,
  'iu',
);
const COORDINATES = new RegExp(
  String.raw`["']coordinates["']\s*:\s*\[\s*\[?\s*(?<first>${NUMBER})\s*,\s*(?<second>${NUMBER})`,
  'iu',
);
const X_AND_Y = new RegExp(
  String.raw`["']x["']\s*:\s*(?<first>${NUMBER})\s*,\s*["']y["']\s*:\s*(?<second>${NUMBER})`,
  'iu',
);
const LABELLED_LNG = new RegExp(String.raw`(?:longitude|lng|lon|经度)["'\s:：=]*(?<value>${NUMBER})`, 'iu');
const LABELLED_LAT = new RegExp(String.raw`(?:latitude|lat|纬度)["'\s:：=]*(?<value>${NUMBER})`, 'iu');
/** What stands in brackets at the end, or all of it. */
const BRACKETED = /[([（【［]\s*(?<inner>[^()（）[\]【】［］]+?)\s*[)\]）】］]\s*$/u;
const SEPARATORS = [/\s*[;；|]\s*/u, /\s*[,，、]\s*/u, /\s+/u];

function readNumber(text: string): number {
  const degrees = readDegrees(text);
  return Number.isNaN(degrees) ? readMetres(text) : degrees;
}

function quarterOf(text: string): 'lng' | 'lat' | null {
  if (/[ew东東西]/iu.test(text)) return 'lng';
  return /[ns北南]/iu.test(text) ? 'lat' : null;
}

function readPair(text: string): PlaceText | null {
  for (const separator of SEPARATORS) {
    const parts = text.split(separator);
    // A third number is a height.
    if (parts.length < 2 || parts.length > 3) continue;
    const [first, second] = [readNumber(parts[0]!), readNumber(parts[1]!)];
    if (Number.isNaN(first) || Number.isNaN(second)) continue;
    const [one, other] = [quarterOf(parts[0]!), quarterOf(parts[1]!)];
    const order = one === 'lng' || other === 'lat' ? 'lng-lat' : one === 'lat' || other === 'lng' ? 'lat-lng' : null;
    return { first, second, order, isXFirst: false, srid: null };
  }
  return null;
}

/**
 * Reads a place that stands in one cell: well-known text (`POINT (118.35 34.37)`, with `SRID=…;`, Z and M), GeoJSON and
 * Esri's JSON, `[118.35, 34.37]`, `(34.37, -95.36)` with or without an address before it, `118.35,34.37`, degrees with
 * quarters, and numbers with a label. Null for anything else.
 */
export function readPlaceText(text: string): PlaceText | null {
  const tidied = text.trim().slice(0, MAX_LENGTH);
  if (tidied === '') return null;
  const wkt = WKT.exec(tidied)?.groups;
  if (wkt)
    return {
      first: Number(wkt['first']),
      second: Number(wkt['second']),
      order: null,
      isXFirst: true,
      srid: wkt['srid'] === undefined ? null : Number(wkt['srid']),
    };
  const json = tidied.startsWith('{') ? (COORDINATES.exec(tidied) ?? X_AND_Y.exec(tidied))?.groups : undefined;
  if (json)
    return { first: Number(json['first']), second: Number(json['second']), order: null, isXFirst: true, srid: null };
  const [lng, lat] = [LABELLED_LNG.exec(tidied)?.groups?.['value'], LABELLED_LAT.exec(tidied)?.groups?.['value']];
  if (lng !== undefined && lat !== undefined)
    return { first: Number(lng), second: Number(lat), order: 'lng-lat', isXFirst: true, srid: null };
  const inner = BRACKETED.exec(tidied)?.groups?.['inner'];
  const pair = readPair(inner ?? tidied);
  return pair && inner !== undefined && tidied.startsWith('[') ? { ...pair, isXFirst: true } : pair;
}
