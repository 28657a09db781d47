import type { RoadClass } from '@liaowang/shared/schemas/road';

/** What words of OpenStreetMap (`highway`), of OpenMapTiles (`class`) and of Protomaps (`kind`, `kind_detail`) are to us. */
const CLASSES: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'motorway',
  trunk_link: 'motorway',
  highway: 'motorway',
  primary: 'trunk',
  primary_link: 'trunk',
  secondary: 'main',
  secondary_link: 'main',
  tertiary: 'main',
  tertiary_link: 'main',
  major_road: 'main',
  medium_road: 'main',
  unclassified: 'street',
  residential: 'street',
  living_street: 'street',
  road: 'street',
  minor: 'street',
  minor_road: 'street',
  pedestrian: 'street',
};
/** Ways to a house, a yard or a field: streets where they have a name. */
const IF_NAMED = new Set(['service', 'track', 'busway', 'bus_guideway']);

/** Our own words, which a file uses where one of the last two is in it: `trunk` means another width to OpenStreetMap. */
const OWN: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  trunk: 'trunk',
  main: 'main',
  street: 'street',
};

/** Whether words of a file are those of our `roadClass`. */
export function areOwnClasses(words: ReadonlySet<string>): boolean {
  return (words.has('main') || words.has('street')) && [...words].every((word) => word in OWN);
}

/** The class of a road by its word; null = it is none (a footpath, a railway, a ferry, one that is being built). */
export function findRoadClass(
  word: string,
  { isOwn, isNamed }: { isOwn: boolean; isNamed: boolean },
): RoadClass | null {
  const known = (isOwn ? OWN : CLASSES)[word];
  return known ?? (!isOwn && isNamed && IF_NAMED.has(word) ? 'street' : null);
}
