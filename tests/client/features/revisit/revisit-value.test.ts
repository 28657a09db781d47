import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RevisitPoint } from '@liaowang/shared/schemas/revisit';
import { describeLastSeen, describeWindowPoint } from '../../../../client/src/features/revisit/revisit-value.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const ago = (ms: number): string => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;

beforeAll(() =>
  i18next.init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
  }),
);

const contextOf = (language: 'zh-CN' | 'en') => ({
  t: i18next.getFixedT(language),
  language,
  nowMs: NOW,
  nameOf: ({ id }: { id: number }) => (id === 37 ? (language === 'en' ? 'Bus 037' : '公交 037') : null),
});
const seen = (ms: number | null, id = 37) => ({
  lastSeenAt: ms === null ? null : ago(ms),
  lastSeenBy: ms === null ? null : { kind: 'unit' as const, id },
});

describe('describeLastSeen', () => {
  it('says how long ago and by whom, in both languages', () => {
    expect(describeLastSeen(seen(130 * MINUTE), contextOf('zh-CN'))).toBe('上次看到：2 小时 10 分前，公交 037');
    expect(describeLastSeen(seen(130 * MINUTE), contextOf('en'))).toBe('Last seen 2 h 10 min ago by Bus 037');
  });
  it('names nobody whom the account does not know', () =>
    expect(describeLastSeen(seen(5 * MINUTE, 38), contextOf('en'))).toBe('Last seen 5 min ago'));
  it('says when somebody sees it now, or nobody ever did', () => {
    expect(describeLastSeen(seen(20_000), contextOf('en'))).toBe('Seen right now by Bus 037');
    expect(describeLastSeen(seen(20_000, 38), contextOf('en'))).toBe('Seen right now');
    expect(describeLastSeen(seen(null), contextOf('en'))).toBe('Not seen since the record began');
  });
});

describe('describeWindowPoint', () => {
  const point: RevisitPoint = {
    position: [118, 34],
    isInside: true,
    ...seen(30 * MINUTE),
    visits: 12,
    meanGapSeconds: 600,
    maxGapSeconds: 5_400,
    meanAgeSeconds: 900,
  };
  const say = (measure: Parameters<typeof describeWindowPoint>[1], part: Partial<RevisitPoint> = {}) =>
    describeWindowPoint({ ...point, ...part }, measure, NOW, contextOf('en'));
  it('gives the chosen measure and how often it was seen', () => {
    expect(say('max-gap')).toBe('Longest gap 1 h 30 min · seen 12×');
    expect(say('age')).toBe('Since last seen 30 min · seen 12×');
    expect(say('mean-age')).toBe('Mean age 15 min · seen 12×');
    expect(say('visits')).toBe('seen 12×');
  });
  it('leaves out what was not measured', () =>
    expect(say('mean-gap', { visits: 1, meanGapSeconds: null })).toBe('seen 1×'));
  it('says that nobody came', () =>
    expect(say('max-gap', { visits: 0, lastSeenAt: null })).toBe('Not seen in this window'));
});
