import * as Type from 'typebox';
import type { Static } from 'typebox';
import { mayLeaveOut } from './may-leave-out.ts';
import { DemandSettings } from './coverage-settings.ts';
import { LngLat, PolygonGeometry, featureOf } from './geometry.ts';
import { Instant, LocalizedName } from './text.ts';

/** `jurisdiction`, `branch:<id>` or `key-area:<id>`. */
export const AreaId = Type.String({ pattern: '^(jurisdiction|(branch|key-area):[1-9]\\d{0,9})$' });
export type AreaId = Static<typeof AreaId>;

const ShareOrNull = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);

/** What one area of responsibility looks like now: every figure is of the area's own ground, all of it. */
export const AreaCoverage = Type.Object({
  areaId: AreaId,
  name: LocalizedName,
  /** Of a branch itself, or the one that answers for a key area. */
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  areaSquareMeters: Type.Number(),
  observedAreaSquareMeters: Type.Number(),
  /** Observed share of the ground, 0–1. */
  share: Type.Number(),
  /** Observed share of the incident weight in the area, 0–1; null while there is none. */
  incidentShare: ShareOrNull,
  incidentWeight: Type.Number(),
  /** Observed share of the households in the area, 0–1; null while none are known. */
  householdShare: ShareOrNull,
  households: Type.Number(),
  /** Connected gaps of this ground; smaller ones than the settings ask for are left out. */
  gapCount: Type.Integer(),
  /**
   * What nobody observes of this ground, all gaps together: steady while a passing unit parts and joins them. The largest
   * gap of a city is that of the key area with most of it. Null while no gap is as large as the settings ask for.
   */
  largestGap: Type.Union([
    Type.Object({
      areaSquareMeters: Type.Number(),
      /** Inside the largest of the gaps. */
      labelPoint: LngLat,
      /** West, south, east, north of the gaps, degrees. */
      bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
    }),
    Type.Null(),
  ]),
});
export type AreaCoverage = Static<typeof AreaCoverage>;

export const CoverageFigures = Type.Object({
  computedAt: Instant,
  /** How long the computation took, for the curious and for /metrics. */
  computeMs: Type.Number(),
  /** Disks that counted: lookouts on duty, fresh units. */
  observers: Type.Object({ lookouts: Type.Integer(), units: Type.Integer() }),
  /** Whether the shorter ranges of the night held. */
  isNight: Type.Boolean(),
  /** Share of all key-area ground observed, 0–1; null while there is no key area. */
  keyAreaShare: Type.Union([Type.Number(), Type.Null()]),
  /** {@link keyAreaShare} an hour ago; null until known. */
  keyAreaShareHourAgo: Type.Union([Type.Number(), Type.Null()]),
  /** Jurisdiction first, then branches, then key areas. */
  areas: Type.Array(AreaCoverage),
});
export type CoverageFigures = Static<typeof CoverageFigures>;

/** A patrol that could go there: the straight line, lengthened by a detour, at the usual speed of its kind. */
export const NearPatrol = Type.Object({
  unitId: Type.Integer(),
  distanceMeters: Type.Number(),
  travelSeconds: Type.Number(),
});
export type NearPatrol = Static<typeof NearPatrol>;

/** A gap of a key area, followed from one computation to the next. */
export const TrackedGap = Type.Object({
  /** Stays while the gap stays. */
  gapId: Type.Integer(),
  areaId: AreaId,
  /** The branch that answers for it. */
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  areaSquareMeters: Type.Number(),
  labelPoint: LngLat,
  openedAt: Instant,
  /** True: it was open when the server began to watch, so it has been open for at least that long. */
  openedEarlier: Type.Boolean(),
  incidentWeight: Type.Number(),
  households: Type.Number(),
  nearestLookout: Type.Union([Type.Object({ lookoutId: Type.Integer(), distanceMeters: Type.Number() }), Type.Null()]),
  /** Up to three free patrols (fresh, on foot or bicycle), soonest first. */
  nearestPatrols: Type.Array(NearPatrol),
});
export type TrackedGap = Static<typeof TrackedGap>;

/** The gaps that matter most, by demand and then by area; `total` counts those left out too. */
export const TrackedGaps = Type.Object({ computedAt: Instant, total: Type.Integer(), gaps: Type.Array(TrackedGap) });
export type TrackedGaps = Static<typeof TrackedGaps>;

export const GapProperties = Type.Object({
  areaId: AreaId,
  name: LocalizedName,
  areaSquareMeters: Type.Number(),
  labelPoint: LngLat,
  /** Of key areas' gaps only. */
  gapId: Type.Optional(Type.Integer()),
  openedAt: Type.Optional(Instant),
});
export type GapProperties = Static<typeof GapProperties>;

export const GapFeature = featureOf(PolygonGeometry, GapProperties);
export type GapFeature = Static<typeof GapFeature>;

/** `GET /api/v1/coverage/now`: gaps as features, figures beside them. */
export const CoverageNow = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(GapFeature),
  figures: CoverageFigures,
});
export type CoverageNow = Static<typeof CoverageNow>;

/** A window of time, half-open. */
export const WindowQuery = Type.Object({ from: Instant, to: Instant }, { additionalProperties: false });
export type WindowQuery = Static<typeof WindowQuery>;

/** One area over a window, from the hourly record of coverage. */
export const AreaWindow = Type.Object({
  areaId: AreaId,
  /** Mean of the hourly means, 0–1; null while nothing was recorded. */
  meanShare: ShareOrNull,
  meanIncidentShare: ShareOrNull,
  meanHouseholdShare: ShareOrNull,
  /** The hour with the lowest mean share. */
  worstHour: Type.Union([Type.Object({ hour: Instant, meanShare: Type.Number() }), Type.Null()]),
  /** Mean share of up to 48 equal parts of the window, oldest first; null = nothing recorded. */
  trend: Type.Array(ShareOrNull),
});
export type AreaWindow = Static<typeof AreaWindow>;

/** `GET /api/v1/coverage/window`: every area over a window. */
export const CoverageWindow = Type.Object({
  from: Instant,
  /** Never in the future: a window that runs ends now. */
  to: Instant,
  /** Hours with a record, and how many the window touches. */
  recordedHours: Type.Integer(),
  hours: Type.Integer(),
  /** Made-up record of the demo city, from its simulation. */
  isSimulated: Type.Boolean(),
  areas: Type.Array(AreaWindow),
});
export type CoverageWindow = Static<typeof CoverageWindow>;

export const HourOfWeekQuery = Type.Object(
  { areaId: AreaId, weeks: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 52, default: 8 })) },
  { additionalProperties: false },
);

/** `GET /api/v1/coverage/hour-of-week`: 168 cells, Monday 00:00 local first. */
export const HourOfWeek = Type.Object({
  areaId: AreaId,
  weeks: Type.Integer(),
  /** Some of it is the made-up record of the demo city. */
  isSimulated: Type.Boolean(),
  cells: Type.Array(
    Type.Object({
      meanShare: ShareOrNull,
      meanIncidentShare: ShareOrNull,
      /** Hours recorded. */ hours: Type.Integer(),
    }),
    { minItems: 168, maxItems: 168 },
  ),
});
export type HourOfWeek = Static<typeof HourOfWeek>;

/**
 * `GET /api/v1/coverage/demand`: what there is to watch, summed over cells so that no single event can be told.
 * The four arrays are equally long.
 */
export const DemandPoints = Type.Object({
  cellMeters: Type.Number(),
  lngs: Type.Array(Type.Number()),
  lats: Type.Array(Type.Number()),
  incidentWeights: Type.Array(Type.Number()),
  households: Type.Array(Type.Number()),
  incidentCount: Type.Integer(),
  from: Instant,
  to: Instant,
  settings: DemandSettings,
});
export type DemandPoints = Static<typeof DemandPoints>;
