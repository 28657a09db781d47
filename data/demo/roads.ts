import { distanceBetween, isInCity, toPlane, type PlanePoint } from './ground.ts';
import { createRandom, type Random } from './random.ts';
import { TOWNS, findTown, type Town } from './towns.ts';

/** A made-up street network; a node is its index. Streets go both ways; all nodes of towns and arterials are connected. */
export interface RoadNetwork {
  nodes: readonly PlanePoint[];
  neighbours: readonly (readonly number[])[];
  /** Nodes of each town's core, nearest to its centre first. */
  townNodes: ReadonlyMap<string, readonly number[]>;
  /** Nodes of the roads between towns. */
  arterialNodes: readonly number[];
  streets: readonly TownStreet[];
  arterials: readonly Arterial[];
}

/** A line of a town's grid, from one side of its core to the other, in pieces where links of it are missing. */
export interface TownStreet {
  townCode: string;
  runs: 'east-west' | 'north-south';
  /** How many blocks from the middle: negative south and west. */
  block: number;
  pieces: readonly (readonly number[])[];
}

export interface Arterial {
  fromTown: string;
  toTown: string;
  path: readonly number[];
}

const ROADS = {
  /** Keeps streets, and what happens beside them, on this side of the boundary. */
  boundaryMarginMeters: 200,
  /** Crossings are moved by up to this share of a block. */
  jitterShare: 0.22,
  /** Share of streets left out, so that a core is no perfect chequerboard. */
  missingStreetShare: 0.08,
  arterialStepMeters: 400,
  /** Sideways bulge of a road between towns, as a share of its length. */
  maxBendShare: 0.06,
};

/** Town codes without the county's 320381, with the bends that keep a road inside the boundary. */
const ARTERIALS: readonly { from: string; to: string; via?: readonly [number, number][] }[] = [
  { from: '001', to: '102' },
  {
    from: '102',
    to: '105',
    via: [
      [118.19, 34.367],
      [118.15, 34.375],
    ],
  },
  { from: '105', to: '106', via: [[118.115, 34.37]] },
  { from: '106', to: '103' },
  { from: '103', to: '102' },
  { from: '103', to: '004' },
  { from: '103', to: '108' },
  { from: '004', to: '001' },
  { from: '004', to: '108' },
  { from: '108', to: '107', via: [[118.14, 34.205]] },
  { from: '108', to: '403' },
  { from: '403', to: '109' },
  { from: '001', to: '402' },
  { from: '402', to: '109' },
  { from: '402', to: '403' },
  { from: '109', to: '110' },
  { from: '110', to: '111' },
  { from: '111', to: '113' },
  { from: '113', to: '109' },
  { from: '113', to: '114' },
  { from: '114', to: '116' },
  { from: '114', to: '115' },
  { from: '114', to: '002' },
  { from: '116', to: '001' },
  { from: '116', to: '115' },
  { from: '116', to: '002' },
  { from: '002', to: '001' },
  { from: '005', to: '001' },
  { from: '005', to: '116' },
  { from: '003', to: '001' },
  { from: '003', to: '102' },
  { from: '401', to: '003' },
  { from: '401', to: '004' },
];

/** The street network of a seed; plane coordinates in metres. */
export function createRoadNetwork(seed: number): RoadNetwork {
  const random = createRandom(seed, 'roads');
  const nodes: PlanePoint[] = [];
  const links: Set<number>[] = [];
  const addNode = (point: PlanePoint): number => {
    links.push(new Set());
    return nodes.push(point) - 1;
  };
  const connect = (a: number, b: number): void => {
    links[a]!.add(b);
    links[b]!.add(a);
  };

  const townNodes = new Map<string, readonly number[]>();
  const streets: TownStreet[] = [];
  for (const town of TOWNS) {
    const added = addTownStreets(town, random, nodes, links, addNode, connect);
    townNodes.set(town.code, added.nodes);
    streets.push(...added.streets);
  }
  const arterialNodes: number[] = [];
  const arterials: Arterial[] = [];
  for (const { from, to, via = [] } of ARTERIALS) {
    const start = findTown(`320381${from}`);
    const end = findTown(`320381${to}`);
    const points = drawArterial([start.center, ...via.map(toPlane), end.center], random);
    const outside = points.filter((point) =>
      [start, end].every((town) => distanceBetween(point, town.center) > town.coreRadiusMeters),
    );
    const added = outside.map(addNode);
    arterialNodes.push(...added);
    for (let i = 1; i < added.length; i++) connect(added[i - 1]!, added[i]!);
    const first = findNearestNode(nodes, townNodes.get(start.code)!, outside[0] ?? end.center);
    const last = findNearestNode(nodes, townNodes.get(end.code)!, outside[outside.length - 1] ?? start.center);
    connect(first, added[0] ?? last);
    connect(last, added[added.length - 1] ?? first);
    arterials.push({ fromTown: start.code, toTown: end.code, path: [first, ...added, last] });
  }
  return { nodes, neighbours: links.map((set) => [...set]), townNodes, arterialNodes, streets, arterials };
}

/** The node of a list that lies nearest to a point. */
export function findNearestNode(
  nodes: readonly PlanePoint[],
  candidates: readonly number[],
  point: PlanePoint,
): number {
  let nearest = candidates[0]!;
  for (const node of candidates)
    if (distanceBetween(nodes[node]!, point) < distanceBetween(nodes[nearest]!, point)) nearest = node;
  return nearest;
}

/** Adds a turned, jittered grid with a ragged edge; returns its connected part: nodes, nearest to the centre first, and streets. */
function addTownStreets(
  town: Town,
  random: Random,
  nodes: readonly PlanePoint[],
  links: readonly ReadonlySet<number>[],
  addNode: (point: PlanePoint) => number,
  connect: (a: number, b: number) => void,
): { nodes: number[]; streets: TownStreet[] } {
  const { blockMeters, coreRadiusMeters, center } = town;
  const turn = random.between(-0.25, 0.25);
  const reach = Math.ceil(coreRadiusMeters / blockMeters);
  const grid = new Map<string, number>();
  for (let i = -reach; i <= reach; i++) {
    for (let k = -reach; k <= reach; k++) {
      const u = (i + random.between(-1, 1) * ROADS.jitterShare) * blockMeters;
      const v = (k + random.between(-1, 1) * ROADS.jitterShare) * blockMeters;
      if (Math.hypot(u, v) > coreRadiusMeters * random.between(0.82, 1)) continue;
      const point = {
        x: center.x + u * Math.cos(turn) - v * Math.sin(turn),
        y: center.y + u * Math.sin(turn) + v * Math.cos(turn),
      };
      if (isInCity(point, ROADS.boundaryMarginMeters)) grid.set(`${i},${k}`, addNode(point));
    }
  }
  for (const [key, node] of grid) {
    const [i, k] = key.split(',').map(Number) as [number, number];
    for (const other of [grid.get(`${i + 1},${k}`), grid.get(`${i},${k + 1}`)]) {
      if (other !== undefined && !random.chance(ROADS.missingStreetShare)) connect(node, other);
    }
  }
  const byDistance = [...grid.values()].sort(
    (a, b) => distanceBetween(nodes[a]!, center) - distanceBetween(nodes[b]!, center),
  );
  const reachable = new Set([byDistance[0]!]);
  for (const node of reachable) for (const next of links[node]!) reachable.add(next);
  const isLinked = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined && b !== undefined && reachable.has(a) && links[a]!.has(b);
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  const streets = (['east-west', 'north-south'] as const).flatMap((runs) =>
    offsets.map((block): TownStreet => {
      const line = offsets.map((along) => grid.get(runs === 'east-west' ? `${along},${block}` : `${block},${along}`));
      return { townCode: town.code, runs, block, pieces: cutLine(line, isLinked) };
    }),
  );
  return {
    nodes: byDistance.filter((node) => reachable.has(node)),
    streets: streets.filter(({ pieces }) => pieces.length > 0),
  };
}

/** The runs of nodes that are linked one to the next. */
function cutLine(
  line: readonly (number | undefined)[],
  isLinked: (a: number | undefined, b: number | undefined) => boolean,
): number[][] {
  const pieces: number[][] = [];
  for (let i = 1; i < line.length; i++) {
    if (!isLinked(line[i - 1], line[i])) continue;
    if (pieces.at(-1)?.at(-1) === line[i - 1] && isLinked(line[i - 2], line[i - 1])) pieces.at(-1)!.push(line[i]!);
    else pieces.push([line[i - 1]!, line[i]!]);
  }
  return pieces;
}

/** A bent line through the stops, a point every few hundred metres, all inside the boundary. */
function drawArterial(stops: readonly PlanePoint[], random: Random): PlanePoint[] {
  const points: PlanePoint[] = [];
  for (let leg = 1; leg < stops.length; leg++) {
    const from = stops[leg - 1]!;
    const to = stops[leg]!;
    const length = distanceBetween(from, to);
    const bend = random.between(-ROADS.maxBendShare, ROADS.maxBendShare);
    const steps = Math.ceil(length / ROADS.arterialStepMeters);
    const at = (t: number, share: number): PlanePoint => ({
      x: from.x + (to.x - from.x) * t - (to.y - from.y) * share * Math.sin(Math.PI * t),
      y: from.y + (to.y - from.y) * t + (to.x - from.x) * share * Math.sin(Math.PI * t),
    });
    const draw = (share: number): PlanePoint[] =>
      Array.from({ length: steps + 1 }, (_, step) => at(step / steps, share));
    const inCity = (line: readonly PlanePoint[]): boolean =>
      line.every((point) => isInCity(point, ROADS.boundaryMarginMeters));
    // The straight line is known to be inside; a bend may not be.
    const line = [draw(bend), draw(-bend)].find(inCity) ?? draw(0);
    points.push(...line.slice(leg === 1 ? 0 : 1));
  }
  return points;
}
