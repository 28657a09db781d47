import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { compareCounts } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import {
  describeComparison,
  describeDispersion,
  describeNetChange,
  formatRate,
  tellChange,
} from '../../../../client/src/features/outcomes/outcome-words.ts';
import type { OutcomeChange } from '@liaowang/shared/schemas/hotspot-outcome';
import { en as english, zhCN } from '../../../support/catalogues.ts';

const i18n = i18next.createInstance();
await i18n.init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: english } },
  interpolation: { escapeValue: false },
});
const [zh, en] = [i18n.getFixedT('zh-CN'), i18n.getFixedT('en')];
const compare = (before: number, during: number) => ({
  before,
  beforeDays: 84,
  during,
  duringDays: 84,
  ...compareCounts(
    { count: during, days: 84 },
    { count: before, days: 84 },
    { dispersion: { factor: 1, degreesOfFreedom: Infinity } },
  ),
});

describe('a change in words', () => {
  it('says how much, how sure, and whether it is significant', () => {
    expect(describeComparison(zh, compare(100, 69))).toMatch(/^减少了 31%，95% 区间 −50% … −5%：统计上显著$/);
    expect(describeComparison(zh, compare(20, 22))).toMatch(/^增加了 10%，95% 区间 −43% … \+1\d\d%：没有显示出变化$/);
    expect(describeComparison(en, compare(100, 69))).toMatch(
      /^31% fewer, 95% interval −50% … −5%: statistically significant$/,
    );
    expect(describeComparison(zh, compare(20, 20))).toMatch(/^没有变化，/);
  });

  it('says nothing of a window that has hardly begun', () => {
    const begun = {
      before: 100,
      beforeDays: 84,
      during: 0,
      duringDays: 0.4,
      ...compareCounts({ count: 0, days: 0.4 }, { count: 100, days: 84 }, { dispersion: null }),
    };
    expect(describeComparison(zh, begun)).toBe('这段时间还不到一天，不能判断变化');
    expect(tellChange(begun)).toEqual({ change: '—', interval: '—' });
    expect(tellChange(compare(100, 69)).change).toBe('−31%');
  });

  it('does not divide by none', () => {
    expect(describeComparison(zh, compare(0, 0))).toBe('两段时间都没有');
    expect(describeComparison(zh, compare(0, 9))).toBe('之前没有，这段时间 9 件；统计上显著');
    expect(tellChange(compare(0, 9)).interval).toMatch(/… ∞$/);
    expect(tellChange(compare(0, 0)).interval).toBe('—');
  });

  it('reads the net change by its own interval', () => {
    expect(
      describeNetChange(zh, { ratio: 0.6, interval: { low: 0.4, high: 0.9 }, dispersion: 1, verdict: 'fewer' }),
    ).toBe('与对照区相比减少了 40%，95% 区间 −60% … −10%：统计上显著。');
    expect(
      describeNetChange(zh, {
        ratio: 0.6,
        interval: { low: 0.3, high: 1.2 },
        dispersion: 1,
        verdict: 'no-change-shown',
      }),
    ).toContain('没有显示出变化');
  });

  it('prints the dispersion of each zone', () => {
    const change = {
      hotspot: compare(9, 9),
      buffer: { ...compare(9, 9), dispersion: 2.34 },
      comparison: null,
    } as unknown as OutcomeChange;
    expect(describeDispersion(zh, change)).toBe(
      '每日件数的离散相当于纯偶然的倍数：热点 1.0，缓冲区 2.3，对照区 —；区间已按此放宽。',
    );
  });

  it('writes rates a week', () => {
    expect(formatRate(30, 84)).toBe('2.5');
  });
});
