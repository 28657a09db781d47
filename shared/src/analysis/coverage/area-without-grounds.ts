import { difference } from '@turf/difference';
import { featureCollection, multiPolygon, polygon } from '@turf/helpers';
import { union } from '@turf/union';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import type { AreaGeometry } from '../../schemas/geometry.ts';
import type { PlanarMultiPolygon } from '../geometry/disk-union/area-boundary.ts';
import { createDiskUnion, type DiskUnion } from '../geometry/disk-union/disk-union.ts';
import type { LocalProjection } from '../geometry/local-projection.ts';

/** Ground that is seen and is no disk, in the plane of areas, metres. */
export interface PlanarGround {
  readonly rings: readonly Position[][];
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Equal for equal grounds. */
  readonly key: string;
}

type Box = Pick<PlanarGround, 'minX' | 'minY' | 'maxX' | 'maxY'>;

/** Sets of grounds remembered: those of now and of a plan, by day and by night. */
const REMEMBERED = 4;
/** Turf's clipping throws on some shapes; a millimetre beside, it does not. */
const MAX_ATTEMPTS = 4;
const ATTEMPT_METERS = 0.001;

/** Polygons of seen ground in the plane, one by one. */
export function toPlanarGrounds(grounds: readonly AreaGeometry[], projection: LocalProjection): PlanarGround[] {
  return grounds
    .flatMap(({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates))
    .map((polygonRings) => {
      const rings = polygonRings.map((ring) => ring.map(([lng, lat]): Position => projection.forward(lng, lat)));
      const xs = rings[0]!.map(([x]) => x!);
      const ys = rings[0]!.map(([, y]) => y!);
      return {
        rings,
        minX: Math.min(...xs),
        minY: Math.min(...ys),
        maxX: Math.max(...xs),
        maxY: Math.max(...ys),
        key: rings.join(';'),
      };
    });
}

/**
 * Makes of an area what is left of it beside seen grounds, ready for disks: exact, since arcs stay arcs. The order of
 * the grounds does not matter. Grounds apart from the area's edges become holes; only those that meet an edge or each
 * other are clipped, by Turf, which takes tens of milliseconds in a city's boundary. One that cannot be clipped is left
 * out: the gap is then too large, never too small.
 */
export function createAreaWithoutGrounds(
  area: PlanarMultiPolygon,
  whole: DiskUnion,
): (grounds: readonly PlanarGround[]) => DiskUnion {
  const box = boxOf(area.flat(2));
  const remembered = new Map<string, DiskUnion>();
  return (grounds) => {
    const reaching = grounds.filter((ground) => doMeet(ground, box)).sort((a, b) => (a.key < b.key ? -1 : 1));
    if (reaching.length === 0) return whole;
    const key = reaching.map((ground) => ground.key).join('|');
    const known = remembered.get(key);
    if (known) return known;
    const left = createDiskUnion(cut(area, whole, reaching));
    remembered.set(key, left);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return left;
  };
}

function cut(area: PlanarMultiPolygon, whole: DiskUnion, grounds: readonly PlanarGround[]): PlanarMultiPolygon {
  const holes: Position[][] = [];
  const islands: Position[][][] = [];
  const crossing: PlanarGround[] = [];
  for (const cluster of findClusters(grounds)) {
    if (cluster.some((ground) => meetsEdge(area, ground))) {
      crossing.push(...cluster);
      continue;
    }
    const [x, y] = cluster[0]!.rings[0]![0]!;
    // No edge near, so all of it lies on this side.
    if (!whole.contains(x!, y!)) continue;
    for (const [outer, ...inner] of uniteGrounds(cluster)) {
      holes.push(outer!);
      islands.push(...inner.map((ring) => [ring]));
    }
  }
  const left = crossing.length === 0 ? area : subtract(area, crossing);
  const [first, ...rest] = left;
  // Which polygon a hole belongs to makes no difference to an area's edges.
  return first ? [[...first, ...holes], ...rest, ...islands] : [];
}

/** Grounds that may meet, together. */
function findClusters(grounds: readonly PlanarGround[]): PlanarGround[][] {
  let clusters: PlanarGround[][] = [];
  for (const ground of grounds) {
    const touched = clusters.filter((cluster) => cluster.some((other) => doMeet(other, ground)));
    clusters = [...clusters.filter((cluster) => !touched.includes(cluster)), [...touched.flat(), ground]];
  }
  return clusters;
}

function meetsEdge(area: PlanarMultiPolygon, ground: Box): boolean {
  return area.some((rings) =>
    rings.some((ring) => ring.some((from, i) => doMeet(boxOf([from, ring[(i + 1) % ring.length]!]), ground))),
  );
}

function uniteGrounds(grounds: readonly PlanarGround[]): Position[][][] {
  if (grounds.length === 1) return [[...grounds[0]!.rings]];
  return (
    clip(grounds, (shapes) => union(featureCollection(shapes))) ?? grounds.slice(0, 1).map(({ rings }) => [...rings])
  );
}

function subtract(area: PlanarMultiPolygon, grounds: readonly PlanarGround[]): PlanarMultiPolygon {
  const minuend = multiPolygon(area.map((rings) => rings.map((ring) => [...ring])));
  return clip(grounds, (shapes) => difference(featureCollection([minuend, ...shapes]))) ?? area;
}

/** The polygons that `operation` makes of the grounds; null where Turf fails however they are moved. */
function clip(
  grounds: readonly PlanarGround[],
  operation: (shapes: Feature<Polygon | MultiPolygon>[]) => Feature<Polygon | MultiPolygon> | null,
): Position[][][] | null {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      const made = operation(
        grounds.map(({ rings }, n) => polygon(rings.map((ring) => moveRing(ring, attempt * (n + 1) * ATTEMPT_METERS)))),
      );
      if (made === null) return [];
      return made.geometry.type === 'Polygon' ? [made.geometry.coordinates] : made.geometry.coordinates;
    } catch {
      // The next attempt.
    }
  }
  return null;
}

function moveRing(ring: readonly Position[], offset: number): Position[] {
  return ring.map(([x, y]) => [x! + offset, y! - offset]);
}

function boxOf(positions: readonly Position[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of positions) {
    box.minX = Math.min(box.minX, x!);
    box.minY = Math.min(box.minY, y!);
    box.maxX = Math.max(box.maxX, x!);
    box.maxY = Math.max(box.maxY, y!);
  }
  return box;
}

function doMeet(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}
