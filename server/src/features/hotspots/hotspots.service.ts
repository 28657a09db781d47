import type { FastifyInstance } from 'fastify';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { CategoryTree } from '@liaowang/shared/contract/category-tree';
import type { HotspotQuery, Hotspots } from '@liaowang/shared/schemas/hotspot';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { IncidentPlacesRepository } from './incident-places.repository.ts';
import type runDensity from './density.task.ts';

const DAY_MS = 86_400_000;
/** A window of weeks looks the same a minute later. */
const KEEP_MS = 60_000;
/** Answers kept at once, half a megabyte each at most; beyond it the oldest go. */
const MAX_KEPT = 32;
/** Cell of the density grid: a fifth of the smallest useful bandwidth, as long as the city's box has no more cells than a browser draws at once. */
const MIN_CELL_METERS = 50;
const CELLS_PER_BANDWIDTH = 6;
const MAX_CELLS = 1_000_000;
const METERS_PER_DEGREE = 111_320;

/** The cells that the box of a large city needs at least, metres. */
function findLeastCell([west, south, east, north]: readonly [number, number, number, number]): number {
  const height = (north - south) * METERS_PER_DEGREE;
  const width = (east - west) * METERS_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  return Math.ceil(Math.sqrt((width * height) / MAX_CELLS));
}

/** Its own, so that a density of many incidents never holds up the coverage that staff watch each second. */
const LANE = { idleMs: 60_000, niceness: 0 };
/** Nothing here takes seconds; what does is stuck. */
const TIME_LIMIT_MS = 30_000;

/** High-incident zones, computed off the main thread and kept for a minute. */
export function createHotspotsService(options: {
  repository: IncidentPlacesRepository;
  tasks: FastifyInstance['tasks'];
  categories: { readTree(): Promise<CategoryTree> };
  jurisdiction: Jurisdiction;
}) {
  const { repository, tasks, categories, jurisdiction } = options;
  const computeDensity = tasks.inThread<typeof runDensity>(import.meta.url, './density.task', {
    lane: LANE,
    timeLimitMs: TIME_LIMIT_MS,
  });
  const bounds = computeBounds(jurisdiction.boundary);
  const leastCellMeters = Math.max(MIN_CELL_METERS, findLeastCell(bounds));
  const kept = new Map<string, { atMs: number; answer: Promise<Hotspots> }>();

  async function compute(query: HotspotQuery, nowMs: number): Promise<Hotspots> {
    const from = new Date(nowMs - query.windowDays * DAY_MS);
    const to = new Date(nowMs);
    const kinds = query.category === undefined ? null : (await categories.readTree()).findSubtrees([query.category]);
    const places = await repository.find({ from, to }, query.source, kinds);
    const cellMeters = Math.max(leastCellMeters, query.bandwidthMeters / CELLS_PER_BANDWIDTH);
    const { zones, surface } = await computeDensity({
      center: jurisdiction.center,
      lngs: Float64Array.from(places, ({ lng }) => lng),
      lats: Float64Array.from(places, ({ lat }) => lat),
      bandwidthMeters: query.bandwidthMeters,
      cellMeters,
      bounds,
    });
    return {
      type: 'FeatureCollection',
      features: zones.ok
        ? zones.zones.map((zone, i) => ({
            type: 'Feature' as const,
            id: i + 1,
            geometry: zone.geometry,
            properties: {
              rank: i + 1,
              incidentShare: zone.incidentShare,
              incidentCount: zone.incidentCount,
              areaSquareMeters: zone.areaSquareMeters,
              densityPerSquareKilometer: zone.densityPerSquareKilometer,
              peaks: zone.parts.map((part) => part.peak),
            },
          }))
        : [],
      method: {
        name: 'kernel-density',
        kernel: 'quartic',
        bandwidthMeters: query.bandwidthMeters,
        cellMeters,
        from: from.toISOString(),
        to: to.toISOString(),
        source: query.source,
        category: query.category ?? null,
        incidentCount: places.length,
      },
      surface,
      tooFew: zones.ok ? null : { needed: zones.needed, found: zones.found },
    };
  }

  return {
    find(query: HotspotQuery, nowMs: number): Promise<Hotspots> {
      const key = JSON.stringify([query.windowDays, query.bandwidthMeters, query.category, query.source]);
      for (const [old, entry] of kept) if (nowMs - entry.atMs > KEEP_MS || kept.size > MAX_KEPT) kept.delete(old);
      const known = kept.get(key);
      if (known) return known.answer;
      const answer = compute(query, nowMs);
      kept.set(key, { atMs: nowMs, answer });
      // A failure is not an answer to keep.
      answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key));
      return answer;
    },
    /** The incidents changed: computes anew next time. */
    forget: () => kept.clear(),
  };
}

export type HotspotsService = ReturnType<typeof createHotspotsService>;
