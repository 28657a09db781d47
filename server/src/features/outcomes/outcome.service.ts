import {
  createAreaBoundary,
  type AreaBoundary,
  type PlanarMultiPolygon,
} from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { findComparisonZones } from '@liaowang/shared/analysis/hotspots/outcome/comparison-zones';
import { findWeekStarts } from '@liaowang/shared/analysis/hotspots/outcome/local-weeks';
import { findOutcomeCaveats } from '@liaowang/shared/analysis/hotspots/outcome/outcome-caveats';
import {
  compareSpans,
  computeOutcomeChange,
  countByWeek,
  findBefore,
  type OutcomeIncidents,
  type Span,
} from '@liaowang/shared/analysis/hotspots/outcome/outcome-change';
import { PLACE_ZONES, findZonesOfPlaces } from '@liaowang/shared/analysis/hotspots/outcome/zones-of-places';
import { findIncidentHours, keepDated } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { pickIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { DosageOverview, HotspotOutcome, OutcomeQuery } from '@liaowang/shared/schemas/hotspot-outcome';
import { INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { DosageRepository } from './dosage.repository.ts';
import { describeWeek, describeWindow } from './describe-dosage.ts';
import { findOpenHour } from './dosage-counter.ts';
import type { OutcomeHotspot, OutcomeRepository } from './outcome.repository.ts';
import { projectOutline, toLngLats, toPolygon } from './project-outline.ts';

const DAY_MS = 86_400_000;
const OUTCOME_LIMITS = {
  /** So long patrolling may have gone on: every week of it is told. */
  maxYears: 10,
  /** "Before" where nobody says otherwise: twelve weeks. */
  beforeDays: 84,
} as const;

/** Zones are kept so far from hotspots, in buffers: what the patrols change around a hotspot must not reach them. */
const CLEARANCE_BUFFERS = 2;

const isFound = (source: number): 0 | 1 => (INCIDENT_SOURCES[source] === 'found' ? 1 : 0);
const toInstants = ({ fromMs, toMs }: Span) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});

/** The windows of a question. Throws a refusal (400) for one that is empty or lies too far back. */
function planWindows(
  query: OutcomeQuery,
  beganMs: number,
  recordStartMs: number | null,
  nowMs: number,
): { before: Span; during: Span; after: Span | null } {
  const fromMs = query.from === undefined ? beganMs : parseInstant(query.from);
  const toMs = Math.min(nowMs, query.to === undefined ? nowMs : parseInstant(query.to));
  if (toMs <= fromMs)
    throw new RequestRefused(400, {
      code: 'empty-window',
      field: 'querystring.to',
      reason: 'The window ends before it begins, or begins in the future.',
    });
  if (toMs - fromMs > OUTCOME_LIMITS.maxYears * 365 * DAY_MS) {
    throw new RequestRefused(400, {
      code: 'invalid-input',
      field: 'querystring.from',
      reason: `Patrolling may have gone on for at most ${OUTCOME_LIMITS.maxYears} years.`,
    });
  }
  const afterMs = Math.min(nowMs, toMs + query.afterDays * DAY_MS);
  return {
    before: findBefore(fromMs, query.beforeDays, recordStartMs),
    during: { fromMs, toMs },
    after: afterMs > toMs ? { fromMs: toMs, toMs: afterMs } : null,
  };
}

/** Whether patrolling a hotspot helped: what it got, beside what happened there, around it and elsewhere. */
export function createOutcomeService({
  repository,
  dosage,
  findIncidents,
  projection,
  boundary,
  timeZone,
}: {
  repository: OutcomeRepository;
  /** Reported and found ones of `[fromMs, toMs)`. */
  findIncidents(fromMs: number, toMs: number): Promise<IncidentColumns>;
  dosage: DosageRepository;
  projection: LocalProjection;
  boundary: AreaGeometry;
  timeZone: string;
}) {
  const jurisdiction = createAreaBoundary(projectOutline(boundary, projection));

  /** Incidents of the kinds, hours and weekdays that made a place a hotspot, whatever their source. */
  function pickSameKinds(
    all: IncidentColumns,
    local: ReturnType<typeof findIncidentHours>,
    { filter }: OutcomeHotspot,
    { fromMs, toMs }: Span,
  ): IncidentColumns {
    return pickIncidents(
      all,
      matchIncidents(all, local, { ...filter, ...toInstants({ fromMs, toMs }), source: 'any' }),
    );
  }

  function toPlane({ lngs, lats }: IncidentColumns): { xs: Float64Array; ys: Float64Array } {
    const places = { xs: new Float64Array(lngs.length), ys: new Float64Array(lngs.length) };
    projection.forwardAll(lngs, lats, places.xs, places.ys);
    return places;
  }

  /** Zones like it elsewhere, by what was reported before. */
  function findComparison(
    incidents: IncidentColumns,
    places: { xs: Float64Array; ys: Float64Array },
    before: Span,
    search: { outline: PlanarMultiPolygon; hotspots: readonly AreaBoundary[]; bufferMeters: number },
  ) {
    const isBefore = (_: number, i: number): boolean =>
      incidents.timesMs[i]! >= before.fromMs &&
      incidents.timesMs[i]! < before.toMs &&
      isFound(incidents.sources[i]!) === 0;
    return findComparisonZones({
      outline: search.outline,
      jurisdiction,
      hotspots: search.hotspots,
      clearanceMeters: CLEARANCE_BUFFERS * search.bufferMeters,
      xs: places.xs.filter(isBefore),
      ys: places.ys.filter(isBefore),
    });
  }

  return {
    /** @throws RequestRefused 404 for no such record (or a rejected one), 400 for windows that are none */
    async find(hotspotId: number, query: OutcomeQuery, nowMs: number): Promise<HotspotOutcome> {
      const hotspots = await repository.findHotspots();
      const hotspot = hotspots.find((each) => each.hotspotId === hotspotId);
      if (!hotspot) throw notFound('hotspot');
      const { before, during, after } = planWindows(query, hotspot.beganMs, await repository.findRecordStart(), nowMs);
      const { bufferMeters } = query;
      const endMs = (after ?? during).toMs;
      const starts = findWeekStarts(before.fromMs, endMs, timeZone);
      const shownToMs = Math.min(nowMs, starts.at(-1)!);

      const all = keepDated(await findIncidents(starts[0]!, shownToMs));
      const incidents = pickSameKinds(all, findIncidentHours(all, timeZone), hotspot, {
        fromMs: starts[0]!,
        toMs: shownToMs,
      });
      const places = toPlane(incidents);
      const outline = projectOutline(hotspot.geometry, projection);
      const others = hotspots
        .filter((each) => each !== hotspot)
        .map(({ geometry }) => projectOutline(geometry, projection));
      const area = createAreaBoundary(outline);
      const otherAreas = others.map(createAreaBoundary);
      const comparison = findComparison(incidents, places, before, {
        outline,
        hotspots: [area, ...otherAreas],
        bufferMeters,
      });
      const counted: OutcomeIncidents = {
        timesMs: incidents.timesMs,
        zones: findZonesOfPlaces(places, {
          hotspot: area,
          others: otherAreas,
          bufferMeters,
          comparison: comparison.map((zone) => createAreaBoundary(zone.outline)),
        }),
        found: Uint8Array.from(incidents.sources, isFound),
      };

      const openMs = findOpenHour(nowMs);
      const windows = [before, during, ...(after ? [after] : [])];
      const weeks = starts.slice(1).map((toMs, n): Span => ({ fromMs: starts[n]!, toMs }));
      const sums = await dosage.sum([hotspotId], [...windows, ...weeks]);
      const sumOf = (n: number) => sums.find(({ window }) => window === n);
      const change = computeOutcomeChange(counted, before, during, comparison.length > 0);
      const dosageBefore = describeWindow(sumOf(0), before, openMs);
      const dosageDuring = describeWindow(sumOf(1), during, openMs);
      const buffer = await repository.findBuffer(outline, others, bufferMeters);
      const { hours, weekdays, categories, severities, from: evidenceFrom, to: evidenceTo } = hotspot.filter;
      return {
        hotspotId,
        windows: { before: toInstants(before), during: toInstants(during), after: after && toInstants(after) },
        bufferMeters,
        counted: { hours, weekdays, categories, severities },
        weeks: countByWeek(counted, starts).map((counts, n) => ({
          weekStart: new Date(weeks[n]!.fromMs).toISOString(),
          ...describeWeek(sumOf(windows.length + n), weeks[n]!, openMs),
          ...counts,
        })),
        during: change,
        after: after && computeOutcomeChange(counted, before, after, comparison.length > 0),
        dosage: { before: dosageBefore, during: dosageDuring, after: after && describeWindow(sumOf(2), after, openMs) },
        bufferGeometry: buffer && { type: 'MultiPolygon', coordinates: toLngLats(buffer, projection) },
        comparisonZones: comparison.map((zone) => ({
          geometry: toPolygon(zone.outline, projection),
          before: zone.before,
        })),
        caveats: findOutcomeCaveats({
          hotspot: change.hotspot,
          comparison: change.comparison,
          dosageBefore,
          dosageDuring,
          wasChosenByBefore: parseInstant(evidenceFrom) < before.toMs && parseInstant(evidenceTo) > before.fromMs,
          isRunning: during.toMs === nowMs,
        }),
      };
    },

    /** All hotspots by week, this one and those before it. */
    async findOverview(weekCount: number, nowMs: number): Promise<DosageOverview> {
      const starts = findWeekStarts(nowMs - (weekCount - 1) * 7 * DAY_MS, nowMs, timeZone);
      const weeks = starts.slice(1).map((toMs, n): Span => ({ fromMs: starts[n]!, toMs }));
      const hotspots = await repository.findHotspots();
      const recordStartMs = await repository.findRecordStart();
      const beforeOf = ({ beganMs }: OutcomeHotspot): Span =>
        findBefore(beganMs, OUTCOME_LIMITS.beforeDays, recordStartMs);
      const whole: Span = {
        fromMs: Math.min(starts[0]!, ...hotspots.map((hotspot) => beforeOf(hotspot).fromMs)),
        toMs: nowMs,
      };
      const all = keepDated(await findIncidents(whole.fromMs, whole.toMs));
      const local = findIncidentHours(all, timeZone);
      const sums = await dosage.sum(
        hotspots.map(({ hotspotId }) => hotspotId),
        weeks,
      );
      const openMs = findOpenHour(nowMs);
      return {
        weekStarts: weeks.map(({ fromMs }) => new Date(fromMs).toISOString()),
        hotspots: hotspots.map((hotspot) => {
          const incidents = pickSameKinds(all, local, hotspot, whole);
          const area = createAreaBoundary(projectOutline(hotspot.geometry, projection));
          const counted: OutcomeIncidents = {
            timesMs: incidents.timesMs,
            zones: findZonesOfPlaces(toPlane(incidents), {
              hotspot: area,
              others: [],
              bufferMeters: 0,
              comparison: [],
            }),
            found: Uint8Array.from(incidents.sources, isFound),
          };
          const counts = countByWeek(counted, starts);
          const own = weeks.map((week, n) =>
            describeWeek(
              sums.find(({ hotspotId, window }) => hotspotId === hotspot.hotspotId && window === n),
              week,
              openMs,
            ),
          );
          return {
            hotspotId: hotspot.hotspotId,
            name: hotspot.name,
            status: hotspot.status,
            patrolMinutes: own.map(({ patrolMinutes }) => patrolMinutes),
            visits: own.map(({ visits }) => visits),
            reported: counts.map(({ reported }) => reported),
            found: counts.map(({ found }) => found),
            change:
              nowMs - hotspot.beganMs >= DAY_MS
                ? compareSpans(counted, PLACE_ZONES.hotspot, beforeOf(hotspot), {
                    fromMs: hotspot.beganMs,
                    toMs: nowMs,
                  })
                : null,
          };
        }),
      };
    },
  };
}

export type OutcomeService = ReturnType<typeof createOutcomeService>;
