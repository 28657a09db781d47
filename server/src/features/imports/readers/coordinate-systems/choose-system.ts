import { binomialUpperTail } from '@liaowang/shared/analysis/statistics/binomial-distribution';
import { COORDINATE_SYSTEMS, isShiftUnknown, type CoordinateSystem, type GeodeticDatum } from './coordinate-systems.ts';
import type { FittingSystem } from './fitting-systems.ts';

/** What the table's names say of the system. */
export interface SystemHints {
  /** Names of the columns and of the file. */
  text: string;
  /** Whether the columns are named in Latin letters. */
  isLatin: boolean;
}

/** Of two systems a kilometre apart (Gauss-Krüger and UTM) the better is taken where chance would make such a difference so rarely … */
const BETTER_P = 0.1;
/** … and of two a hundred metres apart, an older datum and today's, only where it hardly ever would. */
const BETTER_DATUM_P = 0.001;
const NAMED: ReadonlyArray<readonly [GeodeticDatum, RegExp]> = [
  ['xian1980', /西安|xi'?an|80坐标|80系/iu],
  ['beijing1954', /北京\s?(?:19)?54|beijing|54坐标|54系/iu],
  ['cgcs2000', /cgcs|国家2000|2000坐标|2000国家|大地2000/iu],
];

const isUtm = ({ datum, centralMeridian }: CoordinateSystem): boolean => datum === 'wgs84' && centralMeridian !== null;

/** Whether more places than chance explains lie inside under one of two systems only, and that is the first. */
function isSurelyBetter(a: FittingSystem, b: FittingSystem): boolean {
  let [onlyA, onlyB] = [0, 0];
  for (const [i, isIn] of a.inside.entries()) {
    if (isIn && !b.inside[i]) onlyA++;
    if (!isIn && b.inside[i]) onlyB++;
  }
  const enough = isShiftUnknown(a.system) === isShiftUnknown(b.system) ? BETTER_P : BETTER_DATUM_P;
  return onlyA > onlyB && binomialUpperTail(onlyA, onlyA + onlyB, { p: 0.5, q: 0.5 }) <= enough;
}

function speaksAgainst({ system, isNorthFirst }: FittingSystem, { text, isLatin }: SystemHints): boolean {
  const datum = NAMED.find(([, pattern]) => pattern.test(text))?.[0];
  if (datum !== undefined) return system.datum !== datum;
  if (/utm|easting|northing/iu.test(text)) return !isUtm(system);
  // X for the north is a surveyor's; X for the east in a table of Latin letters is rather a program's, which means UTM.
  return isUtm(system) !== (isLatin && !isNorthFirst);
}

/**
 * The system that the places are most likely in: of those that no other beats, the one that the names speak for, else
 * UTM where the table is written in Latin letters and the national standard where it is not. Null where none puts a
 * place inside.
 */
export function chooseSystem(fitting: readonly FittingSystem[], hints: SystemHints): FittingSystem | null {
  const [best] = fitting;
  if (!best || best.share === 0) return null;
  const rivals = fitting.filter((one) => one.share > 0 && !isSurelyBetter(best, one));
  const order = (one: FittingSystem): number =>
    (speaksAgainst(one, hints) ? COORDINATE_SYSTEMS.length : 0) + COORDINATE_SYSTEMS.indexOf(one.system);
  return rivals.toSorted((a, b) => order(a) - order(b))[0] ?? null;
}
