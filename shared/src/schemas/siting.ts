import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaId } from './coverage.ts';
import { DemandSettings } from './coverage-settings.ts';
import { LngLat } from './geometry.ts';
import { POST_RANGE_METERS } from './lookout.ts';
import { Instant } from './text.ts';

/** `maximal-cover`: most demand with p posts; `set-cover`: fewest posts for a share; `p-median`: least mean distance with p posts. */
export const SITING_PROBLEMS = ['maximal-cover', 'set-cover', 'p-median'] as const;
export const SitingProblem = Type.Enum(SITING_PROBLEMS);
export type SitingProblem = (typeof SITING_PROBLEMS)[number];

/** `keep`: existing lookouts stay and count with their own range by day, whatever their hours; `free`: their places are candidates like any other; `ignore`: as if there were none. */
export const EXISTING_POSTS = ['keep', 'free', 'ignore'] as const;

const SpacingMeters = Type.Number({ minimum: 50, maximum: 5_000 });

export const SitingCandidates = Type.Union([
  Type.Object({ kind: Type.Literal('grid'), spacingMeters: SpacingMeters }, { additionalProperties: false }),
  /** Places where vehicles have driven, thinned to the spacing. */
  Type.Object({ kind: Type.Literal('streets'), spacingMeters: SpacingMeters }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('drawn'), points: Type.Array(LngLat, { minItems: 1, maxItems: 2_000 }) },
    { additionalProperties: false },
  ),
]);
export type SitingCandidates = Static<typeof SitingCandidates>;

export const SitingRequest = Type.Object(
  {
    problem: SitingProblem,
    /** New posts (`keep`, `ignore`) or all posts (`free`); not for set-cover. */
    p: Type.Integer({ minimum: 1, maximum: 200 }),
    /** Share of the coverable demand that set-cover must reach, 0–1. */
    targetShare: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    rangeMeters: Type.Number(POST_RANGE_METERS),
    existing: Type.Enum(EXISTING_POSTS),
    candidates: SitingCandidates,
    /** Where posts may stand and demand counts. */
    areaId: AreaId,
    demand: DemandSettings,
    /** How the two kinds of demand are mixed, each normalised to its own total: 1 = incidents only, 0 = households only. */
    incidentMix: Type.Number({ minimum: 0, maximum: 1 }),
    timeLimitSeconds: Type.Integer({ minimum: 1, maximum: 300 }),
  },
  { additionalProperties: false },
);
export type SitingRequest = Static<typeof SitingRequest>;

/** One chosen place, explained. Weights are shares of all demand, 0–1. */
export const ChosenSite = Type.Object({
  position: LngLat,
  /** An existing lookout's place, or null. */
  lookoutId: Type.Union([Type.Integer(), Type.Null()]),
  /** What it would cover with no other chosen site (existing ones that are kept still stand). */
  aloneShare: Type.Number(),
  /** What would be lost without it. */
  onlyShare: Type.Number(),
  /** What it added when the sites are taken best first. */
  addedShare: Type.Number(),
});
export type ChosenSite = Static<typeof ChosenSite>;

export const SitingSolution = Type.Object({
  /** Covered demand share (maximal-cover), number of posts beside kept ones (set-cover), or mean distance in metres (p-median). */
  objective: Type.Number(),
  coveredShare: Type.Number(),
  /** From the demand to its nearest post, kept ones included; null when there is none. */
  meanDistanceMeters: Type.Union([Type.Number(), Type.Null()]),
  sites: Type.Array(ChosenSite),
});
export type SitingSolution = Static<typeof SitingSolution>;

export const SitingResult = Type.Object({
  request: SitingRequest,
  computedAt: Instant,
  demandPoints: Type.Integer(),
  /** In the whole city: what may be told of single areas is weights only. */
  incidentCount: Type.Integer(),
  /** In the area. */
  households: Type.Number(),
  candidates: Type.Integer(),
  keptLookouts: Type.Integer(),
  /** Share covered by kept posts alone, and the most that all candidates together could reach. */
  keptShare: Type.Number(),
  coverableShare: Type.Number(),
  greedy: SitingSolution,
  exact: Type.Union([SitingSolution, Type.Null()]),
  /** `optimal`: proven; `time-limit`: the best found, with `gap` to the bound. */
  status: Type.Enum(['optimal', 'time-limit']),
  /** Proven bound of the objective, and the gaps of the exact and the greedy solution to it as shares of the larger figure. */
  bound: Type.Number(),
  gap: Type.Number(),
  greedyGap: Type.Number(),
  /** Covered share by number of posts (greedy), from none to where nothing is added; one sees where adding stops helping. */
  curve: Type.Array(Type.Object({ p: Type.Integer(), coveredShare: Type.Number() })),
  solveMs: Type.Number(),
});
export type SitingResult = Static<typeof SitingResult>;
