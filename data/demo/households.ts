import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { DemoStation } from './branches.ts';
import { distanceBetween, isInCity, toLngLat, toPlane, type PlanePoint } from './ground.ts';
import type { Random } from './random.ts';
import { TOWNS, type Town } from './towns.ts';

/** Households of a block or a hamlet: a sum, never an address. */
export interface DemoHouseholds {
  position: LngLat;
  households: number;
}

const HOUSEHOLDS = {
  /** About a million people, 3.3 to a household. */
  total: 300_000,
  /** Share that lives in the towns' cores. */
  townShare: 0.55,
  /** One point stands for so many street blocks by so many. */
  blocksAside: 2,
  /** Households grow thinner from the middle outwards: distance falls off with this share of the core's radius. */
  coreFalloff: 0.6,
  /** Blocks differ: the smallest and the largest against the usual. */
  blockSpread: [0.5, 1.5],
  /** Hamlets of a village, and how far they lie from its committee, metres. */
  hamletsPerVillage: 3,
  hamletMeters: [120, 900],
  hamletSpread: [0.4, 1.6],
} as const;

interface Weighted {
  point: PlanePoint;
  weight: number;
}

/** About 1,300 made-up points with 300,000 households: blocks in the towns' cores, hamlets around village committees. */
export function createHouseholds(random: Random, stations: readonly DemoStation[]): DemoHouseholds[] {
  const townWeight = TOWNS.reduce((sum, { weight }) => sum + weight, 0);
  const inTowns = TOWNS.flatMap((town) => {
    const blocks = drawBlocks(random, town);
    return shareOut(blocks, (HOUSEHOLDS.total * HOUSEHOLDS.townShare * town.weight) / townWeight);
  });
  const hamlets = stations
    .filter(({ name }) => name.endsWith('村服务站'))
    .flatMap((station) => drawHamlets(random, toPlane(station.position)));
  return [...inTowns, ...shareOut(hamlets, HOUSEHOLDS.total * (1 - HOUSEHOLDS.townShare))];
}

function drawBlocks(random: Random, { center, coreRadiusMeters, blockMeters }: Town): Weighted[] {
  const side = HOUSEHOLDS.blocksAside * blockMeters;
  const reach = Math.ceil(coreRadiusMeters / side);
  const blocks: Weighted[] = [];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const point = { x: center.x + column * side, y: center.y + row * side };
      const share = distanceBetween(point, center) / coreRadiusMeters;
      if (share > 1 || !isInCity(point)) continue;
      blocks.push({
        point,
        weight: Math.exp(-((share / HOUSEHOLDS.coreFalloff) ** 2) / 2) * random.between(...HOUSEHOLDS.blockSpread),
      });
    }
  }
  return blocks;
}

function drawHamlets(random: Random, committee: PlanePoint): Weighted[] {
  return Array.from({ length: HOUSEHOLDS.hamletsPerVillage }, (): Weighted => {
    for (;;) {
      const bearing = random.between(0, 2 * Math.PI);
      const distance = random.between(...HOUSEHOLDS.hamletMeters);
      const point = { x: committee.x + distance * Math.sin(bearing), y: committee.y + distance * Math.cos(bearing) };
      if (isInCity(point)) return { point, weight: random.between(...HOUSEHOLDS.hamletSpread) };
    }
  });
}

/** Shares a number of households out by weight, at least one each. */
function shareOut(places: readonly Weighted[], households: number): DemoHouseholds[] {
  const total = places.reduce((sum, { weight }) => sum + weight, 0);
  return places.map(({ point, weight }) => ({
    position: toLngLat(point),
    households: Math.max(1, Math.round((households * weight) / total)),
  }));
}
