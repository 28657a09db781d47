import type { StoredGap } from '@liaowang/shared/analysis/coverage/gap-identity';
import type { DemandColumns } from '@liaowang/shared/analysis/coverage/demand-cover';
import type { AreaCoverage, CoverageFigures, GapFeature } from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { FastifyInstance } from 'fastify';
import type runCoverage from './coverage.task.ts';
import type { AnsweredArea, CoverageTask } from './coverage.task.ts';
import { isKeyArea, type CoveredArea } from './coverage-areas.ts';
import { findObservers, type Observers } from './find-observers.ts';
import type { OpenGap } from './rank-gaps.ts';

const LANE = { idleMs: 60_000, niceness: 0 };
/** Nothing here takes seconds; what does is stuck. */
const TIME_LIMIT_MS = 30_000;

/** Coverage at one moment, of the whole city. */
export interface CoverageMoment {
  atMs: number;
  figures: CoverageFigures;
  /** Every gap of a key area. */
  gaps: OpenGap[];
  observers: Observers;
}

/** The areas of responsibility; `key` names them for the thread that prepares them. */
interface CoveredAreas {
  key: string;
  areas: readonly CoveredArea[];
  about: ReadonlyMap<string, CoveredArea>;
  followedAreaIds: readonly string[];
}

const coverAreas = (areas: readonly CoveredArea[], version: number): CoveredAreas => ({
  key: String(version),
  areas,
  about: new Map(areas.map((area) => [area.areaId, area])),
  followedAreaIds: areas.flatMap(({ areaId }) => (isKeyArea(areaId) ? [areaId] : [])),
});

/** Coverage now: what lookouts on duty and fresh units leave unseen. */
export function createCoverageService(options: {
  areas: readonly CoveredArea[];
  center: LngLat;
  timeZone: string;
  picture: Pick<FastifyInstance['livePicture'], 'units' | 'newest' | 'isAtNewest'>;
  lookoutsAt: (atMs: number) => LookoutFeature[];
  settings: { readonly current: CoverageSettings };
  /** Demand as last read; `key` changes with it. */
  demand: () => { key: string; columns: DemandColumns };
  tasks: FastifyInstance['tasks'];
  /** Key-area share about an hour before, or null. */
  shareHourAgo: (nowMs: number) => number | null;
  /** Gaps that were open when the server stopped. */
  restoredGaps: readonly StoredGap[];
  /** The number of the first gap that is none of these. */
  nextGapId: number;
  onAreaRefused: (areaId: string, reason: string) => void;
}) {
  const { center, timeZone, picture, lookoutsAt, settings, demand, tasks, shareHourAgo, onAreaRefused } = options;
  const computeInThread = tasks.inThread<typeof runCoverage>(import.meta.url, './coverage.task', {
    lane: LANE,
    timeLimitMs: TIME_LIMIT_MS,
  });
  let covered = coverAreas(options.areas, 1);
  const refused = new Set<string>();
  /** What a new thread goes on from: the gaps as last reported. */
  let lastSnapshot = options.restoredGaps;
  let { nextGapId } = options;
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<CoverageMoment> | null = null;

  function describe(
    { areaId, areaSquareMeters, observedAreaSquareMeters, share, demand: watched, gapCount, unobserved }: AnsweredArea,
    { about }: CoveredAreas,
  ): AreaCoverage {
    const { name, branchId } = about.get(areaId)!;
    const shareOf = (observed: number, all: number): number | null => (all > 0 ? Math.min(1, observed / all) : null);
    return {
      areaId,
      name,
      branchId,
      areaSquareMeters,
      observedAreaSquareMeters,
      share,
      incidentShare: watched && shareOf(watched.observedIncidentWeight, watched.incidentWeight),
      incidentWeight: watched?.incidentWeight ?? 0,
      householdShare: watched && shareOf(watched.observedHouseholds, watched.households),
      households: watched?.households ?? 0,
      gapCount,
      largestGap: unobserved,
    };
  }

  async function run(
    nowMs: number,
    { shapedAreaIds = [], withSnapshot = false }: { shapedAreaIds?: readonly string[]; withSnapshot?: boolean } = {},
  ) {
    const observers = findObservers({
      lookouts: lookoutsAt(nowMs),
      picture,
      settings: settings.current,
      timeZone,
      nowMs,
    });
    const { key: demandKey, columns } = demand();
    // They may be others when the answer comes.
    const known = covered;
    const { areas, followedAreaIds } = known;
    const task: CoverageTask = {
      areasKey: known.key,
      demandKey,
      nowMs,
      observed: observers.ground,
      followedAreaIds,
      shapedAreaIds,
      withSnapshot,
      minGapSquareMeters: settings.current.minGapSquareMeters,
    };
    let answer = await computeInThread(task);
    if (!answer.ok) {
      const state = {
        center,
        areas: areas.map(({ areaId, geometry }) => ({ id: areaId, geometry })),
        demand: columns,
        restoredGaps: lastSnapshot,
        nextGapId,
      };
      answer = await computeInThread({ ...task, state });
    }
    if (!answer.ok) throw new Error(`coverage refused: ${answer.reason}`);
    for (const { areaId, reason } of answer.refusedAreas) {
      if (refused.has(areaId)) continue;
      refused.add(areaId);
      onAreaRefused(areaId, reason);
    }
    if (answer.snapshot) lastSnapshot = answer.snapshot;
    for (const { identity } of answer.gaps) if (identity) nextGapId = Math.max(nextGapId, identity.gapId + 1);
    const described = answer.areas.map((area) => describe(area, known));
    const figures: CoverageFigures = {
      computedAt: new Date(nowMs).toISOString(),
      computeMs: answer.computeMs,
      observers: observers.counts,
      isNight: observers.isNight,
      keyAreaShare: shareOfKeyAreas(described),
      keyAreaShareHourAgo: shareHourAgo(nowMs),
      areas: described,
    };
    return { answer, figures, observers, about: known.about };
  }

  async function computeMoment(nowMs: number, withSnapshot: boolean): Promise<CoverageMoment> {
    const { answer, figures, observers, about } = await run(nowMs, { withSnapshot });
    const gaps = answer.gaps.flatMap(
      ({ areaId, areaSquareMeters, labelPoint, incidentWeight, households, identity }): OpenGap[] =>
        identity
          ? [
              {
                gapId: identity.gapId,
                areaId,
                branchId: about.get(areaId)!.branchId,
                areaSquareMeters,
                labelPoint,
                openedAt: new Date(identity.openedAtMs).toISOString(),
                openedEarlier: identity.openedEarlier,
                incidentWeight,
                households,
              },
            ]
          : [],
    );
    return { atMs: nowMs, figures, gaps, observers };
  }

  return {
    get areas() {
      return covered.areas;
    },
    /** From now on these are the areas; those that are there already keep their gaps' numbers. */
    setAreas(areas: readonly CoveredArea[]): void {
      covered = coverAreas(areas, Number(covered.key) + 1);
    },
    /** Figures and gaps now; `withSnapshot` also renews `lastSnapshot`. */
    compute: computeMoment,
    /** As {@link compute}, for readers: those who wait for the same turn share a computation. */
    computeNow(): Promise<CoverageMoment> {
      // One under way may have read the picture before the reader's own fix was stored: it is not shared.
      waiting ??= running
        .catch(() => undefined)
        .then(() => {
          waiting = null;
          const turn = computeMoment(Date.now(), false);
          running = turn;
          return turn;
        });
      return waiting;
    },
    /** Every gap's polygon in the given areas, largest first within its area, and the figures of all areas. */
    async computeShapes(
      nowMs: number,
      areaIds: readonly string[],
    ): Promise<{ features: GapFeature[]; figures: CoverageFigures }> {
      const { answer, figures, about } = await run(nowMs, { shapedAreaIds: areaIds });
      const counts = new Map<string, number>();
      const features = answer.gaps.flatMap(
        ({ areaId, areaSquareMeters, labelPoint, identity, geometry }): GapFeature[] => {
          if (!geometry) return [];
          const n = (counts.get(areaId) ?? 0) + 1;
          counts.set(areaId, n);
          return [
            {
              type: 'Feature',
              id: `${areaId}/${n}`,
              geometry,
              properties: {
                areaId,
                name: about.get(areaId)!.name,
                areaSquareMeters,
                labelPoint,
                ...(identity ? { gapId: identity.gapId, openedAt: new Date(identity.openedAtMs).toISOString() } : {}),
              },
            },
          ];
        },
      );
      return { features, figures };
    },
    /** The open gaps as last reported, to be saved. */
    lastSnapshot: () => lastSnapshot,
  };
}

/** Observed share of the ground of the key areas among `areas`; null while there is none. */
export function shareOfKeyAreas(areas: readonly AreaCoverage[]): number | null {
  const keyed = areas.filter(({ areaId }) => isKeyArea(areaId));
  const total = keyed.reduce((sum, area) => sum + area.areaSquareMeters, 0);
  return total > 0 ? keyed.reduce((sum, area) => sum + area.observedAreaSquareMeters, 0) / total : null;
}
