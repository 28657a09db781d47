import Flatbush from 'flatbush';
import FlatQueue from 'flatqueue';
import type { LngLat } from '../../schemas/geometry.ts';
import type { Road } from '../../schemas/road.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';
import { splitAtCrossings, type PlanePoint } from './crossings.ts';

/** So near to a road is on it. */
const ON_ROAD_METERS = 1;

/** Farther from every road than this, a place is not reached by road. */
const REACH_METERS = 400;

/** Ways along a city's roads. They go both ways: nothing is known of one-way streets, nor of turns that are forbidden. */
export interface RoadGraph {
  /** Measures ways that begin at a place; null where no road is near it. */
  from(place: LngLat): RoadDistances | null;
}

export interface RoadDistances {
  /** Metres by road to a place, with the straight steps to the road and from it; null where no road leads there. */
  to(place: LngLat): number | null;
}

/** A place on a road: which stretch of it, how far along, and how far off. */
interface Foothold {
  edge: number;
  alongMeters: number;
  offMeters: number;
}

/** The graph of a city's roads, whose middle is `center`. Roads that cross are joined where they do, but a motorway is joined only where its line has a place in common with another. */
export function createRoadGraph(roads: readonly Road[], center: LngLat): RoadGraph {
  const plane = createLocalProjection(...center);
  const stretches = splitAtCrossings(
    roads.flatMap(({ roadClass, lines }) =>
      lines.map((line) => ({
        points: line.map((place) => plane.forward(...place)),
        isBridged: roadClass === 'motorway',
      })),
    ),
  );
  const network = buildNetwork(stretches);
  const { points, starts, ends, lengths } = network;
  const edgeCount = starts.length;
  if (edgeCount === 0) return { from: () => null };
  const tree = new Flatbush(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const [a, b] = [points[starts[edge]!]!, points[ends[edge]!]!];
    tree.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  }
  tree.finish();

  /** The nearest place on any road; null where none is near. */
  function findFoothold([x, y]: PlanePoint): Foothold | null {
    let nearest: Foothold | null = null;
    for (const edge of tree.search(x - REACH_METERS, y - REACH_METERS, x + REACH_METERS, y + REACH_METERS)) {
      const [from, to] = [points[starts[edge]!]!, points[ends[edge]!]!];
      const length = lengths[edge]!;
      const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
      const alongMeters = Math.max(0, Math.min(length, (x - from[0]) * ux + (y - from[1]) * uy));
      const offMeters = Math.hypot(x - from[0] - alongMeters * ux, y - from[1] - alongMeters * uy);
      if (offMeters <= (nearest?.offMeters ?? REACH_METERS)) nearest = { edge, alongMeters, offMeters };
    }
    return nearest;
  }

  return {
    from(place) {
      const from = plane.forward(...place);
      const start = findFoothold(from);
      if (!start) return null;
      const distances = measureFrom(network, start);
      return {
        to(target) {
          const at = plane.forward(...target);
          const end = findFoothold(at);
          if (!end) return null;
          // Nobody goes out to a road and back to somebody who stands beside them.
          const offMeters = start.offMeters + end.offMeters;
          if (offMeters > ON_ROAD_METERS && Math.hypot(at[0] - from[0], at[1] - from[1]) <= offMeters) return null;
          const length = lengths[end.edge]!;
          const onRoad = Math.min(
            distances[starts[end.edge]!]! + end.alongMeters,
            distances[ends[end.edge]!]! + length - end.alongMeters,
            end.edge === start.edge ? Math.abs(end.alongMeters - start.alongMeters) : Infinity,
          );
          return onRoad === Infinity ? null : start.offMeters + onRoad + end.offMeters;
        },
      };
    },
  };
}

interface Network {
  points: readonly PlanePoint[];
  /** Of each edge, its nodes and its length. */
  starts: readonly number[];
  ends: readonly number[];
  lengths: readonly number[];
  /** Edges at each node. */
  edgesAt: readonly (readonly number[])[];
}

/** Places that are nearer than this to each other are one: roads come with five decimals. */
const JOIN_METERS = 1.5;

function buildNetwork(stretches: readonly (readonly PlanePoint[])[]): Network {
  const points: PlanePoint[] = [];
  const edgesAt: number[][] = [];
  const cells = new Map<string, number[]>();
  const nodeAt = ([x, y]: PlanePoint): number => {
    const [column, row] = [Math.floor(x / JOIN_METERS), Math.floor(y / JOIN_METERS)];
    for (let c = column - 1; c <= column + 1; c++)
      for (let r = row - 1; r <= row + 1; r++)
        for (const node of cells.get(`${c},${r}`) ?? [])
          if (Math.hypot(points[node]![0] - x, points[node]![1] - y) <= JOIN_METERS) return node;
    const node = points.push([x, y]) - 1;
    edgesAt.push([]);
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), node]);
    return node;
  };
  const [starts, ends, lengths]: [number[], number[], number[]] = [[], [], []];
  for (const stretch of stretches) {
    const nodes = stretch.map(nodeAt);
    for (let i = 1; i < nodes.length; i++) {
      const [a, b] = [nodes[i - 1]!, nodes[i]!];
      if (a === b) continue;
      const edge = starts.push(a) - 1;
      ends.push(b);
      lengths.push(Math.hypot(points[a]![0] - points[b]![0], points[a]![1] - points[b]![1]));
      edgesAt[a]!.push(edge);
      edgesAt[b]!.push(edge);
    }
  }
  return { points, starts, ends, lengths, edgesAt };
}

/** Dijkstra's way from a foothold to every node: metres along the roads; Infinity where none leads. */
function measureFrom({ points, starts, ends, lengths, edgesAt }: Network, start: Foothold): Float64Array {
  const distances = new Float64Array(points.length).fill(Infinity);
  const queue = new FlatQueue<number>();
  const offer = (node: number, meters: number): void => {
    if (meters >= distances[node]!) return;
    distances[node] = meters;
    queue.push(node, meters);
  };
  offer(starts[start.edge]!, start.alongMeters);
  offer(ends[start.edge]!, lengths[start.edge]! - start.alongMeters);
  while (queue.length > 0) {
    const meters = queue.peekValue()!;
    const node = queue.pop()!;
    // A shorter way was found since it was offered.
    if (meters > distances[node]!) continue;
    for (const edge of edgesAt[node]!) {
      const next = starts[edge] === node ? ends[edge]! : starts[edge]!;
      offer(next, meters + lengths[edge]!);
    }
  }
  return distances;
}
