import * as Type from 'typebox';
import type { Static } from 'typebox';

/** Shapes of the cells of a grid; a hexagon's `cellMeters` is the distance between opposite sides. */
export const CELL_SHAPES = ['square', 'hexagon'] as const;
export const CellShape = Type.Enum(CELL_SHAPES);
export type CellShape = (typeof CELL_SHAPES)[number];

const CellMeters = Type.Number({ minimum: 25, maximum: 5_000 });
const Share = Type.Number({ minimum: 0.01, maximum: 0.99 });
/** Zones of fewer incidents are none; absent = {@link DEFAULT_MIN_INCIDENTS}. Clusters and repeat places have a least number of their own. */
const MinIncidents = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }));
/** A handful: what is rarer is better looked at one by one than as an area. */
export const DEFAULT_MIN_INCIDENTS = 5;
const closed = { additionalProperties: false };

/** The fullest cells that make up `areaShare` of the jurisdiction. */
export const CountsMethod = Type.Object(
  {
    kind: Type.Literal('counts'),
    shape: CellShape,
    cellMeters: CellMeters,
    areaShare: Type.Number({ minimum: 0.001, maximum: 0.5 }),
    minIncidents: MinIncidents,
  },
  closed,
);
/** The smallest area that holds `heldShare` of the incidents, by kernel density. */
export const DensityMethod = Type.Object(
  {
    kind: Type.Literal('density'),
    kernel: Type.Enum(['quartic', 'gaussian']),
    bandwidthMeters: Type.Number({ minimum: 50, maximum: 10_000 }),
    cellMeters: CellMeters,
    heldShare: Share,
    minIncidents: MinIncidents,
  },
  closed,
);
/** What Gi* takes for chance (see analysis/hotspots/gi-star/gi-star-of-counts.ts). */
export const GI_STAR_NULLS = ['negative-binomial', 'normal', 'all-shuffled', 'neighbours-shuffled'] as const;
export type GiStarNull = (typeof GI_STAR_NULLS)[number];
/** Getis–Ord Gi* with a distance band, hot at a false discovery rate of at most `maxQ`. */
export const GiStarMethod = Type.Object(
  {
    kind: Type.Literal('gi-star'),
    shape: CellShape,
    cellMeters: CellMeters,
    bandMeters: Type.Number({ minimum: 25, maximum: 20_000 }),
    maxQ: Type.Enum([0.1, 0.05, 0.01]),
    /** Absent = negative binomial. */
    nullModel: Type.Optional(Type.Enum(GI_STAR_NULLS)),
    minIncidents: MinIncidents,
  },
  closed,
);
/** How often neighbours are drawn for a pseudo-p: the least p is one by so many. */
export const MORAN_PERMUTATIONS = [999, 9_999, 99_999] as const;
/** Local Moran's I with a distance band and row-standardised weights, clusters and outliers at a false discovery rate of at most `maxQ`. */
export const LocalMoranMethod = Type.Object(
  {
    kind: Type.Literal('local-moran'),
    shape: CellShape,
    cellMeters: CellMeters,
    bandMeters: Type.Number({ minimum: 25, maximum: 20_000 }),
    maxQ: Type.Enum([0.1, 0.05, 0.01]),
    permutations: Type.Enum(MORAN_PERMUTATIONS),
    minIncidents: MinIncidents,
  },
  closed,
);
export const DbscanMethod = Type.Object(
  {
    kind: Type.Literal('dbscan'),
    epsMeters: Type.Number({ minimum: 5, maximum: 5_000 }),
    minPoints: Type.Integer({ minimum: 2, maximum: 10_000 }),
  },
  closed,
);
/** Places (of that tolerance) with at least `minCount` incidents. */
export const RepeatMethod = Type.Object(
  {
    kind: Type.Literal('repeat'),
    toleranceMeters: Type.Number({ minimum: 1, maximum: 500 }),
    minCount: Type.Integer({ minimum: 2, maximum: 10_000 }),
  },
  closed,
);
/** Space-time Gi* and Mann–Kendall over steps of `stepDays`. */
export const EmergingMethod = Type.Object(
  {
    kind: Type.Literal('emerging'),
    shape: CellShape,
    cellMeters: CellMeters,
    bandMeters: Type.Number({ minimum: 25, maximum: 20_000 }),
    stepDays: Type.Integer({ minimum: 1, maximum: 365 }),
    lagSteps: Type.Integer({ minimum: 0, maximum: 12 }),
    minIncidents: MinIncidents,
  },
  closed,
);

/** How zones are found, with every parameter it takes to find the same ones again. */
export const ZoneMethod = Type.Union([
  CountsMethod,
  DensityMethod,
  GiStarMethod,
  LocalMoranMethod,
  DbscanMethod,
  RepeatMethod,
  EmergingMethod,
]);
export type ZoneMethod = Static<typeof ZoneMethod>;
export const ZONE_METHOD_KINDS = [
  'counts',
  'density',
  'gi-star',
  'local-moran',
  'dbscan',
  'repeat',
  'emerging',
] as const;
export type ZoneMethodKind = ZoneMethod['kind'];
