import type { LngLat, PolygonGeometry } from '../../../schemas/geometry.ts';
import type { DensitySurface } from '../../../schemas/hotspot.ts';
import type { EmergingCategory } from '../emerging/emerging-category.ts';
import type { UnevenCounts } from '../gi-star/negative-binomial-null.ts';

/** One connected piece of high-incident ground. */
export interface FoundZone {
  /** 1 for the first. `gi-star`, `local-moran`, `dbscan` and `emerging` by incidents a km², the rest by incidents: a speck of one incident is dense too. */
  readonly rank: number;
  /**
   * WGS-84, outer ring counter-clockwise. Repeat places are drawn as their tolerance's circle, clusters as their convex
   * hull widened by half of eps; both may overlap with others of their kind.
   */
  readonly geometry: PolygonGeometry;
  /** Somewhere inside. */
  readonly labelPoint: LngLat;
  readonly areaSquareMeters: number;
  /** By cell for the methods that have cells, members for clusters and repeat places, by the contour for density. */
  readonly incidentCount: number;
  /** What the method says of it. */
  readonly evidence: ZoneEvidence;
}

export type ZoneEvidence =
  | { readonly kind: 'counts'; readonly mostInOneCell: number; readonly cells: number }
  | { readonly kind: 'density'; readonly peakPerSquareKilometer: number; readonly thresholdPerSquareKilometer: number }
  /** The strongest cell: its z, p and q (Benjamini–Hochberg), and where p comes from. */
  | {
      readonly kind: 'gi-star';
      readonly z: number;
      readonly p: number;
      readonly q: number;
      readonly basis: 'normal' | 'exact' | 'negative-binomial';
      readonly cells: number;
    }
  /** The strongest cell: its I, pseudo-p and q, and how many draws p is of; `high-low` is a single heap among empty cells. */
  | {
      readonly kind: 'local-moran';
      readonly cluster: 'high-high' | 'high-low';
      readonly i: number;
      readonly p: number;
      readonly q: number;
      readonly permutations: number;
      readonly cells: number;
    }
  | { readonly kind: 'dbscan'; readonly corePoints: number }
  | { readonly kind: 'repeat'; readonly firstMs: number; readonly lastMs: number }
  /** The trend is that of the incidents by step of the cell with most of them: its sparkline. */
  | {
      readonly kind: 'emerging';
      readonly category: EmergingCategory;
      readonly cells: number;
      readonly trendZ: number;
      readonly trendP: number;
    };

/** Cells to draw: those with an incident or a bin other than 0. Arrays are equally long, one entry a cell that is drawn. */
export interface DrawnCells {
  /** WGS-84 ring of each cell, closed, `vertices` positions a cell, interleaved lng, lat. */
  readonly rings: Float64Array;
  /** Positions a ring has: 5 for squares, 7 for hexagons. */
  readonly vertices: number;
  readonly counts: Float64Array;
  /** Gi*: −3…3, by the levels .10, .05 and .01 whatever maxQ is; counts and emerging: 1 where the cell is in a zone, else 0; local Moran: MORAN_BINS. */
  readonly bins: Int8Array;
  /** Gi*: z; emerging: z of the last step; else empty. */
  readonly z: Float64Array;
  /** Gi* and local Moran: q; else empty. */
  readonly q: Float64Array;
  /** Gi*, local Moran and emerging: 1 where too few events forbid a verdict (emerging: at every step); else empty. */
  readonly tooFew: Uint8Array;
  /** Local Moran only: I of each cell. */
  readonly moran: { readonly i: Float64Array } | null;
  /** Emerging only: category of each cell and its counts by step, one row a cell. */
  readonly emerging: {
    readonly categories: readonly EmergingCategory[];
    readonly steps: number;
    readonly stepStartsMs: Float64Array;
    readonly counts: Float64Array;
  } | null;
}

export interface ZoneResult {
  readonly zones: readonly FoundZone[];
  /**
   * Of all incidents that were looked at, how many lie in a zone, and how much ground the zones take. Looked at are those
   * inside the boundary; of emerging hot spots those in whole steps.
   */
  readonly incidentCount: number;
  readonly heldCount: number;
  readonly zoneSquareMeters: number;
  readonly areaSquareMeters: number;
  readonly surface: DensitySurface | null;
  readonly cells: DrawnCells | null;
  /** Gi* and emerging: how uneven the counts are that it took for chance; null elsewhere. */
  readonly unevenness: UnevenCounts | null;
  /** Why nothing, or not everything, could be said; null = nothing stands in the way. `one-place`: all incidents are in one cell; `too-few-permutations`: the least p that so many draws can give is too large for so many cells. */
  readonly warning:
    | { readonly code: 'too-few-events' | 'one-place'; readonly needed: number; readonly found: number }
    | { readonly code: 'too-few-steps' | 'too-few-permutations'; readonly needed: number; readonly found: number }
    | null;
}
