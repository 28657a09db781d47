import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HotspotEvent } from '@liaowang/shared/schemas/hotspot-record';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import {
  describeFilter,
  describeMethod,
  formatWindow,
  listFigures,
} from '../../../../client/src/features/records/evidence-words.ts';
import {
  describeCheck,
  describeDue,
  describeEvent,
  findDueTone,
  formatBytes,
  groupEvents,
} from '../../../../client/src/features/records/record-words.ts';
import { createRecord } from './hotspot-sample.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

const ZONE = 'Asia/Shanghai';
const catalogues = i18next.createInstance();
let zh: TFunction;
let english: TFunction;
beforeAll(async () => {
  await catalogues.init({
    lng: 'zh-CN',
    resources: {
      'zh-CN': { translation: zhCN },
      en: { translation: en },
    },
    interpolation: { escapeValue: false },
  });
  zh = catalogues.getFixedT('zh-CN') as TFunction;
  english = catalogues.getFixedT('en') as TFunction;
});

const { evidence } = createRecord(1);

describe('evidence in words', () => {
  it('names the method with every parameter', () => {
    expect(describeMethod(zh, evidence.method)).toBe(
      'Getis-Ord Gi*（500 m 方格，距离带 1 km），错误发现率不超过 0.05，零假设：本市的不均匀',
    );
    expect(describeMethod(english, evidence.method)).toBe(
      "Getis-Ord Gi* (squares of 500 m, distance band 1 km) at a false discovery rate of at most 0.05; null: This city's unevenness",
    );
    const methods: ZoneMethod[] = [
      { kind: 'counts', shape: 'hexagon', cellMeters: 250, areaShare: 0.005 },
      { kind: 'density', kernel: 'quartic', bandwidthMeters: 500, cellMeters: 50, heldShare: 0.5 },
      { kind: 'dbscan', epsMeters: 150, minPoints: 8 },
      { kind: 'repeat', toleranceMeters: 25, minCount: 3 },
      { kind: 'emerging', shape: 'square', cellMeters: 500, bandMeters: 1_000, stepDays: 7, lagSteps: 1 },
    ];
    expect(methods.map((method) => describeMethod(zh, method))).toEqual([
      '按 250 m 六边形格计数，属于全市件数最多的 0.5% 面积',
      '四次核密度（带宽 500 m，50 m 格），在覆盖 50% 事件的最小面积内',
      'DBSCAN 聚类，150 m 内至少 8 件',
      '同一地点（25 m 以内）至少 3 件',
      '时空 Gi* 加 Mann–Kendall 趋势（500 m 方格，距离带 1 km，每 7 天一步，前溯 1 步）',
    ]);
  });

  it('gives the window by its first and last day, the end excluded', () => {
    expect(formatWindow(evidence.filter, ZONE)).toBe('2026-09-01 – 2026-11-23');
    expect(formatWindow({ from: '2026-11-22T16:00:00Z', to: '2026-11-23T16:00:00Z' }, ZONE)).toBe('2026-11-23');
  });

  it('says what the filter leaves out, and always the source', () => {
    expect(describeFilter(zh, evidence.filter, 'zh-CN')).toBe('群众上报');
    expect(
      describeFilter(
        zh,
        {
          ...evidence.filter,
          hours: { start: 22, end: 6 },
          weekdays: [6, 7],
          categories: ['theft', 'vehicle-theft'],
          source: 'any',
        },
        'zh-CN',
      ),
    ).toBe('22:00–06:00；周六、周日；盗窃、车辆被盗；群众上报与巡逻发现');
  });

  it('lists the figures it knows in their order, and no others', () => {
    expect(listFigures(zh, evidence, ZONE)).toEqual([
      { label: '最强一格 z', value: '4.57' },
      { label: 'p 值', value: '< 0.001' },
      { label: 'q 值（错误发现率）', value: '0.021' },
      { label: 'p 的算法', value: zh('zones.basis.exact') },
      { label: '格数', value: '3' },
    ]);
    const emerging = listFigures(
      english,
      { figures: { category: 'new-hot-spot', unheard: 7, firstMs: Date.UTC(2026, 8, 1) } },
      ZONE,
    );
    expect(emerging).toEqual([
      { label: 'Category', value: english('zones.emerging.new-hot-spot.name') },
      { label: 'First', value: '2026-09-01' },
    ]);
  });
});

describe('records in words', () => {
  it('says when a review is due, louder the later', () => {
    expect([-3, 0, 5, null].map((days) => describeDue(zh, days))).toEqual([
      '过期 3 天',
      '今天到期',
      '5 天后',
      '未定复查',
    ]);
    expect([-3, 0, 5, null].map(findDueTone)).toEqual(['severe', 'warn', 'plain', 'quiet']);
  });

  it('says whether the evidence stands', () => {
    const check = { checkedAt: '2026-11-24T19:30:00Z', from: '', to: '', incidentCount: 2, state: 'faded' as const };
    expect(describeCheck(zh, check, ZONE)).toBe(
      '热点未再划出：2026-11-25 按同一方法复算，没有重叠的热点，范围内 2 件；单凭这一点不说明减少。',
    );
    expect(describeCheck(english, null, ZONE)).toBe('The evidence has not been checked again yet.');
  });

  it('tells each kind of event', () => {
    const tell = (kind: HotspotEvent['kind'], part: Partial<HotspotEvent> = {}): string =>
      describeEvent(
        zh,
        { eventId: 1, at: '', kind, by: { zh: '李', en: 'Li' }, text: '', detail: {}, ...part },
        'zh-CN',
        (name) => name.zh,
      );
    expect(tell('proposed')).toBe('提出');
    expect(tell('proposed', { by: null })).toBe('由夜间任务提出');
    expect(tell('status', { detail: { from: 'proposed', to: 'confirmed' } })).toBe('状态：待研判 → 已确认');
    expect(tell('renamed', { detail: { from: '', to: '车站' } })).toBe('改名：无 → 车站');
    expect(tell('owner', { detail: { accountId: 2, zh: '王', en: 'Wang' } })).toBe('负责人改为 王');
    expect(tell('owner', { detail: { accountId: null, zh: null, en: null } })).toBe('不再设负责人');
    expect(tell('review-date', { detail: { from: null, to: '2026-12-23' } })).toBe('复查日：无 → 2026-12-23');
    expect(tell('reshaped', { detail: { fromSquareMeters: 41_000, toSquareMeters: 1_200_000 } })).toBe(
      '改了范围：4.1 公顷 → 1.20 km²',
    );
    expect(tell('attachment', { text: '路口.jpg' })).toBe('添加附件 路口.jpg');
  });

  it('tells what came with one change together, and remarks by themselves', () => {
    const event = (eventId: number, kind: HotspotEvent['kind'], at: string, text = ''): HotspotEvent => ({
      eventId,
      kind,
      at,
      by: { zh: '李', en: '' },
      text,
      detail: {},
    });
    const groups = groupEvents([
      event(1, 'proposed', 'a'),
      event(2, 'status', 'b', '属实'),
      event(3, 'owner', 'b'),
      event(4, 'comment', 'c', '好'),
      event(5, 'comment', 'c', '好'),
      event(6, 'renamed', 'd'),
    ]);
    expect(groups.map(({ events }) => events.map(({ eventId }) => eventId))).toEqual([[1], [2, 3], [4], [5], [6]]);
  });

  it('writes sizes of files', () => {
    expect([0, 210_400, 3_440_000].map(formatBytes)).toEqual(['1 KB', '210 KB', '3.4 MB']);
  });
});
