import type {
  IncidentCategory,
  IncidentSeverity,
  IncidentSource,
  IncidentStatus,
} from '@liaowang/shared/schemas/incident';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { findNearestBranch, type DemoBranch, type DemoStation } from './branches.ts';
import { CLUSTER_PLANS, type ClusterPlan } from './clusters.ts';
import { distanceBetween, isInCity, toLngLat, toPlane, type PlanePoint } from './ground.ts';
import { findDemoKind } from './incident-kinds.ts';
import { INCIDENT_MIX, computeRhythm, type CategoryMix } from './incident-mix.ts';
import type { Random } from './random.ts';
import type { RoadNetwork } from './roads.ts';
import { TOWNS, type Town } from './towns.ts';

export interface DemoIncident {
  key: string;
  occurredAt: Date;
  reportedAt: Date;
  category: IncidentCategory;
  /** Its place in DEMO_KINDS; null = of none of these. */
  kind: number | null;
  severity: IncidentSeverity;
  source: IncidentSource;
  status: Exclude<IncidentStatus, 'withdrawn'>;
  position: LngLat;
  branchCode: string;
  description: string;
  /** Which cluster of the truth it was drawn from; null = background. For tests only: detectors must not see it. */
  clusterKey: string | null;
}

interface Ground {
  network: RoadNetwork;
  branches: readonly DemoBranch[];
  stations: readonly DemoStation[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China has one zone and no summer time. */
const LOCAL_OFFSET_MS = 8 * HOUR_MS;

const INCIDENTS = {
  /** Eighteen months: a quarter, the one before, and both in the year before. */
  windowDays: 550,
  /** Mean number outside the clusters; with them about 19,000. */
  backgroundCount: 17_500,
  /** Summers are busier than winters by this share of the mean, either way; the fullest week is about 1 August. */
  seasonShare: 0.2,
  fullestDayOfYear: 213,
  /** Where the background happens: in a town's streets, else beside a road between towns, else near a station. */
  streetShare: 0.8,
  roadShare: 0.08,
  streetScatterMeters: 60,
  stationScatterMeters: 150,
  /** Town cores are busiest in the middle: distance falls off with this share of the core's radius. */
  coreFalloff: 0.45,
  boundaryMarginMeters: 40,
  /** Spread of the reporting delay: standard deviation of its logarithm. */
  reportDelaySpread: 0.9,
} as const;

const PLACES = [
  '集贸市场附近',
  '小区门口',
  '商业街',
  '学校附近',
  '公交站旁',
  '路口',
  '超市门前',
  '公园内',
  '停车场',
  '沿街商铺',
];
const ROAD_PLACES = ['路段', '公路路口', '公路沿线', '桥头'];
const VILLAGE_PLACES = ['村内', '村口', '村服务站附近', '村道'];

/** About 19,000 incidents of the 550 days before `now`, oldest first; only what has been reported by now. */
export function createIncidents(random: Random, now: Date, ground: Ground): DemoIncident[] {
  const drawn: Omit<DemoIncident, 'key'>[] = [];
  const categories = Object.entries(INCIDENT_MIX) as [IncidentCategory, CategoryMix][];
  const totalShare = categories.reduce((sum, [, mix]) => sum + mix.share, 0);
  for (const [category, mix] of categories) {
    const count = (INCIDENTS.backgroundCount * mix.share) / totalShare;
    for (const occurredMs of drawTimes(random, now, INCIDENTS.windowDays, 0, mix, count)) {
      const { point, place } = drawBackgroundPlace(random, ground);
      drawn.push(drawIncident(random, now, ground, occurredMs, category, point, place, null));
    }
  }
  for (const plan of CLUSTER_PLANS) {
    for (const occurredMs of drawTimes(random, now, plan.fromDaysAgo, plan.toDaysAgo, plan, plan.expectedCount)) {
      const point = drawClusterPlace(random, now, plan, occurredMs);
      const place = `${findNearestTown(point).name}${random.pick(PLACES)}`;
      drawn.push(drawIncident(random, now, ground, occurredMs, random.pick(plan.categories), point, place, plan.key));
    }
  }
  return drawn
    .filter((incident) => incident.reportedAt.getTime() <= now.getTime())
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((incident, index) => ({ key: `demo-${String(index + 1).padStart(5, '0')}`, ...incident }));
}

/** Factor of the season at a local time; its mean over a year is 1. */
function computeSeason(local: Date): number {
  const dayOfYear = (local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS;
  return 1 + INCIDENTS.seasonShare * Math.cos((2 * Math.PI * (dayOfYear - INCIDENTS.fullestDayOfYear)) / 365.25);
}

/** Instants of a Poisson process with the rhythm of the local hour, weekday and season; `count` is its mean over the whole time. */
function drawTimes(
  random: Random,
  now: Date,
  fromDaysAgo: number,
  toDaysAgo: number,
  rhythm: Pick<CategoryMix, 'bumps' | 'weekdays'>,
  count: number,
): number[] {
  const hours = Array.from({ length: (fromDaysAgo - toDaysAgo) * 24 }, (_, index) => {
    const startMs = now.getTime() - fromDaysAgo * DAY_MS + index * HOUR_MS;
    const middle = new Date(startMs + LOCAL_OFFSET_MS + HOUR_MS / 2);
    const hour = middle.getUTCHours() + middle.getUTCMinutes() / 60;
    return { startMs, rate: computeRhythm(rhythm, hour, (middle.getUTCDay() + 6) % 7) * computeSeason(middle) };
  });
  const total = hours.reduce((sum, { rate }) => sum + rate, 0);
  return hours.flatMap(({ startMs, rate }) => {
    const drawn = random.poisson((count * rate) / total);
    return Array.from({ length: drawn }, () => Math.floor((startMs + random.next() * HOUR_MS) / 1_000) * 1_000);
  });
}

function drawIncident(
  random: Random,
  now: Date,
  { branches }: Ground,
  occurredMs: number,
  category: IncidentCategory,
  point: PlanePoint,
  place: string,
  clusterKey: string | null,
): Omit<DemoIncident, 'key'> {
  const mix = INCIDENT_MIX[category];
  const severities = Object.entries(mix.severities) as [IncidentSeverity, number][];
  const severity = random.pickWeighted(severities, ([, weight]) => weight)[0];
  const source: IncidentSource = random.chance(mix.foundShare) ? 'found' : 'reported';
  // A patrol that finds something reports it on the spot.
  const medianMs = source === 'found' ? 60_000 : mix.medianReportMinutes * 60_000;
  const delayMs = Math.round((medianMs * Math.exp(INCIDENTS.reportDelaySpread * random.normal())) / 1_000) * 1_000;
  const reportedMs = occurredMs + Math.min(delayMs, DAY_MS);
  const status = drawStatus(random, now.getTime() - reportedMs);
  const what = random.pick(mix.descriptions);
  return {
    occurredAt: new Date(occurredMs),
    reportedAt: new Date(reportedMs),
    category,
    kind: findDemoKind(category, what),
    severity,
    source,
    status,
    position: toLngLat(point),
    branchCode: findNearestBranch(branches, point).code,
    description: `${place}：${what}`,
    clusterKey,
  };
}

/** Half are closed within three hours of the report; nothing stays open for three days. */
function drawStatus(random: Random, sinceReportMs: number): DemoIncident['status'] {
  if (sinceReportMs > 3 * DAY_MS) return 'closed';
  const hours = Math.max(0, sinceReportMs) / HOUR_MS;
  if (random.chance(1 - Math.exp(-hours / 4.3))) return 'closed';
  return random.chance(Math.exp(-hours / 1.5)) ? 'open' : 'assigned';
}

function drawBackgroundPlace(random: Random, { network, stations }: Ground): { point: PlanePoint; place: string } {
  const draw = random.next();
  if (draw < INCIDENTS.streetShare) {
    const town = random.pickWeighted(TOWNS, ({ weight }) => weight);
    const point = drawInside(
      random,
      INCIDENTS.streetScatterMeters,
      () => network.nodes[drawStreetNode(random, network, town)]!,
    );
    return { point, place: `${town.name}${random.pick(PLACES)}` };
  }
  if (draw < INCIDENTS.streetShare + INCIDENTS.roadShare) {
    const point = drawInside(
      random,
      INCIDENTS.streetScatterMeters,
      () => network.nodes[random.pick(network.arterialNodes)]!,
    );
    return { point, place: `${findNearestTown(point).name}${random.pick(ROAD_PLACES)}` };
  }
  const station = random.pick(stations);
  const point = drawInside(random, INCIDENTS.stationScatterMeters, () => toPlane(station.position));
  const isVillage = station.name.endsWith('村服务站');
  const name = station.name.replace(/服务站$/, '');
  return {
    point,
    place: isVillage ? `${name.replace(/村$/, '')}${random.pick(VILLAGE_PLACES)}` : `${name}${random.pick(PLACES)}`,
  };
}

/** A crossing of a town, the likelier the nearer to its centre. */
function drawStreetNode(random: Random, network: RoadNetwork, town: Town): number {
  return random.pickWeighted(network.townNodes.get(town.code)!, (node) => findStreetWeight(network, town, node));
}

const streetWeights = new WeakMap<RoadNetwork, Map<string, Float64Array>>();

/** Falls off normally from the town's centre; worked out once a network, town and node. */
function findStreetWeight(network: RoadNetwork, town: Town, node: number): number {
  const byTown = streetWeights.get(network) ?? new Map<string, Float64Array>();
  streetWeights.set(network, byTown);
  let weights = byTown.get(town.code);
  if (!weights) {
    weights = Float64Array.from(network.nodes, (place) =>
      Math.exp(-((distanceBetween(place, town.center) / town.coreRadiusMeters / INCIDENTS.coreFalloff) ** 2) / 2),
    );
    byTown.set(town.code, weights);
  }
  return weights[node]!;
}

function drawClusterPlace(random: Random, now: Date, plan: ClusterPlan, occurredMs: number): PlanePoint {
  const lifeDays = plan.fromDaysAgo - plan.toDaysAgo;
  const age = (plan.fromDaysAgo - (now.getTime() - occurredMs) / DAY_MS) / lifeDays;
  const middle = { x: plan.from.x + (plan.to.x - plan.from.x) * age, y: plan.from.y + (plan.to.y - plan.from.y) * age };
  return drawInside(random, plan.sigmaMeters, () => middle);
}

/** A point scattered normally about a drawn middle, inside the boundary: draws again until it is. */
function drawInside(random: Random, sigmaMeters: number, drawMiddle: () => PlanePoint): PlanePoint {
  for (;;) {
    const middle = drawMiddle();
    const point = { x: middle.x + sigmaMeters * random.normal(), y: middle.y + sigmaMeters * random.normal() };
    if (isInCity(point, INCIDENTS.boundaryMarginMeters)) return point;
  }
}

function findNearestTown(point: PlanePoint): Town {
  return TOWNS.reduce((nearest, town) =>
    distanceBetween(town.center, point) < distanceBetween(nearest.center, point) ? town : nearest,
  );
}
