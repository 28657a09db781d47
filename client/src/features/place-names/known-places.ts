import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import type { KnownPlaces, Landmark } from '@liaowang/shared/analysis/places/place-description';
import { createStreetIndex } from '@liaowang/shared/analysis/places/street-index';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Jurisdiction, Place } from '@liaowang/shared/schemas/registry';
import type { Road } from '@liaowang/shared/schemas/road';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { isSurveyed, useJurisdiction, usePlaces, useRoads } from '../../entities/places/places.api.ts';
import { rememberLast } from '../../lib/remember-last.ts';

const indexStreets = rememberLast((roads: readonly Road[] | undefined, jurisdiction: Jurisdiction | undefined) =>
  createStreetIndex(jurisdiction ? (roads ?? []) : [], jurisdiction?.center ?? [0, 0]),
);

/** The middle of its outline, and how far its corners lie from there. */
function toLandmark({ name, geometry }: KeyArea): Landmark & Required<Pick<Landmark, 'ground'>> {
  const [west, south, east, north] = computeBounds(geometry);
  const position: LngLat = [(west + east) / 2, (south + north) / 2];
  const corners = geometry.coordinates.flat();
  const radiusMeters = Math.max(...corners.map((corner) => haversineDistanceMeters(...position, ...corner)));
  // On the sphere lengths are up to half a per cent off those of the ellipsoid, by which it is measured later.
  return { name, position, ground: { geometry, radiusMeters: radiusMeters * 1.01 } };
}

const listLandmarks = rememberLast(
  (lookouts: readonly LookoutFeature[] | undefined, keyAreas: readonly KeyArea[] | undefined): Landmark[] => [
    ...(lookouts ?? []).map(({ geometry, properties }) => ({ name: properties.name, position: geometry.coordinates })),
    // One as large as a town says no more than its streets. Of two that hold a place the smaller says more.
    ...(keyAreas ?? [])
      .filter(({ kind }) => kind !== 'town-core')
      .map(toLandmark)
      .toSorted((a, b) => a.ground.radiusMeters - b.ground.radiusMeters),
  ],
);

/** A position that is only nominal is no place to measure from. */
const listTowns = rememberLast((places: readonly Place[] | undefined): Landmark[] => (places ?? []).filter(isSurveyed));

const gather = rememberLast(
  (streets: KnownPlaces['streets'], landmarks: readonly Landmark[], towns: readonly Landmark[]): KnownPlaces => ({
    streets,
    landmarks,
    towns,
  }),
);

/** What places are named after, as far as it is known yet: the same object until more is known. */
export function useKnownPlaces(): KnownPlaces {
  const jurisdiction = useJurisdiction().data;
  const roads = useRoads().data;
  const lookouts = useLookouts().data;
  const keyAreas = useKeyAreas().data;
  const places = usePlaces().data;
  return gather(indexStreets(roads, jurisdiction), listLandmarks(lookouts, keyAreas), listTowns(places));
}
