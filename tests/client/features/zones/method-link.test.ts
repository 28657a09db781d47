import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Compile } from 'typebox/compile';
import { ZONE_METHOD_KINDS, ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import {
  DEFAULT_METHODS,
  FINDING_KINDS,
  MAX_BANDS,
  MAX_SEED,
  MAX_SPACE_BOUND_METERS,
  MAX_TIME_BOUND_DAYS,
  PARAMETERS,
  PERMUTATION_CHOICES,
  formatOption,
  type FindingMethod,
} from '../../../../client/src/features/zones/finding-method.ts';
import { formatMethod, parseMethod } from '../../../../client/src/features/zones/method-link.ts';

const zoneMethods = fc
  .constantFrom(...ZONE_METHOD_KINDS)
  .chain((kind) =>
    fc
      .record(
        Object.fromEntries(
          PARAMETERS[kind].map((parameter) => [
            parameter.name,
            'options' in parameter
              ? fc.constantFrom(...parameter.options)
              : parameter.isWhole
                ? fc.integer({ min: parameter.min, max: parameter.max })
                : fc.double({ min: parameter.min, max: parameter.max, noNaN: true }),
          ]),
        ),
      )
      .map((values) => ({ kind, ...values }) as unknown as FindingMethod),
  );
const bounds = (max: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: MAX_BANDS })
    .map((values) => values.sort((a, b) => a - b));
const nearRepeats = fc.record({
  kind: fc.constant('near-repeat' as const),
  spaceBoundsMeters: bounds(MAX_SPACE_BOUND_METERS),
  timeBoundsDays: bounds(MAX_TIME_BOUND_DAYS),
  permutations: fc.constantFrom(...PERMUTATION_CHOICES),
  seed: fc.integer({ min: 0, max: MAX_SEED }),
});

const clusterings = fc.record({
  kind: fc.constant('clustering' as const),
  permutations: fc.constantFrom(...PERMUTATION_CHOICES),
  seed: fc.integer({ min: 0, max: MAX_SEED }),
});

describe('the method in a link', () => {
  it('comes back as it was, in characters that a link keeps as they are', () => {
    fc.assert(
      fc.property(fc.oneof(zoneMethods, nearRepeats, clusterings), (method) => {
        const link = formatMethod(method);
        expect(link).toMatch(/^[\w.:,~-]{1,400}$/);
        expect(parseMethod(link)).toEqual(method);
      }),
    );
  });

  it('reads as what it is', () => {
    expect(FINDING_KINDS.map((kind) => formatMethod(DEFAULT_METHODS[kind]))).toEqual([
      'counts~square~250~0.01~5',
      'density~quartic~500~50~0.5~5',
      'gi-star~hexagon~250~600~0.05~negative-binomial~5',
      'local-moran~hexagon~250~600~0.05~99999~5',
      'dbscan~150~10',
      'repeat~10~5',
      'emerging~hexagon~500~1000~7~1~5',
      'near-repeat~100,200,400,800~7,14,21,28~99~1',
      'clustering~99~1',
    ]);
  });

  it('reads links from before some settings came', () => {
    expect(parseMethod('gi-star~square~300~700~0.01')).toEqual({
      kind: 'gi-star',
      shape: 'square',
      cellMeters: 300,
      bandMeters: 700,
      maxQ: 0.01,
      nullModel: 'negative-binomial',
      minIncidents: 5,
    });
    expect(parseMethod('counts~square~250~0.02')).toMatchObject({ areaShare: 0.02, minIncidents: 5 });
  });

  it('names only methods that the server takes', () => {
    const schema = Compile(ZoneMethod);
    fc.assert(fc.property(zoneMethods, (method) => schema.Check(parseMethod(formatMethod(method)))));
  });

  it('never throws, and refuses what no form would ask', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const method = parseMethod(text);
        expect(method && parseMethod(formatMethod(method))).toEqual(method);
      }),
    );
    for (const text of [
      '',
      'density',
      'density~quartic~500~50',
      'density~quartic~500~50~0.5~5~1',
      'density~quartic~500~50~0.5~0',
      'gi-star~square~250~600~0.05~poisson',
      'density~uniform~500~50~0.5',
      'density~quartic~49~50~0.5',
      'density~quartic~5e2~50~0.5',
      'density~quartic~ 500~50~0.5',
      'gi-star~square~250~600~0.2',
      'dbscan~150~2.5',
      'repeat~10~1',
      'toString~1',
      'near-repeat~200,100~7~99~1',
      'near-repeat~0~7~99~1',
      'near-repeat~100,100~7~99~1',
      'near-repeat~100~7~100~1',
      'near-repeat~100~7~99~1000000',
      'near-repeat~100,~7~99~1',
      'near-repeat~1,2,3,4,5,6,7,8,9~7~99~1',
    ])
      expect(parseMethod(text), text).toBeNull();
  });
});

describe('figures to choose from', () => {
  it('are in per cent where they are shares, and as they are where they count', () => {
    const shown = PARAMETERS['local-moran'].flatMap((parameter) =>
      'options' in parameter
        ? parameter.options.flatMap((option) => (typeof option === 'number' ? formatOption(parameter, option) : []))
        : [],
    );
    expect(shown).toEqual(['10%', '5%', '1%', '999', '9,999', '99,999']);
  });
});
