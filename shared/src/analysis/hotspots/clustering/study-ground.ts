import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import type { PlanarPoints } from '../zones/occupied-cells.ts';

/** A jurisdiction as a place for events to be anywhere. */
export interface StudyGround {
  /** Metres from a place inside to the boundary, at most `reachMeters`. */
  measureToBorder(x: number, y: number): number;
  /** Places anywhere inside, equally likely. */
  drawPoints(count: number, random: () => number): { xs: Float64Array; ys: Float64Array };
}

/** Squares over the boundary's box, along its longer side. */
const CELLS_A_SIDE = 96;

/** What is known of a square, once a place in it was asked for. */
interface Cell {
  /** The edges that can be the nearest to a place of it; empty where the boundary is out of reach. */
  readonly edges: Int32Array;
  /** Whether all of it is inside, or all outside; null where the boundary passes. */
  readonly isInside: boolean | null;
}

/**
 * Prepares a boundary for many places: squares keep the few edges that can be nearest, so that a place looks at those only.
 * Exact: an edge that is further from the middle of a square than the nearest by more than its diagonal is nearest nowhere in it.
 */
export function createStudyGround(area: AreaBoundary, reachMeters: number): StudyGround {
  const { minX, minY, maxX, maxY, edgeCount } = area;
  const cellMeters = Math.max(maxX - minX, maxY - minY, 1e-6) / CELLS_A_SIDE;
  const columns = Math.floor((maxX - minX) / cellMeters) + 1;
  const halfDiagonal = cellMeters * Math.SQRT1_2;
  const cells = new Map<number, Cell>();

  function measureToEdge(edge: number, x: number, y: number): number {
    const [startX, startY] = [area.startX[edge]!, area.startY[edge]!];
    const [dx, dy] = [area.endX[edge]! - startX, area.endY[edge]! - startY];
    const along = Math.max(0, Math.min(1, ((x - startX) * dx + (y - startY) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - startX - along * dx, y - startY - along * dy);
  }

  function findCell(x: number, y: number): Cell {
    const column = Math.floor((x - minX) / cellMeters);
    const row = Math.floor((y - minY) / cellMeters);
    const key = row * columns + column;
    const known = cells.get(key);
    if (known) return known;
    const [middleX, middleY] = [minX + (column + 0.5) * cellMeters, minY + (row + 0.5) * cellMeters];
    const distances = Float64Array.from({ length: edgeCount }, (_, edge) => measureToEdge(edge, middleX, middleY));
    const nearest = distances.reduce((least, distance) => Math.min(least, distance), Infinity);
    const isOutOfReach = nearest - halfDiagonal >= reachMeters;
    const edges = isOutOfReach
      ? new Int32Array(0)
      : Int32Array.from(distances.keys()).filter((edge) => distances[edge]! <= nearest + 2 * halfDiagonal);
    const cell = { edges, isInside: nearest > halfDiagonal ? area.isInside(middleX, middleY) : null };
    cells.set(key, cell);
    return cell;
  }

  return {
    measureToBorder(x, y) {
      let nearest = reachMeters;
      for (const edge of findCell(x, y).edges) nearest = Math.min(nearest, measureToEdge(edge, x, y));
      return nearest;
    },
    drawPoints(count, random) {
      const points = { xs: new Float64Array(count), ys: new Float64Array(count) };
      for (let drawn = 0; drawn < count;) {
        const x = minX + random() * (maxX - minX);
        const y = minY + random() * (maxY - minY);
        if (!(findCell(x, y).isInside ?? area.isInside(x, y))) continue;
        points.xs[drawn] = x;
        points.ys[drawn++] = y;
      }
      return points;
    },
  };
}

/** Metres to the border of each point; see StudyGround. */
export function measureBorders(ground: StudyGround, { xs, ys }: PlanarPoints): Float64Array {
  return Float64Array.from(xs, (x, i) => ground.measureToBorder(x, ys[i]!));
}

/** Metres of all borders of an area, those of holes too. */
export function measurePerimeter({ edgeCount, startX, startY, endX, endY }: AreaBoundary): number {
  let meters = 0;
  for (let edge = 0; edge < edgeCount; edge++)
    meters += Math.hypot(endX[edge]! - startX[edge]!, endY[edge]! - startY[edge]!);
  return meters;
}
