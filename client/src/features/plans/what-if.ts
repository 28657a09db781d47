import {
  computeCoverage,
  prepareArea,
  type ObservedGround,
  type PreparedArea,
  type ResponsibilityArea,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import {
  prepareDemand,
  type DemandColumns,
  type PreparedDemand,
} from '@liaowang/shared/analysis/coverage/demand-cover';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** What the figures are about: it changes seldom, so it is prepared once. */
export interface WhatIfGround {
  /** Middle of the city, for the projection. */
  center: LngLat;
  areas: readonly ResponsibilityArea[];
  /** Null while it is not known: then only shares of ground are told. */
  demand: DemandColumns | null;
}

/** How much of an area a set of observers sees. */
export interface AreaFigures {
  areaId: string;
  areaSquareMeters: number;
  observedSquareMeters: number;
  incidentWeight: number;
  observedIncidentWeight: number;
  households: number;
  observedHouseholds: number;
}

/** Now, and under the plan, by area in the order of the ground. */
export interface WhatIfFigures {
  before: readonly AreaFigures[];
  after: readonly AreaFigures[];
}

export interface WhatIfQuestion {
  ground: WhatIfGround;
  /** Who observes now. */
  before: ObservedGround;
  /** Who would under the plan. */
  after: ObservedGround;
}

export type WhatIfTask = (question: WhatIfQuestion) => WhatIfFigures;

/** What the thread does: it prepares the ground, and counts who observes now, only where they are others than in the last question. */
export function createWhatIfTask(): WhatIfTask {
  let prepared: { ground: WhatIfGround; computeFigures: (observed: ObservedGround) => AreaFigures[] } | null = null;
  let now: { observed: ObservedGround; figures: AreaFigures[] } | null = null;
  return ({ ground, before, after }) => {
    if (prepared?.ground !== ground) {
      prepared = { ground, computeFigures: prepareGround(ground) };
      now = null;
    }
    const { computeFigures } = prepared;
    if (now?.observed !== before) now = { observed: before, figures: computeFigures(before) };
    return { before: now.figures, after: computeFigures(after) };
  };
}

/** Areas that cannot be computed with are left out. */
function prepareGround({ center, areas, demand }: WhatIfGround): (observed: ObservedGround) => AreaFigures[] {
  const projection = createLocalProjection(...center);
  const prepared: PreparedArea[] = [];
  for (const area of areas) {
    const preparation = prepareArea(area, projection);
    if (preparation.ok) prepared.push(preparation.area);
  }
  const preparedDemand: PreparedDemand | null = demand && prepareDemand(demand, projection, prepared);
  return (observed) =>
    computeCoverage(
      { areas: prepared, disks: observed, grounds: observed.grounds, demand: preparedDemand },
      { gapAreaIds: 'none' },
    ).map((result) => ({
      areaId: result.id,
      areaSquareMeters: result.areaSquareMeters,
      observedSquareMeters: result.observedAreaSquareMeters,
      incidentWeight: result.demand?.incidentWeight ?? 0,
      observedIncidentWeight: result.demand?.observedIncidentWeight ?? 0,
      households: result.demand?.households ?? 0,
      observedHouseholds: result.demand?.observedHouseholds ?? 0,
    }));
}
