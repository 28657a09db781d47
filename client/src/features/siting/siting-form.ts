import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { IncidentCategory } from '@liaowang/shared/schemas/incident';
import { POST_RANGE_METERS } from '@liaowang/shared/schemas/lookout';
import type { SitingCandidates, SitingProblem, SitingRequest } from '@liaowang/shared/schemas/siting';

/** What somebody asks for, as far as it has been filled in: null = no number yet. */
export interface SitingForm {
  problem: SitingProblem;
  p: number | null;
  targetSharePercent: number | null;
  rangeMeters: number | null;
  existing: SitingRequest['existing'];
  candidates: SitingCandidates['kind'];
  spacingMeters: number | null;
  /** Null until somebody chooses: the area that is looked at. */
  areaId: string | null;
  windowDays: number | null;
  source: DemandSettings['source'];
  categories: readonly IncidentCategory[] | null;
  /** 100 = incidents only, 0 = households only. */
  incidentPercent: number;
  timeLimitSeconds: number | null;
}

/** What the server takes (shared/src/schemas/siting.ts, coverage-settings.ts), and how many candidates it builds at most. */
export const SITING_LIMITS = {
  p: { min: 1, max: 200 },
  targetSharePercent: { min: 1, max: 100 },
  rangeMeters: { min: POST_RANGE_METERS.minimum, max: POST_RANGE_METERS.maximum },
  spacingMeters: { min: 50, max: 5_000 },
  windowDays: { min: 1, max: 365 },
  timeLimitSeconds: { min: 1, max: 300 },
  drawnPoints: 2_000,
  candidates: 3_000,
} as const;

/** Five posts of a usual range in one town core: an answer within seconds that shows what there is to set. */
export const DEFAULT_SITING_FORM: SitingForm = {
  problem: 'maximal-cover',
  p: 5,
  targetSharePercent: 80,
  rangeMeters: 500,
  existing: 'keep',
  candidates: 'grid',
  spacingMeters: 200,
  areaId: null,
  windowDays: 28,
  // What patrols find themselves would send them back to where they patrol.
  source: 'reported',
  categories: null,
  incidentPercent: 70,
  timeLimitSeconds: 30,
};

export type SitingField =
  | 'p'
  | 'targetSharePercent'
  | 'rangeMeters'
  | 'candidates'
  | 'spacingMeters'
  | 'areaId'
  | 'windowDays'
  | 'timeLimitSeconds';

/** What is wrong with a field: a key of the catalogue's `siting.wrong`, with what it says in braces. */
export type SitingFieldProblem =
  | { key: 'number' | 'whole' | 'noPoints' | 'noArea' }
  | { key: 'between'; min: number; max: number }
  | { key: 'tooFewCandidates'; p: number; count: number }
  | { key: 'tooManyCandidates'; count: number; max: number };

export interface SitingGround {
  /** Null = the area is not known. */
  areaSquareMeters: number | null;
  drawnCount: number;
}

/** How many candidates a grid has over an area, about; null while either is unknown. */
export function estimateGridCandidates(areaSquareMeters: number | null, spacingMeters: number | null): number | null {
  if (areaSquareMeters === null || spacingMeters === null || !(spacingMeters > 0)) return null;
  return Math.max(1, Math.round(areaSquareMeters / (spacingMeters * spacingMeters)));
}

/** Its steps are as fine as anybody would say them. */
const SPACING_STEP_METERS = 50;
/** The count is an estimate: the grid of a ragged area may have some more. */
const CANDIDATES_AIMED_AT = 0.9 * SITING_LIMITS.candidates;

/** A spacing to begin with, so that an area has no more candidates than the server takes; null = its size is not known. */
export function suggestSpacingMeters(areaSquareMeters: number | null): number {
  const usual = DEFAULT_SITING_FORM.spacingMeters!;
  if (areaSquareMeters === null) return usual;
  const least = Math.sqrt(areaSquareMeters / CANDIDATES_AIMED_AT);
  return Math.max(usual, Math.ceil(least / SPACING_STEP_METERS) * SPACING_STEP_METERS);
}

function checkNumber(
  value: number | null,
  { min, max }: { min: number; max: number },
  isWhole: boolean,
): SitingFieldProblem | undefined {
  if (value === null) return { key: 'number' };
  if (value < min || value > max) return { key: 'between', min, max };
  return isWhole && !Number.isInteger(value) ? { key: 'whole' } : undefined;
}

function checkCandidates(form: SitingForm, ground: SitingGround): Partial<Record<SitingField, SitingFieldProblem>> {
  const isDrawn = form.candidates === 'drawn';
  if (isDrawn && ground.drawnCount === 0) return { candidates: { key: 'noPoints' } };
  if (form.candidates === 'streets') return {};
  const count = isDrawn ? ground.drawnCount : estimateGridCandidates(ground.areaSquareMeters, form.spacingMeters);
  if (count === null) return {};
  const max = isDrawn ? SITING_LIMITS.drawnPoints : SITING_LIMITS.candidates;
  if (count > max) return { [isDrawn ? 'candidates' : 'spacingMeters']: { key: 'tooManyCandidates', count, max } };
  const needs = form.problem === 'set-cover' ? null : form.p;
  // Places of lookouts that may move are candidates too: then only the server can tell.
  if (needs !== null && needs > count && form.existing !== 'free')
    return { p: { key: 'tooFewCandidates', p: needs, count } };
  return {};
}

/** Problems by field; an empty object = can be sent. The server checks again, and more. */
export function validateSiting(
  form: SitingForm,
  ground: SitingGround,
): Partial<Record<SitingField, SitingFieldProblem>> {
  const isSetCover = form.problem === 'set-cover';
  const checked: Record<string, SitingFieldProblem | undefined> = {
    areaId: form.areaId === null ? { key: 'noArea' } : undefined,
    ...(isSetCover
      ? { targetSharePercent: checkNumber(form.targetSharePercent, SITING_LIMITS.targetSharePercent, false) }
      : { p: checkNumber(form.p, SITING_LIMITS.p, true) }),
    rangeMeters: checkNumber(form.rangeMeters, SITING_LIMITS.rangeMeters, false),
    ...(form.candidates !== 'drawn' && {
      spacingMeters: checkNumber(form.spacingMeters, SITING_LIMITS.spacingMeters, false),
    }),
    windowDays: checkNumber(form.windowDays, SITING_LIMITS.windowDays, true),
    timeLimitSeconds: checkNumber(form.timeLimitSeconds, SITING_LIMITS.timeLimitSeconds, true),
  };
  const wrong = Object.fromEntries(Object.entries(checked).filter(([, problem]) => problem !== undefined)) as Partial<
    Record<SitingField, SitingFieldProblem>
  >;
  return { ...checkCandidates(form, ground), ...wrong };
}

export interface SitingExtras {
  drawn: readonly LngLat[];
  severityWeights: DemandSettings['severityWeights'];
}

/** The demand that the form names. */
export function toDemandSettings(
  { windowDays, source, categories }: SitingForm,
  severityWeights: DemandSettings['severityWeights'],
): DemandSettings {
  return {
    windowDays: windowDays ?? DEFAULT_SITING_FORM.windowDays!,
    source,
    categories: categories === null ? null : [...categories],
    severityWeights,
  };
}

/** The request of a form without problems. What the chosen problem does not ask for is sent at its default. */
export function toSitingRequest(form: SitingForm, { drawn, severityWeights }: SitingExtras): SitingRequest {
  const candidates: SitingCandidates =
    form.candidates === 'drawn'
      ? { kind: 'drawn', points: drawn.map(([lng, lat]) => [lng, lat]) }
      : { kind: form.candidates, spacingMeters: form.spacingMeters! };
  return {
    problem: form.problem,
    p: form.problem === 'set-cover' ? DEFAULT_SITING_FORM.p! : form.p!,
    targetShare:
      (form.problem === 'set-cover' ? form.targetSharePercent! : DEFAULT_SITING_FORM.targetSharePercent!) / 100,
    rangeMeters: form.rangeMeters!,
    existing: form.existing,
    candidates,
    areaId: form.areaId!,
    demand: toDemandSettings(form, severityWeights),
    incidentMix: form.incidentPercent / 100,
    timeLimitSeconds: form.timeLimitSeconds!,
  };
}

/** The form that a request was made with, so that an earlier run can be changed and run again. */
export function toSitingForm(request: SitingRequest): SitingForm {
  const { problem, p, targetShare, rangeMeters, existing, candidates, areaId, demand, incidentMix, timeLimitSeconds } =
    request;
  return {
    problem,
    p,
    targetSharePercent: Math.round(targetShare * 1000) / 10,
    rangeMeters,
    existing,
    candidates: candidates.kind,
    spacingMeters: candidates.kind === 'drawn' ? DEFAULT_SITING_FORM.spacingMeters : candidates.spacingMeters,
    areaId,
    windowDays: demand.windowDays,
    source: demand.source,
    categories: demand.categories,
    incidentPercent: Math.round(incidentMix * 100),
    timeLimitSeconds,
  };
}

/** Which field of the form a refusal speaks of, from its JSON path; null = the form as a whole. */
export function findRefusedField(path: string | null): SitingField | null {
  const name = path?.match(/^body\.(.+)$/)?.[1] ?? '';
  if (name.startsWith('candidates.spacingMeters')) return 'spacingMeters';
  const known: Record<string, SitingField> = {
    p: 'p',
    targetShare: 'targetSharePercent',
    rangeMeters: 'rangeMeters',
    candidates: 'candidates',
    areaId: 'areaId',
    demand: 'windowDays',
    timeLimitSeconds: 'timeLimitSeconds',
  };
  return known[name.split('.')[0] ?? ''] ?? null;
}
