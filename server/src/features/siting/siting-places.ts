import { prepareArea, type PreparedArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { SitingCandidates } from '@liaowang/shared/schemas/siting';
import { RequestRefused } from '../../plugins/error-handler.ts';

/** The solver's time grows fast with both; these are answered in minutes at worst. */
export const MAX_CANDIDATES = 3_000;
const MAX_DEMAND_POINTS = 20_000;

/** The area of a siting, on a plane around it. */
export interface SitingArea {
  geometry: AreaGeometry;
  prepared: PreparedArea;
  /** Metres: west, south, east, north. */
  bounds: [number, number, number, number];
}

/** Puts an area on a plane around the middle of its box. */
export function placeArea(areaId: string, geometry: AreaGeometry): SitingArea {
  const positions = geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
  const middle = (axis: 0 | 1) =>
    (Math.min(...positions.map((position) => position[axis])) +
      Math.max(...positions.map((position) => position[axis]))) /
    2;
  const projection = createLocalProjection(middle(0), middle(1));
  const preparation = prepareArea({ id: areaId, geometry }, projection);
  if (!preparation.ok)
    throw new RequestRefused(409, {
      code: 'area-not-valid',
      field: 'body.areaId',
      reason: `The outline of this area cannot be computed with: ${preparation.reason}.`,
    });
  const planar = positions.map(([lng, lat]) => projection.forward(lng, lat));
  const xs = planar.map(([x]) => x);
  const ys = planar.map(([, y]) => y);
  return {
    geometry,
    prepared: preparation.area,
    bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

const holds = ({ prepared }: SitingArea, [lng, lat]: LngLat): boolean =>
  prepared.contains(...prepared.projection.forward(lng, lat));

function refuseCandidates(code: ErrorCode, field: string, reason: string): never {
  throw new RequestRefused(400, { code, field: `body.candidates.${field}`, reason });
}

/** Square grid over the area. */
function findGrid(area: SitingArea, spacingMeters: number): LngLat[] {
  const { prepared, bounds } = area;
  const [west, south, east, north] = bounds;
  const refuse = () => {
    const enough = Math.ceil((1.05 * Math.sqrt(prepared.areaSquareMeters / MAX_CANDIDATES)) / 10) * 10;
    return refuseCandidates(
      'too-many-candidates',
      'spacingMeters',
      `This spacing gives about ${Math.round(prepared.areaSquareMeters / spacingMeters ** 2)} candidates; at most ${MAX_CANDIDATES} can be compared. Take a spacing of ${enough} m or a smaller area.`,
    );
  };
  if (prepared.areaSquareMeters / spacingMeters ** 2 > 1.5 * MAX_CANDIDATES) refuse();
  const places: LngLat[] = [];
  // Centred, so that a small area does not end up with all its places at one rim.
  const columns = Math.max(1, Math.floor((east - west) / spacingMeters));
  const rows = Math.max(1, Math.floor((north - south) / spacingMeters));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (west + east) / 2 + (column - (columns - 1) / 2) * spacingMeters;
      const y = (south + north) / 2 + (row - (rows - 1) / 2) * spacingMeters;
      if (prepared.contains(x, y)) places.push(prepared.projection.inverse(x, y));
    }
  }
  if (places.length > MAX_CANDIDATES) refuse();
  if (places.length === 0)
    refuseCandidates(
      'no-candidates',
      'spacingMeters',
      'No place of this grid lies in the area. Take a smaller spacing.',
    );
  return places;
}

/**
 * Places where a post could stand.
 * @throws RequestRefused with what to change when there are none or too many, or when drawn ones lie outside the area
 */
export function findCandidates(
  area: SitingArea,
  candidates: SitingCandidates,
  findTravelledPlaces: (spacingMeters: number, geometry: AreaGeometry) => LngLat[],
): LngLat[] {
  switch (candidates.kind) {
    case 'grid':
      return findGrid(area, candidates.spacingMeters);
    case 'drawn': {
      const outside = candidates.points.findIndex((point) => !holds(area, point));
      if (outside >= 0)
        refuseCandidates(
          'outside-area',
          `points.${outside}`,
          `Point ${outside + 1} lies outside the area. Move it inside, or take a larger area.`,
        );
      return candidates.points;
    }
    case 'streets': {
      const places = findTravelledPlaces(candidates.spacingMeters, area.geometry).filter((place) => holds(area, place));
      if (places.length === 0)
        refuseCandidates(
          'no-travelled-places',
          'kind',
          'No vehicle has been seen driving in this area yet. Take a grid or draw the points.',
        );
      // The most travelled come first.
      return places.slice(0, MAX_CANDIDATES);
    }
  }
}

export interface SitingDemand {
  xs: Float64Array;
  ys: Float64Array;
  weights: Float64Array;
  households: number;
}

/** All weights together: large enough that the solver's tolerances are far below one place's share. */
const TOTAL_WEIGHT = 100_000;

/**
 * Demand of the area: incidents and households, each as a share of its own total in the area, mixed.
 * @throws RequestRefused when there is none, or more than can be computed with
 */
export function mixDemand(
  area: SitingArea,
  { lngs, lats, incidentWeights, households }: DemandPoints,
  incidentMix: number,
): SitingDemand {
  const inside = lngs.flatMap((lng, i) => (holds(area, [lng, lats[i]!]) ? [i] : []));
  const sumOf = (values: readonly number[]) => inside.reduce((sum, i) => sum + values[i]!, 0);
  const incidentTotal = sumOf(incidentWeights);
  const householdTotal = sumOf(households);
  // A kind that is missing here cannot count, whatever its part in the mix.
  const incidentPart = incidentTotal > 0 ? incidentMix / incidentTotal : 0;
  const householdPart = householdTotal > 0 ? (1 - incidentMix) / householdTotal : 0;
  const weightOf = (i: number) => incidentWeights[i]! * incidentPart + households[i]! * householdPart;
  const counting = inside.filter((i) => weightOf(i) > 0);
  const total = counting.reduce((sum, i) => sum + weightOf(i), 0);
  if (counting.length === 0) {
    throw new RequestRefused(400, {
      code: 'no-demand',
      field: 'body.demand',
      reason:
        'Nothing in this area counts as demand: take a longer window, more categories, another mix or another area.',
    });
  }
  if (counting.length > MAX_DEMAND_POINTS) {
    throw new RequestRefused(400, {
      code: 'too-much-demand',
      field: 'body.areaId',
      reason: `This area has ${counting.length} places with demand; at most ${MAX_DEMAND_POINTS} can be computed with. Take a smaller area or a shorter window.`,
    });
  }
  const planar = counting.map((i) => area.prepared.projection.forward(lngs[i]!, lats[i]!));
  return {
    xs: Float64Array.from(planar, ([x]) => x),
    ys: Float64Array.from(planar, ([, y]) => y),
    weights: Float64Array.from(counting, (i) => (TOTAL_WEIGHT * weightOf(i)) / total),
    households: householdTotal,
  };
}
