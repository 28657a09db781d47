import { drawSeenShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findRangeMeters } from '@liaowang/shared/analysis/coverage/observers';
import type { LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings, DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { SitingRequest, SitingResult, SitingSolution } from '@liaowang/shared/schemas/siting';
import type { MultiPolygon } from 'geojson';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { GuardedTaskEnded } from '../../plugins/tasks/guarded-process.ts';
import type { SitingAnswer, SitingProgress, SitingTask, SolvedSites } from './siting.task.ts';
import { MAX_CANDIDATES, findCandidates, mixDemand, placeArea } from './siting-places.ts';

export interface SitingOptions {
  findAreas: () => ReadonlyArray<{ areaId: string; geometry: AreaGeometry }>;
  findDemand(settings: DemandSettings): Promise<DemandPoints>;
  findLookouts(): LookoutFeature[];
  /** Places vehicles have driven through, the most travelled first. */
  findTravelledPlaces(spacingMeters: number, geometry: AreaGeometry): LngLat[];
  settings: { readonly current: CoverageSettings };
  solve(
    task: SitingTask,
    accountId: number,
    signal: AbortSignal,
    report: (progress: SitingProgress) => void,
  ): Promise<SitingAnswer>;
}

/** A request with everything it takes to solve it. */
export interface PreparedSiting {
  request: SitingRequest;
  task: SitingTask;
  /** By candidate of the task. */
  places: Array<{ position: LngLat; lookoutId: number | null }>;
  incidentCount: number;
  households: number;
}

/** Distances between all pairs are held in memory: 8 bytes each. */
const MAX_PAIRS = 8_000_000;
/** 1e-6° is 0.1 m. */
const DEGREE_DECIMALS = 6;

/** Where a post may stand or stands, and what it would see: a candidate has no wall known, and so a disk. */
interface SitingPlace {
  position: LngLat;
  lookoutId: number | null;
  rangeMeters: number;
  ground: AreaGeometry | null;
}

/** An area on a plane, metres. */
function toPlane(area: AreaGeometry, projection: LocalProjection): MultiPolygon {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat)))),
  };
}

const roundPosition = ([lng, lat]: LngLat): LngLat => [
  Number(lng.toFixed(DEGREE_DECIMALS)),
  Number(lat.toFixed(DEGREE_DECIMALS)),
];

/** Where the next posts should stand. */
export function createSitingService({
  findAreas,
  findDemand,
  findLookouts,
  findTravelledPlaces,
  settings,
  solve,
}: SitingOptions) {
  /** Lookouts with what they are taken to see by day, those that count. */
  function findPosts(): SitingPlace[] {
    return findLookouts().flatMap(({ id, geometry: { coordinates: position }, properties }) => {
      const rangeMeters = findRangeMeters(settings.current, 'lookout', properties.detectionRangeMeters, false);
      if (!(rangeMeters > 0)) return [];
      const ground = drawSeenShape(position, properties.shape, rangeMeters);
      return [{ position, lookoutId: Number(id), rangeMeters, ground }];
    });
  }

  return {
    /**
     * Gathers candidates, demand and standing posts.
     * @throws RequestRefused with the field at fault and what to do
     */
    async prepare(request: SitingRequest): Promise<PreparedSiting> {
      const found = findAreas().find(({ areaId }) => areaId === request.areaId);
      if (!found)
        throw new RequestRefused(404, {
          code: 'unknown-area',
          field: 'body.areaId',
          reason: `There is no area of responsibility ${request.areaId}.`,
        });
      const area = placeArea(found.areaId, found.geometry);
      const { projection } = area.prepared;
      const isInside = ([lng, lat]: LngLat) => area.prepared.contains(...projection.forward(lng, lat));

      const { rangeMeters } = request;
      const fresh = findCandidates(area, request.candidates, findTravelledPlaces).map((position) => ({
        position,
        lookoutId: null,
        rangeMeters,
        ground: null,
      }));
      const posts = request.existing === 'ignore' ? [] : findPosts();
      const movable =
        request.existing === 'free'
          ? posts.filter(({ position }) => isInside(position)).map((post) => ({ ...post, rangeMeters, ground: null }))
          : [];
      const kept = request.existing === 'keep' ? posts : [];
      const free = [...movable, ...fresh].slice(0, MAX_CANDIDATES);
      const places: SitingPlace[] = [...free, ...kept];
      if (request.problem !== 'set-cover' && request.p > free.length) {
        throw new RequestRefused(400, {
          code: 'too-few-candidates',
          field: 'body.p',
          reason: `${request.p} posts cannot be chosen from ${free.length} candidates. Ask for fewer posts or give more candidates.`,
        });
      }

      const demandPoints = await findDemand(request.demand);
      const demand = mixDemand(area, demandPoints, request.incidentMix);
      if (request.problem === 'p-median' && places.length * demand.xs.length > MAX_PAIRS) {
        const most = Math.floor(MAX_PAIRS / demand.xs.length);
        throw new RequestRefused(400, {
          code: 'problem-too-large',
          field: 'body.candidates.spacingMeters',
          reason: `With ${demand.xs.length} places of demand, the mean distance can be computed for at most ${most} candidates; these are ${places.length}. Take a wider spacing or a smaller area.`,
        });
      }
      const planar = places.map(({ position: [lng, lat] }) => projection.forward(lng, lat));
      return {
        request,
        places,
        incidentCount: demandPoints.incidentCount,
        households: demand.households,
        task: {
          problem: request.problem,
          p: request.p,
          targetShare: request.targetShare,
          timeLimitSeconds: request.timeLimitSeconds,
          candidates: {
            xs: Float64Array.from(planar, ([x]) => x),
            ys: Float64Array.from(planar, ([, y]) => y),
            rangeMeters: Float64Array.from(places, (place) => place.rangeMeters),
          },
          kept: kept.map((_, k) => free.length + k),
          grounds: places.map(({ ground }) => ground && toPlane(ground, projection)),
          demand: { xs: demand.xs, ys: demand.ys, weights: demand.weights },
        },
      };
    },

    /**
     * Solves a prepared siting in a process of its own.
     * @throws RequestRefused when no place reaches any demand, or it takes too much
     */
    async solve(
      { request, task, places, incidentCount, households }: PreparedSiting,
      accountId: number,
      signal: AbortSignal,
      report: (progress: SitingProgress) => void,
    ): Promise<SitingResult> {
      const answer = await solve(task, accountId, signal, report).catch((error: unknown) => {
        if (error instanceof GuardedTaskEnded && (error.end === 'memory' || error.end === 'time')) {
          throw new RequestRefused(400, {
            code: 'problem-too-large',
            field: 'body.candidates.spacingMeters',
            reason: 'This takes more memory or time than there is. Take a wider spacing or a smaller area.',
          });
        }
        throw error;
      });
      if (!answer.ok) {
        throw new RequestRefused(400, {
          code: answer.reason,
          field: 'body.rangeMeters',
          reason: 'No candidate has any demand within its range. Take a longer range or other candidates.',
        });
      }
      const { ok: _ok, greedy, exact, ...figures } = answer;
      const toSolution = ({ sites, ...rest }: SolvedSites): SitingSolution => ({
        ...rest,
        sites: sites.map(({ candidate, ...shares }) => ({
          position: roundPosition(places[candidate]!.position),
          lookoutId: places[candidate]!.lookoutId,
          ...shares,
        })),
      });
      return {
        request,
        computedAt: new Date().toISOString(),
        demandPoints: task.demand.xs.length,
        incidentCount,
        households,
        candidates: places.length - task.kept.length,
        keptLookouts: task.kept.length,
        greedy: toSolution(greedy),
        exact: toSolution(exact),
        ...figures,
      };
    },
  };
}
