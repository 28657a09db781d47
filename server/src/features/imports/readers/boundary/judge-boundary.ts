import { prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';

/** CSS pixels between the panels of a usual screen, in which the whole jurisdiction is to fit. */
const ROOM = { width: 700, height: 480 };
/** MapLibre's world at zoom 0, CSS pixels. */
const WORLD_PIXELS = 512;
/** The local plane of the analyses is exact to some 1e-5 so far from its centre; 300 km across is larger than any city. */
const MAX_SPAN_DEGREES = 3;
/** A ring along a line has the area of its rounding. */
const LEAST_AREA_SQUARE_METERS = 10_000;

/** What is wrong with a boundary: the rest of a sentence that begins with it. */
export const BOUNDARY_PROBLEMS = {
  'no-polygon': 'has no polygon',
  'too-few-vertices': 'has a ring of fewer than three places',
  'not-finite': 'has a place that is no number',
  'without-area': 'encloses nothing',
  'self-crossing': 'crosses itself',
  'too-wide': `is more than ${MAX_SPAN_DEGREES} degrees across; a jurisdiction is a city or a county`,
} as const;

export type BoundaryJudgement =
  | { ok: true; areaSquareMeters: number; /** Where the map looks first. */ center: LngLat; zoom: number }
  | { ok: false; problem: keyof typeof BOUNDARY_PROBLEMS; at: LngLat | null };

/** Whether a boundary in WGS-84 can be computed with, how large it is, and where the map looks to show all of it. */
export function judgeBoundary(boundary: AreaGeometry): BoundaryJudgement {
  const bounds = computeBounds(boundary);
  const [west, south, east, north] = bounds;
  if (east - west > MAX_SPAN_DEGREES || north - south > MAX_SPAN_DEGREES)
    return { ok: false, problem: 'too-wide', at: null };
  const center: LngLat = [(west + east) / 2, (south + north) / 2];
  const area = prepareArea({ id: 'boundary', geometry: boundary }, createLocalProjection(...center));
  if (!area.ok) return { ok: false, problem: area.reason, at: area.at ?? null };
  const { areaSquareMeters } = area.area;
  if (areaSquareMeters < LEAST_AREA_SQUARE_METERS) return { ok: false, problem: 'without-area', at: null };
  return { ok: true, areaSquareMeters, center, zoom: findZoom(bounds) };
}

/** The zoom, in tenths, at which the bounds fit into {@link ROOM}. */
function findZoom([west, south, east, north]: [number, number, number, number]): number {
  const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  const scale = Math.min(ROOM.width / ((east - west) / 360), ROOM.height / (mercator(north) - mercator(south)));
  return Math.min(16, Math.max(3, Math.floor(Math.log2(scale / WORLD_PIXELS) * 10) / 10));
}
