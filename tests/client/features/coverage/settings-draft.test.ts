import {
  CoverageSettings,
  DEFAULT_COVERAGE_SETTINGS,
  OBSERVER_KINDS,
} from '@liaowang/shared/schemas/coverage-settings';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import {
  findSettingsProblems,
  fromDraft,
  isSameSettings,
  toDraft,
  type SettingsDraft,
} from '../../../../client/src/features/coverage/settings-draft.ts';

const draft = (): SettingsDraft => toDraft(structuredClone(DEFAULT_COVERAGE_SETTINGS));
const number = fc.oneof(
  fc.constant(null),
  fc.double({ min: -10, max: 2_000_000, noNaN: true }),
  fc.integer({ min: -1, max: 1500 }),
);
const anyDraft: fc.Arbitrary<SettingsDraft> = fc.record({
  nightStartMinute: number,
  nightEndMinute: number,
  windowDays: number,
  minGapSquareMeters: number,
  observers: fc.record(
    Object.fromEntries(
      OBSERVER_KINDS.map((kind) => [
        kind,
        fc.record({ counts: fc.boolean(), isFixed: fc.boolean(), rangeMeters: number, nightFactor: number }),
      ]),
    ),
  ) as fc.Arbitrary<SettingsDraft['observers']>,
  source: fc.constantFrom('reported', 'found', 'any'),
  categories: fc.subarray([...INCIDENT_CATEGORIES]),
  weights: fc.record({ low: number, medium: number, high: number, critical: number }),
});

describe('the form of the settings', () => {
  it('gives back the settings it was made of', () => {
    expect(fromDraft(draft())).toEqual(DEFAULT_COVERAGE_SETTINGS);
    const own: CoverageSettings = {
      ...structuredClone(DEFAULT_COVERAGE_SETTINGS),
      demand: { ...DEFAULT_COVERAGE_SETTINGS.demand, categories: ['theft'], source: 'any' },
    };
    own.observers.bus = { counts: false, rangeMeters: 120, nightFactor: 0.5 };
    expect(fromDraft(toDraft(own))).toEqual(own);
  });

  it('never offers the server what its schema refuses, and refuses nothing that it takes', () => {
    fc.assert(
      fc.property(anyDraft, (any) => {
        const settings = fromDraft(any);
        expect([settings === null, settings !== null && Value.Check(CoverageSettings, settings)]).toEqual(
          findSettingsProblems(any).size > 0 ? [true, false] : [false, true],
        );
      }),
    );
  });

  it('names the field that does not fit and what would', () => {
    const wrong = { ...draft(), windowDays: 400, nightEndMinute: null };
    expect([...findSettingsProblems(wrong)]).toEqual([
      ['nightEndMinute', { min: 0, max: 1440 }],
      ['windowDays', { min: 1, max: 365 }],
    ]);
  });

  it('does not mind a range that is not used', () => {
    const wrong = draft();
    wrong.observers.foot = { ...wrong.observers.foot, rangeMeters: null };
    expect(findSettingsProblems(wrong).size).toBe(0);
    wrong.observers.foot.isFixed = true;
    expect([...findSettingsProblems(wrong).keys()]).toEqual(['foot.rangeMeters']);
  });

  it('takes no category for every one', () => {
    expect(fromDraft({ ...draft(), categories: [] })?.demand.categories).toBeNull();
  });
});

describe('isSameSettings', () => {
  it('minds neither the order of categories nor of keys', () => {
    const first = {
      ...DEFAULT_COVERAGE_SETTINGS,
      demand: {
        ...DEFAULT_COVERAGE_SETTINGS.demand,
        categories: ['theft', 'noise'] as const satisfies readonly string[],
      },
    } as unknown as CoverageSettings;
    const { low, medium, high, critical } = first.demand.severityWeights;
    const second = {
      ...first,
      demand: { ...first.demand, categories: ['noise', 'theft'], severityWeights: { critical, high, low, medium } },
    } as CoverageSettings;
    expect(isSameSettings(first, second)).toBe(true);
    expect(isSameSettings(first, DEFAULT_COVERAGE_SETTINGS)).toBe(false);
    expect(isSameSettings(first, { ...first, minGapSquareMeters: 2_000 })).toBe(false);
  });
});
