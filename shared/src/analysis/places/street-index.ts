import Flatbush from 'flatbush';
import type { LngLat } from '../../schemas/geometry.ts';
import type { Road } from '../../schemas/road.ts';
import type { LocalizedName } from '../../schemas/text.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';
import { computeSegmentDistance } from '../geometry/segment-distance.ts';

/** Which part of a street: its ends by where they lie, or between them. */
export type StreetSection = 'west' | 'east' | 'south' | 'north' | 'middle';

export interface NearestStreet {
  name: LocalizedName;
  /** Null where the street is too short to have parts. */
  section: StreetSection | null;
  distanceMeters: number;
}

export interface StreetIndex {
  /** The named street that passes nearest to a place, at most so many metres off; null where none does. */
  findNearest(place: LngLat, withinMeters: number): NearestStreet | null;
}

/** Shorter than this, people name the street alone. */
const LEAST_METERS_WITH_SECTIONS = 900;

interface Street {
  name: LocalizedName;
  /** The plane's axis along which it runs for the greater part. */
  axis: 0 | 1;
  startMeters: number;
  lengthMeters: number;
}

type PlaneLine = readonly (readonly [x: number, y: number])[];

/** An index over the named ones of a city's roads, whose middle is `center`. */
export function createStreetIndex(roads: readonly Road[], center: LngLat): StreetIndex {
  const plane = createLocalProjection(...center);
  const segments: { street: Street; from: readonly [number, number]; to: readonly [number, number] }[] = [];
  for (const { name, lines } of roads) {
    if (!name) continue;
    const drawn = lines.map((line) => line.map((place) => plane.forward(...place)));
    const street = describeStreet(name, drawn);
    for (const line of drawn)
      for (let i = 1; i < line.length; i++) segments.push({ street, from: line[i - 1]!, to: line[i]! });
  }
  if (segments.length === 0) return { findNearest: () => null };
  const tree = new Flatbush(segments.length);
  for (const { from, to } of segments)
    tree.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]));
  tree.finish();

  return {
    findNearest(place, withinMeters) {
      const at = plane.forward(...place);
      let nearest: Street | null = null;
      let distanceMeters = withinMeters;
      const box = [at[0] - withinMeters, at[1] - withinMeters, at[0] + withinMeters, at[1] + withinMeters] as const;
      for (const index of tree.search(...box)) {
        const { street, from, to } = segments[index]!;
        const meters = computeSegmentDistance(at, from, to);
        if (meters > distanceMeters) continue;
        nearest = street;
        distanceMeters = meters;
      }
      return nearest && { name: nearest.name, section: findSection(nearest, at), distanceMeters };
    },
  };
}

function describeStreet(name: LocalizedName, lines: readonly PlaneLine[]): Street {
  const places = lines.flat();
  const spans = ([0, 1] as const).map((axis) => {
    const along = places.map((place) => place[axis]);
    const startMeters = along.reduce((a, b) => Math.min(a, b));
    return { axis, startMeters, lengthMeters: along.reduce((a, b) => Math.max(a, b)) - startMeters };
  });
  return { name, ...(spans[0]!.lengthMeters >= spans[1]!.lengthMeters ? spans[0]! : spans[1]!) };
}

function findSection({ axis, startMeters, lengthMeters }: Street, at: readonly [number, number]): StreetSection | null {
  if (lengthMeters < LEAST_METERS_WITH_SECTIONS) return null;
  const third = ((at[axis] - startMeters) / lengthMeters) * 3;
  if (third < 1) return axis === 0 ? 'west' : 'south';
  return third <= 2 ? 'middle' : axis === 0 ? 'east' : 'north';
}
