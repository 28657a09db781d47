import {
  IMPORT_DATUMS,
  type ImportCoordinateSystem,
  type ImportMapping,
  type ImportPreview,
} from '@liaowang/shared/schemas/incident-import';

/** Web Mercator is drawn from degrees of any datum: which one is asked beside it. */
const WEB_MERCATOR = 3_857;
/** Nearer than this two systems are one for an incident. */
const APART_METERS = 200;
/** Shares that differ by less say nothing for one of two systems. */
const SAME_SHARE = 0.05;
const MOST_RIVALS = 3;

/** A choice of the one list that has degrees of each datum, and each system in metres by its EPSG code. */
export type CoordinateChoice = (typeof IMPORT_DATUMS)[number] | `${number}`;

/** What the mapping's coordinates are in, as the list names it. */
export function findCoordinateChoice({
  coordinateSystem,
  datum,
}: Pick<ImportMapping, 'coordinateSystem' | 'datum'>): CoordinateChoice {
  return coordinateSystem === null || coordinateSystem === undefined ? datum : `${coordinateSystem}`;
}

/** What the mapping becomes by a choice. */
export function chooseCoordinates(
  choice: CoordinateChoice,
): Pick<ImportMapping, 'coordinateSystem'> & Partial<Pick<ImportMapping, 'datum'>> {
  const datum = IMPORT_DATUMS.find((one) => one === choice);
  return datum ? { datum, coordinateSystem: null } : { coordinateSystem: Number(choice) };
}

/** Whether the degrees behind the metres may be of any datum. */
export function asksDatum({ coordinateSystem }: Pick<ImportMapping, 'coordinateSystem'>): boolean {
  return coordinateSystem === WEB_MERCATOR;
}

/** Systems that fit the file about as well as the chosen one and put it elsewhere, one for each distance, the nearest first. */
export function findRivals(
  { choices }: Pick<ImportPreview, 'choices'>,
  { coordinateSystem }: Pick<ImportMapping, 'coordinateSystem'>,
): Array<ImportCoordinateSystem & { offsetMeters: number }> {
  const systems = choices.coordinateSystems ?? [];
  const chosen = systems.find(({ epsg }) => epsg === coordinateSystem);
  // Offsets are those from the guess.
  if (!chosen || chosen.share === 0 || chosen.offsetMeters !== 0) return [];
  const rivals: Array<ImportCoordinateSystem & { offsetMeters: number }> = [];
  for (const { offsetMeters, ...rival } of systems) {
    if (offsetMeters === null || offsetMeters < APART_METERS || rival.share < chosen.share - SAME_SHARE) continue;
    if (!rivals.some((known) => Math.abs(known.offsetMeters - offsetMeters) < APART_METERS))
      rivals.push({ ...rival, offsetMeters });
  }
  return rivals.toSorted((a, b) => a.offsetMeters - b.offsetMeters).slice(0, MOST_RIVALS);
}
