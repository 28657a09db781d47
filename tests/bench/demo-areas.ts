import { difference } from '@turf/difference';
import { featureCollection, polygon } from '@turf/helpers';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { prepareArea, type PreparedArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { createLocalProjection, type LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { createDemoCity, type DemoCity } from '../../data/demo/city.ts';
import { XINYI, XINYI_BOUNDARY } from '../../data/jurisdictions/xinyi/xinyi.ts';

/** Which made-up city. */
export const DEMO = { seed: 20_320, now: new Date('2026-06-15T04:00:00Z') };

export interface DemoAreas {
  city: DemoCity;
  projection: LocalProjection;
  jurisdiction: PreparedArea;
  /** Jurisdiction, 25 branches, 16 key areas. */
  areas: PreparedArea[];
}

/** Longer than any city, degrees. */
const FAR_DEGREES = 5;

/** The areas of responsibility of the demo city; a branch answers for what is nearer to it than to any other. */
export function prepareDemoAreas(): DemoAreas {
  const city = createDemoCity(DEMO);
  const projection = createLocalProjection(XINYI.center[0], XINYI.center[1]);
  const prepare = (id: string, geometry: Polygon | MultiPolygon): PreparedArea => {
    const preparation = prepareArea({ id, geometry: geometry as AreaGeometry }, projection);
    if (!preparation.ok) throw new Error(`${id}: ${preparation.reason}`);
    return preparation.area;
  };
  const jurisdiction = prepare('jurisdiction', XINYI_BOUNDARY);
  const seats = city.branches.map(({ position }) => position);
  const branches = seats.map((seat, i) => prepare(`branch:${i + 1}`, findGround(seat, seats)));
  const keyAreas = city.keyAreas.map((area, i) => prepare(`key-area:${i + 1}`, area.polygon));
  return { city, projection, jurisdiction, areas: [jurisdiction, ...branches, ...keyAreas] };
}

/** The part of the city nearer to a seat than to the others, by cutting off a half plane for each. */
function findGround(
  [lng, lat]: readonly [number, number],
  seats: readonly (readonly [number, number])[],
): Polygon | MultiPolygon {
  const stretch = Math.cos((lat * Math.PI) / 180) ** 2;
  let ground: Polygon | MultiPolygon = XINYI_BOUNDARY;
  for (const [otherLng, otherLat] of seats) {
    if (otherLng === lng && otherLat === lat) continue;
    const middle = [(lng + otherLng) / 2, (lat + otherLat) / 2] as const;
    const away = unit((otherLng - lng) * stretch, otherLat - lat);
    const along = [-away[1], away[0]] as const;
    const corner = (side: number, depth: number): Position => [
      middle[0] + FAR_DEGREES * (side * along[0] + depth * away[0]),
      middle[1] + FAR_DEGREES * (side * along[1] + depth * away[1]),
    ];
    const farSide = polygon([[corner(-1, 0), corner(-1, 1), corner(1, 1), corner(1, 0), corner(-1, 0)]]);
    const rest = difference(featureCollection([{ type: 'Feature', properties: {}, geometry: ground }, farSide]));
    if (rest === null) throw new Error('A branch without ground');
    ground = rest.geometry;
  }
  return ground;
}

function unit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
