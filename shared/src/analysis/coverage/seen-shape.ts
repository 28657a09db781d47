import { featureCollection, polygon } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';
import { partialShapeOf, type WatchShape } from '../../schemas/watch-shape.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';
import { drawSector } from './sector-outline.ts';

/** A corner may lie so far beyond a range and count as within it, metres. */
const TOLERANCE_METERS = 0.01;
/** Turf's clipping throws on some shapes; with a circle a millimetre larger it does not. */
const MAX_ATTEMPTS = 4;
const ATTEMPT_METERS = 0.001;

interface Drawn {
  position: LngLat;
  rangeMeters: number;
  outline: AreaGeometry;
}

/** What was drawn last of a shape, one by day and one by night: lookouts are asked about every second. */
const lastDrawn = new WeakMap<WatchShape, Drawn[]>();
const DRAWINGS_KEPT = 2;

/**
 * The outline of what a lookout sees within a range, on WGS-84; null = all of the disk. Without polygons where it sees
 * none of its drawn ground. The same shape, place and range give the same object.
 */
export function drawSeenShape(position: LngLat, shape: WatchShape, rangeMeters: number): AreaGeometry | null {
  const partial = partialShapeOf(shape);
  if (!partial) return null;
  const drawn = lastDrawn.get(shape) ?? [];
  const known = drawn.find(
    (each) => each.rangeMeters === rangeMeters && each.position[0] === position[0] && each.position[1] === position[1],
  );
  if (known) return known.outline;
  const outline =
    partial.kind === 'sector'
      ? drawSector(position, rangeMeters, partial)
      : clipToRange(position, partial.geometry, rangeMeters);
  lastDrawn.set(shape, [{ position, rangeMeters, outline }, ...drawn].slice(0, DRAWINGS_KEPT));
  return outline;
}

type DrawnGround = Extract<WatchShape, { kind: 'ground' }>['geometry'];

/** How far the farthest corner of a drawn ground is from its lookout, metres. */
export function findFarthestMeters(position: LngLat, { coordinates }: DrawnGround): number {
  const projection = createLocalProjection(...position);
  return Math.max(...coordinates.flat().map(([lng, lat]) => Math.hypot(...projection.forward(lng, lat))));
}

function clipToRange(position: LngLat, ground: DrawnGround, rangeMeters: number): AreaGeometry {
  if (findFarthestMeters(position, ground) <= rangeMeters + TOLERANCE_METERS) return ground;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const circle = drawSector(position, rangeMeters + attempt * ATTEMPT_METERS, {
      bearingDegrees: 0,
      angleDegrees: 360,
    });
    try {
      const seen = intersect(featureCollection([polygon(ground.coordinates), polygon(circle.coordinates)]));
      return (seen?.geometry ?? { type: 'MultiPolygon', coordinates: [] }) as AreaGeometry;
    } catch {
      // The next circle.
    }
  }
  // Rather nothing than ground that it may not see.
  return { type: 'MultiPolygon', coordinates: [] };
}

/** A shape as its lookout takes it along to another place: a drawn ground keeps its metres. */
export function moveShape(shape: WatchShape, from: LngLat, to: LngLat): WatchShape {
  if (shape.kind !== 'ground') return shape;
  const before = createLocalProjection(...from);
  const after = createLocalProjection(...to);
  return {
    kind: 'ground',
    geometry: {
      type: 'Polygon',
      coordinates: shape.geometry.coordinates.map((ring) =>
        ring.map(([lng, lat]) => after.inverse(...before.forward(lng, lat))),
      ),
    },
  };
}
