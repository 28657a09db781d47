import type { LngLat } from '../../schemas/geometry.ts';
import {
  IMPORT_PROBLEMS,
  type ImportCheck,
  type ImportDatum,
  type ImportProblem,
  type ImportRowProblem,
  type LeftOutKind,
} from '../../schemas/incident-import.ts';
import { createDatumEvidence, type DatumFits } from './datum-evidence.ts';
import { createEvenSample } from './even-sample.ts';
import type { ReadIncident } from './read-row.ts';

const MAX_PLACES = 2_000;
const EXAMPLES_EACH = 5;
/** Advice about shares needs this many rows to stand on. */
const MIN_ROWS = 20;
const SWAPPED_SHARE = 0.5;
const MOSTLY_OUTSIDE_SHARE = 0.5;
const MIDNIGHT_SHARE = 0.3;
const DUPLICATE_SHARE = 0.2;
/** A broken sign in one row of many is a slip of whoever wrote the file; a wrong encoding breaks more. */
const GARBLED_SHARE = 0.01;

/** What a dry run is told beforehand. */
interface CheckSetting {
  datum: ImportDatum;
  /** Whether the city lies where maps are shifted: elsewhere no other datum is advised. */
  isInChina: boolean;
  /** Whether the coordinates' system rests on a datum whose shift is not public. */
  isShiftUnknown: boolean;
}

/** Sums up a dry run row by row. `dates` is what the columns said of the order of dates. */
export function createCheckTally(
  { datum, isInChina, isShiftUnknown }: CheckSetting,
  dates: Pick<ImportCheck, 'dateOrder' | 'dateOrders'>,
) {
  let rows = 0;
  let importable = 0;
  let placed = 0;
  let midnights = 0;
  let garbled = 0;
  let atClockChange = 0;
  let intervals = 0;
  let endsLeftOut = 0;
  const precisions = { minute: 0, day: 0, month: 0 };
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const problems: Partial<Record<ImportProblem, number>> = {};
  const examples: ImportRowProblem[] = [];
  const categories: Record<string, number> = {};
  const leftOut: NonNullable<ImportCheck['leftOut']> = { counts: {}, examples: [] };
  const fits: Record<keyof DatumFits, number> = { wgs84: 0, gcj02: 0, bd09: 0, cgcs2000: 0, swapped: 0 };
  const evidence = createDatumEvidence(datum);
  const inside = createEvenSample<LngLat>(MAX_PLACES);
  const outside = createEvenSample<LngLat>(MAX_PLACES);
  const round = ([lng, lat]: LngLat): LngLat => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];

  const findBetterDatum = (): ImportDatum | null => (isInChina ? evidence.findBetterDatum() : null);

  function advise(shares: ImportCheck['datumShares']): ImportCheck['advice'] {
    const advice: ImportCheck['advice'] = [];
    const chosen = shares[datum];
    if ((problems['place-in-metres'] ?? 0) > placed) advice.push('projected');
    if (shares.swapped > SWAPPED_SHARE && evidence.isSwapped()) advice.push('swapped');
    else if (findBetterDatum() !== null) advice.push('other-datum');
    if (placed > 0 && chosen < MOSTLY_OUTSIDE_SHARE) advice.push('mostly-outside');
    if (isShiftUnknown && importable > 0) advice.push('shift-unknown');
    if (importable >= MIN_ROWS && midnights > importable * MIDNIGHT_SHARE) advice.push('many-at-midnight');
    if (
      rows >= MIN_ROWS &&
      (problems['duplicate-in-file'] ?? 0) + (problems['already-imported'] ?? 0) > rows * DUPLICATE_SHARE
    )
      advice.push('many-duplicates');
    if (importable === 0) advice.push('nothing-importable');
    if ((garbled > 1 || rows === 1) && garbled > rows * GARBLED_SHARE) advice.push('wrong-encoding');
    return advice;
  }

  return {
    /** Any row, before all else. `isGarbled`: it holds the sign that decoders put for what they cannot read. */
    addRow(isGarbled: boolean): void {
      rows++;
      if (isGarbled) garbled++;
    },
    /** A line that is no row: a total, a heading again, a note. */
    addLeftOut(row: number, { kind, value }: { kind: LeftOutKind; value: string }): void {
      const count = (leftOut.counts[kind] ?? 0) + 1;
      leftOut.counts[kind] = count;
      if (count <= EXAMPLES_EACH) leftOut.examples.push({ row, kind, value });
    },
    /** A row with a place, whatever else is wrong with it; `wgs84` is null for what no place of the earth has. */
    addPlace(fit: DatumFits, wgs84: LngLat | null): void {
      placed++;
      evidence.add(fit, wgs84);
      for (const key of Object.keys(fits) as Array<keyof DatumFits>) if (fit[key]) fits[key]++;
    },
    addOutside: (place: LngLat): void => outside.add(round(place)),
    addProblem(problem: ImportRowProblem): void {
      const count = (problems[problem.problem] ?? 0) + 1;
      problems[problem.problem] = count;
      if (count <= EXAMPLES_EACH) examples.push(problem);
    },
    /** A row that can be imported. */
    addIncident(
      { atMs, untilMs, precision, category, isMidnight, isAtClockChange, isEndLeftOut }: ReadIncident,
      place: LngLat,
    ): void {
      importable++;
      precisions[precision]++;
      if (untilMs !== null) intervals++;
      if (isEndLeftOut) endsLeftOut++;
      firstMs = Math.min(firstMs, atMs);
      lastMs = Math.max(lastMs, atMs);
      categories[category] = (categories[category] ?? 0) + 1;
      if (isMidnight) midnights++;
      if (isAtClockChange) atClockChange++;
      inside.add(round(place));
    },
    /** What was found so far. */
    sum(): ImportCheck {
      const shareOf = (count: number): number => (placed === 0 ? 0 : count / placed);
      const datumShares = {
        wgs84: shareOf(fits.wgs84),
        gcj02: shareOf(fits.gcj02),
        bd09: shareOf(fits.bd09),
        cgcs2000: shareOf(fits.cgcs2000),
        swapped: shareOf(fits.swapped),
      };
      return {
        rows,
        importable,
        problems: Object.fromEntries(
          IMPORT_PROBLEMS.flatMap((problem) => (problems[problem] === undefined ? [] : [[problem, problems[problem]]])),
        ),
        examples: examples.toSorted(
          (a, b) => IMPORT_PROBLEMS.indexOf(a.problem) - IMPORT_PROBLEMS.indexOf(b.problem) || a.row - b.row,
        ),
        firstAt: importable === 0 ? null : new Date(firstMs).toISOString(),
        lastAt: importable === 0 ? null : new Date(lastMs).toISOString(),
        categories,
        places: [...inside.items],
        placesOutside: [...outside.items],
        datumShares,
        betterDatum: findBetterDatum(),
        advice: advise(datumShares),
        atClockChange,
        ...(leftOut.examples.length > 0 && { leftOut }),
        precisions: { ...precisions },
        intervals,
        endsLeftOut,
        ...dates,
      };
    },
  };
}

export type CheckTally = ReturnType<typeof createCheckTally>;
