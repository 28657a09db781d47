import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import type { PlanarPoints } from '../zones/occupied-cells.ts';
import { testEnvelope, type EnvelopeTest } from './envelope-test.ts';
import { computeNearestNeighbour, type NearestNeighbour } from './nearest-neighbour.ts';
import { computeCentredL, listPairs, type Radii } from './ripley-k.ts';
import { createStudyGround, measureBorders, measurePerimeter } from './study-ground.ts';

/** Whether events lie closer together than at random, and than other events of the same city. */
export interface ClusteringFound {
  readonly eventCount: number;
  readonly nearest: NearestNeighbour;
  readonly radiiMeters: Float64Array;
  /** L(r) − r beside as many events anywhere in the jurisdiction. */
  readonly atRandom: EnvelopeTest;
  /** Events that K was estimated from: fewer where there are many, which K does not depend on. */
  readonly sampledCount: number;
  /** L of these events − L of the others, beside the same with the two kinds exchanged at random; null with too few others. */
  readonly againstOthers:
    | (EnvelopeTest & { readonly otherCount: number; readonly sampledCount: number; readonly sampledOthers: number })
    | null;
}

export const CLUSTERING_DEFAULTS = {
  /** Fewer events say nothing, nor do fewer others. */
  minEvents: 30,
  /** Events of each kind that K is estimated from: thinning at random leaves K as it is, and the work is bounded. */
  maxSampled: 2_500,
  /** Distances looked at: as far as a neighbourhood reaches, or a quarter of the shorter side of the ground. */
  maxMeters: 2_000,
  steps: 40,
};

interface ClusteringInput {
  readonly events: PlanarPoints;
  /** The city's other events of the same time. */
  readonly others: PlanarPoints;
  readonly area: AreaBoundary;
  readonly simulations: number;
  /** Seeded generator of numbers in [0, 1). */
  readonly random: () => number;
}

/**
 * "Is this clustered at all": the nearest-neighbour index of all events, Ripley's K against complete spatial randomness over the
 * jurisdiction, and against the city's other events by random labelling (Diggle & Chetwynd 1991). Yields the share that is done after each
 * simulation. Throws RangeError for fewer than minEvents events.
 */
export function* testClusteringInSteps(
  { events, others, area, simulations, random }: ClusteringInput,
  defaults = CLUSTERING_DEFAULTS,
): Generator<number, ClusteringFound, undefined> {
  const { minEvents, maxSampled, steps } = defaults;
  const eventCount = events.xs.length;
  if (eventCount < minEvents) throw new RangeError(`clustering needs ${minEvents} events`);
  const radii: Radii = {
    maxMeters: Math.min(defaults.maxMeters, Math.min(area.maxX - area.minX, area.maxY - area.minY) / 4),
    steps,
  };
  const ground = createStudyGround(area, radii.maxMeters);
  const { areaSquareMeters } = area;
  const hasOthers = others.xs.length >= minEvents;
  const rounds = simulations * (hasOthers ? 2 : 1);

  const estimate = (points: PlanarPoints): Float64Array =>
    computeCentredL(
      { pairs: listPairs(points, radii), borderMeters: measureBorders(ground, points), areaSquareMeters, isOne: null },
      radii,
    );
  const sampled = sample(events, maxSampled, random);
  const sampledCount = sampled.xs.length;
  const observed = estimate(sampled);
  const simulated: Float64Array[] = [];
  for (let round = 1; round <= simulations; round++) {
    simulated.push(estimate(ground.drawPoints(sampledCount, random)));
    yield round / rounds;
  }
  const found = {
    eventCount,
    sampledCount,
    nearest: computeNearestNeighbour(events, { areaSquareMeters, perimeterMeters: measurePerimeter(area) }),
    radiiMeters: Float64Array.from({ length: steps }, (_, step) => ((step + 1) * radii.maxMeters) / steps),
    atRandom: testEnvelope(observed, simulated),
  };
  if (!hasOthers) return { ...found, againstOthers: null };

  const sampledOthers = sample(others, maxSampled, random);
  const pooled = {
    xs: [...Array.from(sampled.xs), ...Array.from(sampledOthers.xs)],
    ys: [...Array.from(sampled.ys), ...Array.from(sampledOthers.ys)],
  };
  const pairs = listPairs(pooled, radii);
  const borderMeters = measureBorders(ground, pooled);
  const labels = Uint8Array.from(pooled.xs, (_, point) => (point < sampledCount ? 1 : 0));
  const difference = (isOne: Uint8Array): Float64Array => {
    const [own, other] = [isOne, isOne.map((label) => 1 - label)].map((kind) =>
      computeCentredL({ pairs, borderMeters, areaSquareMeters, isOne: kind }, radii),
    );
    return own!.map((value, step) => value - other![step]!);
  };
  const observedDifference = difference(labels);
  const exchanged: Float64Array[] = [];
  for (let round = 1; round <= simulations; round++) {
    shuffle(labels, random);
    exchanged.push(difference(labels));
    yield (simulations + round) / rounds;
  }
  return {
    ...found,
    againstOthers: {
      ...testEnvelope(observedDifference, exchanged),
      otherCount: others.xs.length,
      sampledCount,
      sampledOthers: sampledOthers.xs.length,
    },
  };
}

/** Some of the points, any as likely as any other: of points in the order of time every so many-th would part what comes in series. */
function sample(points: PlanarPoints, most: number, random: () => number): PlanarPoints {
  const order = Int32Array.from(points.xs, (_, i) => i);
  if (order.length > most) shuffle(order, random);
  const picked = order.subarray(0, most);
  return { xs: Float64Array.from(picked, (i) => points.xs[i]!), ys: Float64Array.from(picked, (i) => points.ys[i]!) };
}

/** Fisher–Yates. */
function shuffle(values: Uint8Array | Int32Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}
