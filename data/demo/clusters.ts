import type { IncidentCategory } from '@liaowang/shared/schemas/incident';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { toLngLat, type PlanePoint } from './ground.ts';
import type { HourBump } from './incident-mix.ts';
import { findTown } from './towns.ts';

/** The truth about one cluster of the made-up incidents, for trying detectors against. */
export interface DemoCluster {
  key: string;
  categories: readonly IncidentCategory[];
  startsAt: Date;
  endsAt: Date;
  /** The middle wanders evenly from one place to the other over the cluster's life. */
  from: LngLat;
  to: LngLat;
  /** Standard deviation of the places about the middle. */
  sigmaMeters: number;
  /** Mean number of incidents over its life. */
  expectedCount: number;
}

/** A cluster as it is drawn from, in metres and days before now. */
export interface ClusterPlan {
  key: string;
  categories: readonly IncidentCategory[];
  fromDaysAgo: number;
  toDaysAgo: number;
  from: PlanePoint;
  to: PlanePoint;
  sigmaMeters: number;
  expectedCount: number;
  bumps: readonly HourBump[];
  /** Monday to Sunday. */
  weekdays: readonly number[];
}

const EVEN = [1, 1, 1, 1, 1, 1, 1];
const at = (townCode: string, east: number, north: number): PlanePoint => {
  const { center } = findTown(`320381${townCode}`);
  return { x: center.x + east, y: center.y + north };
};

/** Six clusters, one of each sort: lasting, new, moving, faded, weekends only, in a small town. */
export const CLUSTER_PLANS: readonly ClusterPlan[] = [
  {
    key: 'station-thefts',
    categories: ['theft', 'lost-property'],
    fromDaysAgo: 90,
    toDaysAgo: 0,
    from: at('001', 200, 850),
    to: at('001', 200, 850),
    sigmaMeters: 180,
    expectedCount: 300,
    bumps: [
      [9, 2, 4],
      [17.5, 2.5, 6],
    ],
    weekdays: EVEN,
  },
  {
    key: 'new-vehicle-thefts',
    categories: ['vehicle-theft'],
    fromDaysAgo: 18,
    toDaysAgo: 0,
    from: at('001', 1_500, -900),
    to: at('001', 1_500, -900),
    sigmaMeters: 160,
    expectedCount: 110,
    bumps: [
      [22, 2, 8],
      [3, 2, 5],
    ],
    weekdays: EVEN,
  },
  {
    key: 'moving-disputes',
    categories: ['dispute', 'noise'],
    fromDaysAgo: 70,
    toDaysAgo: 5,
    from: at('001', -2_200, 1_000),
    to: at('001', -700, -1_700),
    sigmaMeters: 200,
    expectedCount: 220,
    bumps: [[20, 2, 8]],
    weekdays: EVEN,
  },
  {
    key: 'faded-market-thefts',
    categories: ['theft', 'fraud'],
    fromDaysAgo: 88,
    toDaysAgo: 38,
    from: at('116', 150, -200),
    to: at('116', 150, -200),
    sigmaMeters: 140,
    expectedCount: 140,
    bumps: [
      [8, 1.5, 7],
      [16, 2, 3],
    ],
    weekdays: EVEN,
  },
  {
    key: 'weekend-night-market',
    categories: ['dispute', 'noise', 'help'],
    fromDaysAgo: 60,
    toDaysAgo: 0,
    from: at('001', -950, -1_250),
    to: at('001', -950, -1_250),
    sigmaMeters: 130,
    expectedCount: 170,
    bumps: [[21.5, 1.5, 12]],
    weekdays: [0.05, 0.05, 0.05, 0.1, 1, 1.3, 0.9],
  },
  {
    key: 'gaoliu-traffic',
    categories: ['traffic'],
    fromDaysAgo: 45,
    toDaysAgo: 0,
    from: at('114', -100, 100),
    to: at('114', 500, 0),
    sigmaMeters: 150,
    expectedCount: 120,
    bumps: [
      [7.5, 0.8, 12],
      [17.5, 1, 12],
    ],
    weekdays: [1.2, 1.2, 1.2, 1.2, 1.2, 0.4, 0.4],
  },
];

const DAY_MS = 86_400_000;

/** The clusters' truth for a city made at `now`. */
export function createClusters(now: Date): DemoCluster[] {
  return CLUSTER_PLANS.map(({ key, categories, fromDaysAgo, toDaysAgo, from, to, sigmaMeters, expectedCount }) => ({
    key,
    categories,
    startsAt: new Date(now.getTime() - fromDaysAgo * DAY_MS),
    endsAt: new Date(now.getTime() - toDaysAgo * DAY_MS),
    from: toLngLat(from),
    to: toLngLat(to),
    sigmaMeters,
    expectedCount,
  }));
}
