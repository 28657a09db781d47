import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { ExportWords } from '../../../../client/src/workspaces/hotspots/export/export-tables.ts';
import {
  buildKnoxTable,
  buildNearRepeatAbout,
  buildPairsTable,
  type NearRepeatAnswer,
} from '../../../../client/src/workspaces/hotspots/export/near-repeat-tables.ts';
import { DEFAULT_METHODS } from '../../../../client/src/features/zones/finding-method.ts';
import { computeNearRepeat } from '../../../../client/src/features/zones/near-repeat.ts';
import { zhCN } from '../../../support/catalogues.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-09-01T00:00:00Z');
const METER_LAT = 1 / 110_920;

/** 60 incidents far from each other, the first two of them followed at the same door, the next 60 m away. */
function createIncidents(): IncidentColumns {
  const random = createRandom(3);
  const first = Array.from({ length: 60 }, (_, i) => ({
    lng: 118 + i * 0.05,
    lat: 34 + random() * 0.01,
    day: random() * 60,
  }));
  const all = [
    ...first,
    { ...first[0]!, day: first[0]!.day + 2 },
    { ...first[1]!, day: first[1]!.day + 1.5 },
    { ...first[2]!, lat: first[2]!.lat + 60 * METER_LAT, day: first[2]!.day + 3 },
  ].toSorted((a, b) => a.day - b.day);
  const none = new Uint8Array(all.length);
  return {
    ids: Int32Array.from(all, (_, i) => 100 + i),
    lngs: Float64Array.from(all, ({ lng }) => lng),
    lats: Float64Array.from(all, ({ lat }) => lat),
    timesMs: Float64Array.from(all, ({ day }) => START_MS + day * DAY_MS),
    categories: none,
    severities: none,
    sources: none,
    kinds: new Uint16Array(all.length),
    categoryNodes: TOP_CATEGORIES,
    precisions: none,
    spansMinutes: new Uint32Array(all.length),
  };
}

describe('near repeats as tables', () => {
  let words: ExportWords;
  let answer: NearRepeatAnswer;
  beforeAll(async () => {
    const instance = i18next.createInstance();
    await instance.init({ resources: { 'zh-CN': { translation: zhCN } }, interpolation: { escapeValue: false } });
    words = {
      t: instance.getFixedT('zh-CN') as TFunction,
      language: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      placeName: () => '',
      recordName: () => '',
    };
    const method = DEFAULT_METHODS['near-repeat'];
    const found = computeNearRepeat(
      createIncidents(),
      { center: [118, 34], method, nowMs: START_MS + 90 * DAY_MS },
      () => undefined,
    );
    const filter = {
      from: '2026-08-31T16:00:00Z',
      to: '2026-10-31T16:00:00Z',
      hours: null,
      weekdays: null,
      categories: null,
      severities: null,
      source: 'reported' as const,
    };
    answer = { kind: 'near-repeat', method, filter, found, incidentCount: 8, computeMs: 1 };
  });

  it('give each cell a row, the same place apart from 1 to 100 m', () => {
    const { columns, rows } = buildKnoxTable(words, answer);
    expect(columns.map(({ header }) => header)).toEqual([
      '距离',
      '时间',
      '实际（对）',
      '预期（对）',
      '倍数',
      'p 值',
      '统计上显著',
    ]);
    expect(rows).toHaveLength(5 * 4);
    expect(rows.map((row) => row[0]).filter((_, row) => row % 4 === 0)).toEqual([
      '同一地点',
      '1–100 米',
      '100–200 米',
      '200–400 米',
      '400–800 米',
    ]);
    expect(rows[0]!.slice(1, 3)).toEqual(['0–7 天', 2]);
    expect(rows[4]!.slice(1, 3)).toEqual(['0–7 天', 1]);
  });

  it('list the pairs with numbers, metres and days', () => {
    const { rows } = buildPairsTable(words, answer);
    expect(
      rows
        .map((row) => [row[4], row[5], row[6]])
        .toSorted((a, b) => Number(a[4]) - Number(b[4]) || Number(a[1]) - Number(b[1])),
    ).toEqual([
      [0, 1.5, '是'],
      [0, 2, '是'],
      [60, 3, '否'],
    ]);
    for (const row of rows) expect(Number(row[0])).toBeLessThan(Number(row[2]));
  });

  it('say no more of a time than is known, and leave months out', () => {
    const all = createIncidents();
    const [DAY, MONTH] = [1, 2];
    // The first is known to the day, the last to the month.
    const vague = {
      ...all,
      timesMs: all.timesMs.map((atMs, i) => (i === 0 ? START_MS - 8 * 3_600_000 : atMs)),
      precisions: all.precisions.map((_, i) => (i === 0 ? DAY : i === all.ids.length - 1 ? MONTH : 0)),
    };
    const found = computeNearRepeat(
      {
        ...vague,
        lngs: vague.lngs.map((lng, i) => (i < 2 ? 117 : lng)),
        lats: vague.lats.map((lat, i) => (i < 2 ? 34 : lat)),
      },
      { center: [118, 34], method: answer.method, nowMs: START_MS + 90 * DAY_MS },
      () => undefined,
    );
    expect([found.eventCount, found.monthsLeftOut, found.vagueCount]).toEqual([62, 1, 1]);
    const pair = buildPairsTable(words, { ...answer, found }).rows.find((row) => row[0] === 100)!;
    expect([pair[1], pair[2]]).toEqual(['2026-09-01', 101]);
    const said = buildNearRepeatAbout(
      words,
      { ...answer, found },
      { city: '新沂', isDemo: true, madeAtMs: START_MS },
    ).rows.flat();
    expect(said).toContain('另有 1 件只知道月份，不在其中。');
    expect(said).toContain('其中 1 件只知道日期或起止时间，按其开始计，时间分档可能差一档。');
  });

  it('say how many pairs there are in all', () => {
    const said = buildNearRepeatAbout(words, answer, { city: '新沂', isDemo: true, madeAtMs: START_MS }).rows.flat();
    expect(said).toContain('列出 3 对，共 3 对，近的优先');
    expect(said).toContain(
      'Knox 检验：时间随机置换 99 次，种子 1；p ≤ 0.05 且不少于预期的 1.2 倍才算统计上显著（Ratcliffe）',
    );
    expect(said).toContain(63);
  });
});
