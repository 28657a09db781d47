import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { SitingRequest } from '@liaowang/shared/schemas/siting';
import {
  DEFAULT_SITING_FORM,
  SITING_LIMITS,
  estimateGridCandidates,
  findRefusedField,
  suggestSpacingMeters,
  toSitingForm,
  toSitingRequest,
  validateSiting,
  type SitingForm,
  type SitingGround,
} from '../../../../client/src/features/siting/siting-form.ts';

const { severityWeights } = DEFAULT_COVERAGE_SETTINGS.demand;
const square2Km: SitingGround = { areaSquareMeters: 4_000_000, drawnCount: 0 };
const form = (part: Partial<SitingForm> = {}): SitingForm => ({
  ...DEFAULT_SITING_FORM,
  areaId: 'key-area:1',
  ...part,
});
const problemsOf = (part: Partial<SitingForm>, ground = square2Km) => validateSiting(form(part), ground);

describe('validateSiting', () => {
  it('finds nothing wrong with the defaults', () => expect(problemsOf({})).toEqual({}));

  it('says that more posts are asked for than there are candidates, unless lookouts may move there too', () => {
    expect(problemsOf({ p: 20, spacingMeters: 1_000 })).toEqual({ p: { key: 'tooFewCandidates', p: 20, count: 4 } });
    expect(problemsOf({ p: 20, spacingMeters: 1_000, existing: 'free' })).toEqual({});
    expect(problemsOf({ p: 3, candidates: 'drawn' }, { ...square2Km, drawnCount: 2 })).toEqual({
      p: { key: 'tooFewCandidates', p: 3, count: 2 },
    });
  });

  it('asks for a wider spacing before the server must refuse', () => {
    expect(problemsOf({ spacingMeters: 50 }, { areaSquareMeters: 40e6, drawnCount: 0 })).toEqual({
      spacingMeters: { key: 'tooManyCandidates', count: 16_000, max: 3_000 },
    });
  });

  it('asks for points when they are to be drawn', () => {
    expect(problemsOf({ candidates: 'drawn' })).toEqual({ candidates: { key: 'noPoints' } });
    expect(problemsOf({ candidates: 'drawn', p: 1 }, { ...square2Km, drawnCount: 1 })).toEqual({});
  });

  it('judges only what the question asks for', () => {
    expect(problemsOf({ problem: 'set-cover', p: null })).toEqual({});
    expect(problemsOf({ problem: 'set-cover', targetSharePercent: 0 })).toEqual({
      targetSharePercent: { key: 'between', min: 1, max: 100 },
    });
    expect(problemsOf({ problem: 'p-median', targetSharePercent: null })).toEqual({});
    expect(problemsOf({ candidates: 'drawn', spacingMeters: null, p: 1 }, { ...square2Km, drawnCount: 1 })).toEqual({});
  });

  it('names numbers that are missing, out of bounds or not whole', () => {
    expect(problemsOf({ p: null, rangeMeters: 5, windowDays: 1.5 })).toEqual({
      p: { key: 'number' },
      rangeMeters: { key: 'between', min: 10, max: 10_000 },
      windowDays: { key: 'whole' },
    });
    expect(problemsOf({ areaId: null })).toEqual({ areaId: { key: 'noArea' } });
  });

  it('does not guess about an area of unknown size', () =>
    expect(problemsOf({ p: 200, spacingMeters: 5_000 }, { areaSquareMeters: null, drawnCount: 0 })).toEqual({}));
});

describe('the limits', () => {
  const isTaken = (part: object) =>
    Value.Check(SitingRequest, { ...toSitingRequest(form(), { drawn: [], severityWeights }), ...part });
  const wide = { ...square2Km, areaSquareMeters: 1e12 };

  it.each(['p', 'rangeMeters', 'timeLimitSeconds'] as const)('are the schema’s for %s', (field) => {
    const { min, max } = SITING_LIMITS[field];
    for (const [value, isWithin] of [
      [min, true],
      [max, true],
      [min - 1, false],
      [max + 1, false],
    ] as const) {
      expect(isTaken({ [field]: value })).toBe(isWithin);
      expect(validateSiting(form({ [field]: value, candidates: 'streets' }), wide)[field] === undefined).toBe(isWithin);
    }
  });

  it('are the schema’s for the spacing', () => {
    const { min, max } = SITING_LIMITS.spacingMeters;
    for (const [spacingMeters, isWithin] of [
      [min, true],
      [max, true],
      [min - 1, false],
      [max + 1, false],
    ] as const)
      expect(isTaken({ candidates: { kind: 'grid', spacingMeters } })).toBe(isWithin);
  });
});

describe('toSitingRequest', () => {
  it('makes what the server takes, of every kind of candidates and every problem', () => {
    for (const candidates of ['grid', 'streets', 'drawn'] as const) {
      for (const problem of ['maximal-cover', 'set-cover', 'p-median'] as const) {
        const request = toSitingRequest(form({ candidates, problem }), { drawn: [[118.35, 34.37]], severityWeights });
        expect([...Value.Errors(SitingRequest, request)]).toEqual([]);
      }
    }
  });

  it('comes back as the form it was made of', () => {
    const asked = form({
      problem: 'set-cover',
      targetSharePercent: 72.5,
      categories: ['theft', 'fraud'],
      incidentPercent: 35,
      candidates: 'streets',
      existing: 'free',
    });
    expect(toSitingForm(toSitingRequest(asked, { drawn: [], severityWeights }))).toEqual(asked);
  });
});

describe('estimateGridCandidates', () => {
  it('is the area over the cell', () => expect(estimateGridCandidates(4_000_000, 200)).toBe(100));
  it('knows nothing without an area or a spacing', () => {
    expect(estimateGridCandidates(null, 200)).toBeNull();
    expect(estimateGridCandidates(4_000_000, null)).toBeNull();
    expect(estimateGridCandidates(4_000_000, 0)).toBeNull();
  });
});

describe('findRefusedField', () => {
  it('leads a refusal to its field', () => {
    expect(findRefusedField('body.p')).toBe('p');
    expect(findRefusedField('body.candidates.spacingMeters')).toBe('spacingMeters');
    expect(findRefusedField('body.candidates.points.3')).toBe('candidates');
    expect(findRefusedField('body.demand')).toBe('windowDays');
    expect(findRefusedField('body.targetShare')).toBe('targetSharePercent');
  });
  it('leaves the rest to the whole form', () => {
    expect(findRefusedField('body.somethingElse')).toBeNull();
    expect(findRefusedField(null)).toBeNull();
  });
});

it('begins with a spacing that suits the area: a town as usual, a whole city wide enough for the server', () => {
  expect([suggestSpacingMeters(null), suggestSpacingMeters(4e6)]).toEqual([200, 200]);
  const city: SitingGround = { areaSquareMeters: 1_572e6, drawnCount: 0 };
  const spacingMeters = suggestSpacingMeters(city.areaSquareMeters);
  expect([spacingMeters, problemsOf({ spacingMeters }, city)]).toEqual([800, {}]);
});
