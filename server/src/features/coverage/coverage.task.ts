import {
  computeCoverage,
  prepareArea,
  type ObservedGround,
  type PreparedArea,
  type ResponsibilityArea,
  type UnobservedGround,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import {
  prepareDemand,
  type AreaDemand,
  type DemandColumns,
  type PreparedDemand,
} from '@liaowang/shared/analysis/coverage/demand-cover';
import {
  createGapTracker,
  type GapIdentity,
  type GapTracker,
  type StoredGap,
} from '@liaowang/shared/analysis/coverage/gap-identity';
import { createLocalProjection, type LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** What a coverage thread keeps from one task to the next. */
export interface CoverageState {
  center: LngLat;
  areas: readonly ResponsibilityArea[];
  demand: DemandColumns;
  /** Gaps to go on from, for a thread that has followed none yet. */
  restoredGaps: readonly StoredGap[];
  nextGapId: number;
}

/** Coverage of a set of areas now. `state` comes along only for a thread that does not have that of `areasKey` and `demandKey` yet. */
export interface CoverageTask {
  areasKey: string;
  demandKey: string;
  state?: CoverageState | undefined;
  nowMs: number;
  observed: ObservedGround;
  /** Areas whose gaps are followed: they keep their numbers from one task to the next. The same in every task. */
  followedAreaIds: readonly string[];
  /** Areas whose gaps are wanted as polygons, whether followed or not. */
  shapedAreaIds: readonly string[];
  minGapSquareMeters: number;
  /** Answers with what it takes to go on following after a restart. */
  withSnapshot: boolean;
}

export interface AnsweredArea {
  areaId: string;
  areaSquareMeters: number;
  observedAreaSquareMeters: number;
  /** 0–1. */
  share: number;
  demand: AreaDemand | null;
  gapCount: number;
  unobserved: UnobservedGround | null;
}

export interface AnsweredGap {
  areaId: string;
  areaSquareMeters: number;
  labelPoint: LngLat;
  incidentWeight: number;
  households: number;
  /** Null in areas that are not followed. */
  identity: GapIdentity | null;
  /** In areas whose shapes were asked for. */
  geometry: PolygonGeometry | null;
}

export type CoverageAnswer =
  | {
      ok: true;
      areas: AnsweredArea[];
      /** Of the followed and the shaped areas; those of an area largest first. */
      gaps: AnsweredGap[];
      snapshot: StoredGap[] | null;
      /** Areas whose outline cannot be computed with: left out everywhere. */
      refusedAreas: Array<{ areaId: string; reason: string }>;
      computeMs: number;
    }
  | { ok: false; reason: 'state-unknown' };

interface Kept {
  areasKey: string;
  projection: LocalProjection;
  areas: PreparedArea[];
  refusedAreas: Array<{ areaId: string; reason: string }>;
  demandKey: string;
  demand: PreparedDemand;
  tracker: GapTracker;
}

/** A thread serves one city, whose areas and demand seldom change. */
let kept: Kept | null = null;

function keep(
  { center, areas, demand, restoredGaps, nextGapId }: CoverageState,
  { areasKey, demandKey }: CoverageTask,
): Kept {
  const tracker = kept?.tracker ?? createGapTracker({ restored: restoredGaps, nextId: nextGapId });
  if (kept?.areasKey === areasKey)
    return { ...kept, demandKey, demand: prepareDemand(demand, kept.projection, kept.areas), tracker };
  const projection = createLocalProjection(...center);
  const preparations = areas.map((area) => ({ areaId: area.id, ...prepareArea(area, projection) }));
  const prepared = preparations.flatMap((preparation) => (preparation.ok ? [preparation.area] : []));
  return {
    areasKey,
    projection,
    areas: prepared,
    refusedAreas: preparations.flatMap((preparation) =>
      preparation.ok ? [] : [{ areaId: preparation.areaId, reason: preparation.reason }],
    ),
    demandKey,
    demand: prepareDemand(demand, projection, prepared),
    tracker,
  };
}

/** Runs a {@link CoverageTask}; refuses with `state-unknown` when this thread has not been given the areas and the demand yet. */
export default function runCoverage(task: CoverageTask): CoverageAnswer {
  if (kept?.areasKey !== task.areasKey || kept.demandKey !== task.demandKey) {
    if (!task.state) return { ok: false, reason: 'state-unknown' };
    kept = keep(task.state, task);
  }
  const startedMs = performance.now();
  const followed = new Set(task.followedAreaIds);
  const shaped = new Set(task.shapedAreaIds);
  const results = computeCoverage(
    { areas: kept.areas, disks: task.observed, grounds: task.observed.grounds, demand: kept.demand },
    {
      gapAreaIds: new Set([...followed, ...shaped]),
      withUnobserved: true,
      minGapSquareMeters: task.minGapSquareMeters,
      withGeometry: shaped.size > 0,
      withGapSpans: true,
    },
  );
  const gaps = results.flatMap((result) => result.gaps.map((gap) => ({ areaId: result.id, ...gap })));
  const identities = kept.tracker.update(
    gaps.filter(({ areaId }) => followed.has(areaId)),
    task.nowMs,
    followed,
  );
  let next = 0;
  return {
    ok: true,
    areas: results.map(({ id, areaSquareMeters, observedAreaSquareMeters, share, demand, gapCount, unobserved }) => ({
      areaId: id,
      areaSquareMeters,
      observedAreaSquareMeters,
      share,
      demand,
      gapCount,
      unobserved,
    })),
    gaps: gaps.map(({ areaId, areaSquareMeters, labelPoint, incidentWeight, households, geometry }) => {
      const identified = followed.has(areaId) ? identities[next++]! : null;
      return {
        areaId,
        areaSquareMeters,
        labelPoint,
        incidentWeight,
        households,
        identity: identified && {
          gapId: identified.gapId,
          openedAtMs: identified.openedAtMs,
          openedEarlier: identified.openedEarlier,
        },
        geometry: shaped.has(areaId) ? (geometry ?? null) : null,
      };
    }),
    snapshot: task.withSnapshot ? kept.tracker.snapshot() : null,
    refusedAreas: kept.refusedAreas,
    computeMs: performance.now() - startedMs,
  };
}
