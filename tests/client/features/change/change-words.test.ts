import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import {
  describeDispersion,
  describeSeason,
  describeVerdict,
} from '../../../../client/src/features/change/change-words.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

const i18n = i18next.createInstance();
await i18n.init({
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
const [zh, english] = [i18n.getFixedT('zh-CN'), i18n.getFixedT('en')];

describe('a comparison in words', () => {
  it('says what was tested, and no more', () => {
    const say = (
      verdict: 'more' | 'fewer' | 'no-change-shown' | 'too-few',
      p: number,
      rateRatio: number | null = 0.98,
    ) => describeVerdict(zh, { verdict, p, rateRatio });
    expect(say('more', 0.01, 1.5)).toBe('上升，统计上显著');
    expect(say('more', 0.01, null)).toBe('对比期没有，本期统计上显著');
    expect(say('no-change-shown', 0.4)).toBe('没有显示出变化');
    expect(say('no-change-shown', 0.01)).toBe('差别太小，不作结论');
    expect(say('too-few', 0.3)).toBe('事件太少，不能下结论');
  });

  it('prints how far the days vary, or that it is not known', () => {
    expect(describeDispersion(english, { dispersion: 4.13 })).toContain('vary 4.1 times');
    expect(describeDispersion(zh, { dispersion: null })).toContain('可能过于肯定');
  });

  it('gives one earlier year no verdict', () => {
    expect(describeSeason(zh, { kind: 'one-year', expectedNow: 120 }, 140)).toEqual({
      text: '只有一个往年可比：按那年的变化，本期应有 120 件，实有 140 件。仅一年不足以判断季节，不作结论。',
      verdict: null,
    });
    const change = { ratio: 1.2, interval: { low: 1.004, high: 1.5 }, dispersion: 2, verdict: 'more' as const };
    expect(describeSeason(english, { kind: 'expected', years: 3, expectedNow: 100, change }, 120)).toMatchObject({
      verdict: 'More than the season brings, statistically significant.',
    });
    expect(describeSeason(english, { kind: 'expected', years: 3, expectedNow: 100, change }, 120).text).toContain(
      '+0.4% … +50.0%',
    );
  });
});
