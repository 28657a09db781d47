import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { describeAskedWindow } from '../../../../client/src/workspaces/coverage/asked-window-words.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

beforeAll(() =>
  i18next.init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
  }),
);

const asked: RevisitWindow = {
  from: '2026-09-28T08:30:00.000Z',
  to: '2026-11-23T08:30:00.000Z',
  group: 'patrols',
  weekdays: [1],
  startHour: 18,
  endHour: 2,
};
const say = (language: 'zh-CN' | 'en', part: Partial<RevisitWindow> = {}) =>
  describeAskedWindow({ ...asked, ...part }, { t: i18next.getFixedT(language), language, timeZone: 'Asia/Shanghai' });

describe('describeAskedWindow', () => {
  it('says dates, weekdays and hours on the city’s clock, in both languages', () => {
    expect(say('en')).toBe('2026-09-28 16:30 to 2026-11-23 16:30, Mon, 18:00–02:00, Patrols');
    expect(say('zh-CN')).toBe('2026-09-28 16:30 至 2026-11-23 16:30，周一，18:00–02:00，巡逻');
  });
  it('leaves out what holds back nothing', () =>
    expect(say('en', { weekdays: null, startHour: 0, endHour: 24 })).toBe(
      '2026-09-28 16:30 to 2026-11-23 16:30, Patrols',
    ));
});
