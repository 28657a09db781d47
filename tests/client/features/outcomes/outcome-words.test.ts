import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { compareCounts } from '@liaowang/shared/analysis/compare-counts';
import { describeComparison, describeNetChange, formatChange, formatInterval, formatRate, tellChange } from '../../../../client/src/features/outcomes/outcome-words.ts';
import { outcomeEn } from '../../../../client/src/i18n/parts/outcome.en.ts';
import { outcomeZhCN } from '../../../../client/src/i18n/parts/outcome.zh-CN.ts';

const i18n = i18next.createInstance();
await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: { outcome: outcomeZhCN } }, en: { translation: { outcome: outcomeEn } } }, interpolation: { escapeValue: false } });
const [zh, en] = [i18n.getFixedT('zh-CN'), i18n.getFixedT('en')];
const compare = (before: number, during: number) => ({ before, beforeDays: 84, during, duringDays: 84, ...compareCounts({ count: during, days: 84 }, { count: before, days: 84 }) });

describe('a change in words', () => {
  it('says how much, how sure, and whether chance explains it', () => {
    expect(describeComparison(zh, compare(100, 69))).toMatch(/^减少了 31%，95% 区间 −50%…−5%：偶然不大可能解释$/);
    expect(describeComparison(zh, compare(20, 22))).toMatch(/^增加了 10%，95% 区间 −43%…\+1\d\d%：偶然就能解释$/);
    expect(describeComparison(en, compare(100, 69))).toMatch(/^31% fewer, 95% interval −50%…−5%: chance hardly explains it$/);
    expect(describeComparison(zh, compare(20, 20))).toMatch(/^没有变化，/);
  });

  it('says nothing of a window that has hardly begun', () => {
    const begun = { before: 100, beforeDays: 84, during: 0, duringDays: 0.4, ...compareCounts({ count: 0, days: 0.4 }, { count: 100, days: 84 }) };
    expect(describeComparison(zh, begun)).toBe('这段时间还不到一天，说不出变化');
    expect(tellChange(begun)).toEqual({ change: '—', interval: '—' });
    expect(tellChange(compare(100, 69)).change).toBe('−31%');
  });

  it('does not divide by none', () => {
    expect(describeComparison(zh, compare(0, 0))).toBe('两段时间都没有');
    expect(describeComparison(zh, compare(0, 9))).toBe('之前没有，这段时间 9 件；偶然不大可能解释');
    expect(formatInterval(compare(0, 9))).toMatch(/…∞$/);
    expect(formatInterval(compare(0, 0))).toBe('—');
  });

  it('reads the net change by its own interval', () => {
    expect(describeNetChange(zh, { ratio: 0.6, low: 0.4, high: 0.9 })).toBe('与对照区相比减少了 40%，95% 区间 −60%…−10%：偶然不大可能解释。');
    expect(describeNetChange(zh, { ratio: 0.6, low: 0.3, high: 1.2 })).toContain('偶然就能解释');
  });

  it('writes changes with a true minus, and rates a week', () => {
    expect([0.69, 1, 1.004, 1.25, 12].map(formatChange)).toEqual(['−31%', '0%', '0%', '+25%', '+1,100%']);
    expect(formatRate(30, 84)).toBe('2.5');
  });
});
