import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { distanceBetween, type PlanePoint } from '../ground.ts';
import type { Random } from '../random.ts';
import type { RoadNetwork } from '../roads.ts';
import { findRoute } from '../route.ts';
import { CAPITAL_TOWN_CODE, TOWNS, type Town } from '../towns.ts';

/** The next thing a unit does: go straight to a point at a speed, or stay for a while. */
export type Step = { kind: 'go'; to: PlanePoint; speedMetersPerSecond: number } | { kind: 'stay'; seconds: number };
/** What a unit does all day; it never ends. The first step says where it starts: `go` at once. */
export type Itinerary = Generator<Step, never>;

type Range = readonly [low: number, high: number];

/** Speeds in metres per second, times in seconds. */
const PACE = {
  /** Brisk and leisurely walking (Bohannon 1997: 1.2–1.5 m/s is usual). */
  walking: [1, 1.6] as Range,
  cycling: [2.8, 4.8] as Range,
  beatCorners: [3, 5] as Range,
  beatReachMeters: { foot: 800, bicycle: 1_800 },
  patrolPauseChance: 0.1,
  patrolPauseSeconds: [20, 240] as Range,
  busInTown: [6, 9] as Range,
  busOnRoad: [12, 17] as Range,
  busStopEveryMeters: 700,
  busStopSeconds: [12, 35] as Range,
  terminusSeconds: [120, 420] as Range,
  cityLineShare: 0.4,
  taxiInTown: [6, 11] as Range,
  taxiOnRoad: [14, 20] as Range,
  taxiLightChance: 0.12,
  taxiLightSeconds: [6, 40] as Range,
  taxiWaitSeconds: [15, 300] as Range,
  /** Most fares stay in town; the rest go to another one. */
  farTripShare: 0.15,
};

/** What a unit of a kind does, based in a town, as near to `base` as its kind allows. */
export function createItinerary(
  kind: UnitKind,
  random: Random,
  network: RoadNetwork,
  town: Town,
  base: PlanePoint,
): Itinerary {
  switch (kind) {
    case 'foot':
      return walkBeat(random, network, town, base, PACE.beatReachMeters.foot, PACE.walking);
    case 'bicycle':
      return walkBeat(random, network, town, base, PACE.beatReachMeters.bicycle, PACE.cycling);
    case 'bus':
      return driveLine(random, network, town);
    case 'taxi':
      return roamForFares(random, network, town);
  }
}

/** A patrol walks the same round of crossings near its base, with pauses. */
function* walkBeat(
  random: Random,
  network: RoadNetwork,
  town: Town,
  base: PlanePoint,
  reachMeters: number,
  pace: Range,
): Itinerary {
  const corner = (node: number): PlanePoint => network.nodes[node]!;
  const townNodes = network.townNodes.get(town.code)!;
  const first = random.pickWeighted(townNodes, (node) => Math.exp(-distanceBetween(corner(node), base) / reachMeters));
  const near = townNodes.filter((node) => distanceBetween(corner(node), corner(first)) <= reachMeters);
  const corners = [
    first,
    ...Array.from({ length: Math.round(random.between(...PACE.beatCorners)) }, () => random.pick(near)),
    first,
  ];
  const round = corners.slice(1).flatMap((to, index) => (findRoute(network, corners[index]!, to) ?? []).slice(1));
  yield start(corner(first));
  for (;;) {
    for (const node of round) {
      yield { kind: 'go', to: corner(node), speedMetersPerSecond: random.between(...pace) };
      if (random.chance(PACE.patrolPauseChance)) yield stay(random, PACE.patrolPauseSeconds);
    }
    yield stay(random, PACE.patrolPauseSeconds);
  }
}

/** A bus goes to and fro between two termini, with stops: a city line in the county seat, or a line from town to town. */
function* driveLine(random: Random, network: RoadNetwork, town: Town): Itinerary {
  const isCityLine = town.code === CAPITAL_TOWN_CODE && random.chance(PACE.cityLineShare);
  const here = network.townNodes.get(town.code)!;
  const others = TOWNS.filter((other) => other.code !== town.code);
  const farTown =
    town.code === CAPITAL_TOWN_CODE ? random.pick(others) : random.pickWeighted(others, ({ weight }) => weight);
  const there = isCityLine ? here : network.townNodes.get(farTown.code)!;
  const route = findRoute(network, random.pick(here), random.pick(there)) ?? [here[0]!];
  const isArterial = new Set(network.arterialNodes);
  yield start(network.nodes[route[0]!]!);
  for (;;) {
    let sinceStopMeters = 0;
    for (let i = 1; i < route.length; i++) {
      const to = network.nodes[route[i]!]!;
      yield {
        kind: 'go',
        to,
        speedMetersPerSecond: random.between(...(isArterial.has(route[i]!) ? PACE.busOnRoad : PACE.busInTown)),
      };
      sinceStopMeters += distanceBetween(network.nodes[route[i - 1]!]!, to);
      if (sinceStopMeters < PACE.busStopEveryMeters) continue;
      sinceStopMeters = 0;
      yield stay(random, PACE.busStopSeconds);
    }
    yield stay(random, PACE.terminusSeconds);
    route.reverse();
  }
}

/** A taxi takes fares from where it stands to anywhere, mostly in the same town, and goes back to its own now and then. */
function* roamForFares(random: Random, network: RoadNetwork, home: Town): Itinerary {
  const isArterial = new Set(network.arterialNodes);
  let town = home;
  let at = random.pick(network.townNodes.get(home.code)!);
  yield start(network.nodes[at]!);
  for (;;) {
    if (random.chance(PACE.farTripShare))
      town = town === home ? random.pickWeighted(TOWNS, ({ weight }) => weight) : home;
    const target = random.pick(network.townNodes.get(town.code)!);
    for (const node of (findRoute(network, at, target) ?? []).slice(1)) {
      const speedMetersPerSecond = random.between(...(isArterial.has(node) ? PACE.taxiOnRoad : PACE.taxiInTown));
      yield { kind: 'go', to: network.nodes[node]!, speedMetersPerSecond };
      if (!isArterial.has(node) && random.chance(PACE.taxiLightChance)) yield stay(random, PACE.taxiLightSeconds);
    }
    at = target;
    yield stay(random, PACE.taxiWaitSeconds);
  }
}

function start(to: PlanePoint): Step {
  return { kind: 'go', to, speedMetersPerSecond: Infinity };
}

function stay(random: Random, [low, high]: Range): Step {
  return { kind: 'stay', seconds: random.between(low, high) };
}
