import type { ImportMapping } from '../../schemas/incident-import.ts';
import { readDegrees } from './read-degrees.ts';
import { looksLikeMetres, readMetres } from './read-metres.ts';
import { readPlaceText } from './read-place-text.ts';
import { LEAST_SHARE, bareName, shareOf, type SampledColumn } from './sampled-column.ts';

export type GuessedPlace = Pick<ImportMapping, 'lng' | 'lat'> & { place: string | null };

type Axis = 'lng' | 'lat';

/** Names that say degrees, the surest first. */
const DEGREE_NAMES: Record<Axis, readonly RegExp[]> = {
  lng: [
    /^(?:lng|lon|long|longitude|经度|x坐标|坐标x|wgs84lng|gcj02lng|bd09lng)$/iu,
    /(?:longitude|经度)/iu,
    /(?:^|[^a-z])(?:lng|lon)$/iu,
  ],
  lat: [/^(?:lat|latitude|纬度|y坐标|坐标y|wgs84lat|gcj02lat|bd09lat)$/iu, /(?:latitude|纬度)/iu, /(?:^|[^a-z])lat$/iu],
};
/** 横 is east and 纵 is north, whether they are called X and Y or, as surveyors do, Y and X. */
const PLANE_NAMES: Record<Axis, readonly RegExp[]> = {
  lng: [
    /^(?:e|east(?:ing)?s?|utme|utmeast(?:ing)?|东|[\p{Script=Han}]*(?:东坐标|东向坐标|横坐标|东距))(?:m|米|值)?$/iu,
    axisName('x'),
  ],
  lat: [
    /^(?:n|north(?:ing)?s?|utmn|utmnorth(?:ing)?|北|[\p{Script=Han}]*(?:北坐标|北向坐标|纵坐标|北距))(?:m|米|值)?$/iu,
    axisName('y'),
  ],
};
const PLACE_NAME = /坐标|经纬度|位置|location|coordinate|geo|point|wkt|place|lnglat|latlng|地点/iu;

/** Names such as X, POINT_X, X_COORD_CD, 案发地X坐标(米), 坐标X, X_2000. */
function axisName(letter: 'x' | 'y'): RegExp {
  return new RegExp(
    `^(?:[\\p{Script=Han}\\d]*|(?:cgcs|wgs)?\\d{0,4}|coord(?:inate)?|point|pt|proj(?:ected)?|utm|gauss|gk|geo|map|gis|start|longlat)${letter}(?:轴|[\\p{Script=Han}]*坐标|coord(?:inate)?s?)?(?:值|cd|m|米)?\\d{0,4}$`,
    'iu',
  );
}

const isDegree = (cell: string): boolean => Math.abs(readDegrees(cell)) <= 180;
/** Zero is what is written where no place is known. */
const isMetre = (cell: string): boolean => {
  const metres = readMetres(cell);
  return metres === 0 || looksLikeMetres([metres, 1_000]);
};

function findPair(
  columns: readonly SampledColumn[],
  names: Record<Axis, readonly RegExp[]>,
  fits: (cell: string) => boolean,
): Record<Axis, string> | null {
  const find = (axis: Axis, taken: string | null): string | null => {
    for (const pattern of names[axis]) {
      const found = columns.find(
        ({ name, cells }) => name !== taken && pattern.test(bareName(name)) && shareOf(cells, fits) >= LEAST_SHARE,
      );
      if (found) return found.name;
    }
    return null;
  };
  const lng = find('lng', null);
  const lat = find('lat', lng);
  return lng !== null && lat !== null ? { lng, lat } : null;
}

/** Whether a cell says a whole place; whole numbers of degrees are rather something else. */
function isPlaceText(cell: string): boolean {
  const place = readPlaceText(cell);
  if (!place) return false;
  const numbers = [place.first, place.second] as const;
  if (looksLikeMetres(numbers)) return true;
  return (
    Math.max(...numbers.map(Math.abs)) <= 180 &&
    (place.isXFirst || place.order !== null || numbers.some((degrees) => !Number.isInteger(degrees)))
  );
}

/**
 * Which columns say where: two with degrees by their names, two in metres by theirs, or one with the whole place by its
 * cells. Which of two in metres is the east is told by where they fall, not here.
 */
export function guessPlace(columns: readonly SampledColumn[]): GuessedPlace {
  const both = { lng: [...DEGREE_NAMES.lng, ...PLANE_NAMES.lng], lat: [...DEGREE_NAMES.lat, ...PLANE_NAMES.lat] };
  const pair =
    findPair(columns, DEGREE_NAMES, isDegree) ??
    findPair(columns, PLANE_NAMES, isDegree) ??
    findPair(columns, both, isMetre);
  if (pair) return { ...pair, place: null };
  const texts = columns.filter(({ cells }) => shareOf(cells, isPlaceText) >= LEAST_SHARE);
  return {
    lng: null,
    lat: null,
    place: (texts.find(({ name }) => PLACE_NAME.test(bareName(name))) ?? texts[0])?.name ?? null,
  };
}
