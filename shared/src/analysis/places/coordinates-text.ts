import type { LngLat } from '../../schemas/geometry.ts';

type Bounds = readonly [west: number, south: number, east: number, north: number];

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`;
/** Degrees, perhaps with minutes and seconds. */
const ANGLE = String.raw`${NUMBER}\s*°?\s*(?:(\d+(?:\.\d+)?)\s*'\s*(?:(\d+(?:\.\d+)?)\s*"\s*)?)?`;
const SEPARATOR = String.raw`\s*[,;/\s]\s*`;
const HEMISPHERE_FIRST = new RegExp(`^([NSEW])\\s*${ANGLE}(?:${SEPARATOR})?([NSEW])\\s*${ANGLE}$`);
const HEMISPHERE_LAST = new RegExp(`^${ANGLE}([NSEW])(?:${SEPARATOR})?${ANGLE}([NSEW])$`);
const PLAIN = new RegExp(`^${ANGLE}${SEPARATOR}${ANGLE}$`);

/** Longer than any place that is written out: nobody means one, and patterns take their time. */
const MOST_CHARACTERS = 80;
/** Degrees as keyboards and word processors write them; before NFKC, which makes a letter or a blank of some. */
const DEGREE_SIGNS = /[度˚º]/g;

/** What people write for the same. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/东经/g, 'E'],
  [/西经/g, 'W'],
  [/北纬/g, 'N'],
  [/南纬/g, 'S'],
  [/[分′’]/g, "'"],
  [/秒|[″”]|''/g, '"'],
  [/[，、；]/g, ','],
];

interface Angle {
  degrees: number;
  hemisphere: string | null;
}

/** Null where minutes or seconds are sixty or more. */
function toAngle(hemisphere: string | null, whole: string, minutes?: string, seconds?: string): Angle | null {
  if (Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null;
  const size = Math.abs(Number(whole)) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3_600;
  const isNegative = whole.startsWith('-') || hemisphere === 'S' || hemisphere === 'W';
  return { degrees: isNegative ? -size : size, hemisphere };
}

function readAngles(text: string): [Angle | null, Angle | null] | null {
  const first = HEMISPHERE_FIRST.exec(text);
  if (first)
    return [toAngle(first[1]!, first[2]!, first[3], first[4]), toAngle(first[5]!, first[6]!, first[7], first[8])];
  const last = HEMISPHERE_LAST.exec(text);
  if (last) return [toAngle(last[4]!, last[1]!, last[2], last[3]), toAngle(last[8]!, last[5]!, last[6], last[7])];
  const plain = PLAIN.exec(text);
  // Two whole numbers may be anything.
  if (!plain || !/[.°]/.test(text)) return null;
  return [toAngle(null, plain[1]!, plain[2], plain[3]), toAngle(null, plain[4]!, plain[5], plain[6])];
}

/** Whether a place lies in a box, its edges included. */
export function isWithin([lng, lat]: LngLat, [west, south, east, north]: Bounds): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

const isLongitude = ({ hemisphere }: Angle): boolean => hemisphere === 'E' || hemisphere === 'W';

/**
 * The place that a text gives by its coordinates, `[lng, lat]` in degrees, or null: decimal or with minutes and seconds, with
 * or without hemispheres, in either order. Where the order could be both, it is the one that lies in `bounds`.
 */
export function readCoordinates(text: string, bounds: Bounds): LngLat | null {
  if (text.length > MOST_CHARACTERS) return null;
  const signed = text.replaceAll(DEGREE_SIGNS, '°').normalize('NFKC').trim();
  const plain = SPELLINGS.reduce((said, [from, to]) => said.replace(from, to), signed);
  const [a = null, b = null] = readAngles(plain.toUpperCase()) ?? [];
  if (!a || !b) return null;
  if (a.hemisphere !== null && isLongitude(a) === isLongitude(b)) return null;
  const orders: LngLat[] = [
    [a.degrees, b.degrees],
    [b.degrees, a.degrees],
  ];
  const possible = orders.filter(
    ([lng, lat], i) =>
      Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && (a.hemisphere === null || isLongitude(i === 0 ? a : b)),
  );
  return possible.find((place) => isWithin(place, bounds)) ?? possible[0] ?? null;
}
