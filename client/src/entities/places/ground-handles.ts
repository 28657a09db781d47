import { computeSignedArea } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** More corners than that are drawn anew, not dragged. */
const MOST_HANDLES = 120;

const polygonsOf = (ground: AreaGeometry): LngLat[][][] =>
  ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates;

/** Corners of all rings, of which each says its first twice. */
export function countCorners(ground: AreaGeometry): number {
  return polygonsOf(ground)
    .flat()
    .reduce((count, ring) => count + ring.length - 1, 0);
}

/** Area of some ground; holes are left out. */
export function measureGround(ground: AreaGeometry): number {
  const polygons = polygonsOf(ground);
  const first = polygons[0]?.[0]?.[0];
  if (!first) return 0;
  const plane = createLocalProjection(first[0], first[1]);
  const sizeOf = (ring: LngLat[]): number => Math.abs(computeSignedArea(ring.map((at) => plane.forward(...at))));
  return polygons.reduce(
    (total, [rim, ...holes]) => total + sizeOf(rim ?? []) - holes.reduce((sum, hole) => sum + sizeOf(hole), 0),
    0,
  );
}

/** The corners that can be dragged: those of one ring that is not too long. */
export function listGroundHandles(ground: AreaGeometry | null): readonly LngLat[] {
  if (ground?.type !== 'Polygon' || ground.coordinates.length !== 1) return [];
  const corners = ground.coordinates[0]!.slice(0, -1);
  return corners.length <= MOST_HANDLES ? corners : [];
}

/** The ground with a corner elsewhere. */
export function moveCorner(ground: PolygonGeometry, index: number, to: LngLat): PolygonGeometry {
  const corners = ground.coordinates[0]!.slice(0, -1).map((corner, i) => (i === index ? to : corner));
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}
