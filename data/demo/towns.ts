import { XINYI_TOWNS } from '../jurisdictions/xinyi/xinyi.ts';
import { toPlane, type PlanePoint } from './ground.ts';

/** A town of the made-up city: a real name at its (sometimes nominal) place, with a built-up core of made-up size. */
export interface Town {
  code: string;
  name: string;
  nameEn: string;
  center: PlanePoint;
  /** Half-width of the built-up core. */
  coreRadiusMeters: number;
  /** Side of a street block. */
  blockMeters: number;
  /** Share of what happens and of who patrols, relative to the other towns. */
  weight: number;
}

export const CAPITAL_TOWN_CODE = '320381001';

/** Cores larger than a village street: [radius, block, weight]. Sizes are guesses from the map's look. */
const LARGE_CORES: Record<string, [coreRadiusMeters: number, blockMeters: number, weight: number]> = {
  [CAPITAL_TOWN_CODE]: [3_600, 260, 50],
  '320381002': [1_300, 230, 4],
  '320381003': [1_300, 230, 4],
  '320381005': [1_200, 230, 4],
  '320381102': [1_500, 220, 10],
  '320381107': [1_300, 200, 6],
  '320381108': [1_500, 220, 8],
  '320381114': [1_500, 220, 9],
  '320381116': [1_500, 220, 9],
};
const SMALL_CORE: [number, number, number] = [900, 200, 1.5];

/** All towns, sub-districts and zones, in the order of towns.json. */
export const TOWNS: readonly Town[] = XINYI_TOWNS.features.map(({ properties, geometry }) => {
  const [coreRadiusMeters, blockMeters, weight] = LARGE_CORES[properties.code] ?? SMALL_CORE;
  const { code, name, nameEn } = properties;
  return { code, name, nameEn, center: toPlane(geometry.coordinates), coreRadiusMeters, blockMeters, weight };
});

/** The town with a code; throws RangeError for an unknown one. */
export function findTown(code: string): Town {
  const town = TOWNS.find((candidate) => candidate.code === code);
  if (town === undefined) throw new RangeError(`No town ${code}`);
  return town;
}
