import { describe, expect, it } from 'vitest';
import { toGapCollection } from '../../../../client/src/workspaces/coverage/export-files.ts';
import {
  buildAboutTable,
  buildAreasTable,
  buildGapsTable,
  buildHoursTable,
} from '../../../../client/src/workspaces/coverage/export-tables.ts';
import type { Table } from '../../../../client/src/lib/table.ts';
import { createArea, createFigures, createGap, createHours, createNames, createWindow } from './coverage-samples.ts';

const names = createNames('zh-CN');
const HAN = /\p{Script=Han}/u;

/** A row as an object by header. */
function rowOf({ columns, rows }: Table, index = 0): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ header }, at) => [header, rows[index]?.[at]]));
}

describe('the areas table', () => {
  const figures = createFigures([
    createArea('jurisdiction'),
    createArea('key-area:1', {
      branchId: 4,
      observedAreaSquareMeters: 2e6,
      largestGap: null,
      gapCount: 0,
      incidentShare: null,
    }),
  ]);
  const table = buildAreasTable(names, {
    figures,
    window: createWindow([
      ['jurisdiction', 0.6],
      ['key-area:1', null],
    ]),
    comparison: createWindow([['jurisdiction', 0.525]]),
  });

  it('has numbers as numbers in the unit of the header, times with their offset', () => {
    expect(rowOf(table)).toEqual({
      名称: '区域 jurisdiction',
      类别: '全辖区',
      所属分会: '',
      '面积（平方公里）': 2,
      '地面看到（%）': 50,
      '事件看到（%）': 25,
      '住户看到（%）': null,
      事件权重: 40,
      '住户（户）': 0,
      '缺口（处）': 2,
      '未看到（公顷）': 100,
      '时段平均（%）': 60,
      '变化（百分点）': 7.5,
      '最差小时（%）': 30,
      最差小时起于: '2026-11-23T03:00:00+08:00',
      计算于: '2026-11-24T12:03:00+08:00',
    });
  });

  it('leaves empty what is not known, and says no gap is 0', () => {
    expect(rowOf(table, 1)).toMatchObject({
      所属分会: 'B4',
      '事件看到（%）': null,
      '缺口（处）': 0,
      '未看到（公顷）': 0,
      '时段平均（%）': null,
      '变化（百分点）': null,
      最差小时起于: null,
    });
  });

  it('has a header for each cell, in the language asked for', () => {
    const english = buildAreasTable(createNames('en'), { figures, window: null, comparison: null });
    expect(english.rows.map((row) => row.length)).toEqual(english.rows.map(() => english.columns.length));
    expect(english.columns.map(({ header }) => header).filter((header) => HAN.test(header))).toEqual([]);
    expect(english.rows[0]?.slice(0, 2)).toEqual(['Area jurisdiction', 'Jurisdiction']);
    expect(new Set(english.columns.map(({ header }) => header)).size).toBe(english.columns.length);
  });
});

describe('the gaps table', () => {
  it('says where, how large, since when and who could come', () => {
    const table = buildGapsTable(names, {
      gaps: [createGap(7, { openedEarlier: true })],
      total: 1,
      computedAt: '2026-11-24T04:03:00.000Z',
      areas: [createArea('key-area:1')],
    });
    expect(rowOf(table)).toEqual({
      编号: 7,
      重点区域: '区域 key-area:1',
      所属分会: 'B4',
      '面积（公顷）': 2.5,
      '经度（°，WGS-84）': 118.351235,
      '纬度（°，WGS-84）': 34.371235,
      发现于: '2026-11-24T11:38:00+08:00',
      之前已在: '是',
      '已持续（分钟）': 25,
      事件权重: 7,
      '住户（户）': 120,
      最近瞭望点: 'L3',
      '距瞭望点（米）': 412,
      最近巡逻: 'U9',
      '距巡逻（米）': 801,
      '预计到达（分钟）': 13.3,
      计算于: '2026-11-24T12:03:00+08:00',
    });
  });

  it('leaves empty who is not there', () => {
    const table = buildGapsTable(names, {
      gaps: [createGap(7, { nearestLookout: null, nearestPatrols: [] })],
      total: 1,
      computedAt: '2026-11-24T04:03:00.000Z',
      areas: [],
    });
    expect(rowOf(table)).toMatchObject({
      重点区域: '',
      最近瞭望点: null,
      '距瞭望点（米）': null,
      最近巡逻: null,
      '预计到达（分钟）': null,
    });
  });

  it('says in a last row how many are left out', () => {
    const { columns, rows } = buildGapsTable(names, {
      gaps: [createGap(7), createGap(8)],
      total: 105,
      computedAt: '2026-11-24T04:03:00.000Z',
      areas: [],
    });
    expect(rows).toHaveLength(3);
    expect(rows[2]).toHaveLength(columns.length);
    expect(rows[2]?.[0]).toContain('103');
    expect(new Set(rows[2]?.slice(1))).toEqual(new Set([null]));
  });
});

describe('the hour matrix', () => {
  it('has seven days for each measure, Monday first, an hour a column', () => {
    const table = buildHoursTable(names, createHours('key-area:1'), '城区');
    expect(table.rows).toHaveLength(21);
    expect(table.columns.slice(2, -2).map(({ header }) => header)).toEqual([
      '星期',
      ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    ]);
    expect(table.rows[0]?.slice(0, 6)).toEqual(['城区', '地面看到（%）', '周一', 0, null, 1.19]);
    expect(table.rows[6]?.at(2)).toBe('周日');
    expect(table.rows[6]?.at(-3)).toBe(99.4);
    expect(table.rows[14]?.slice(1, 6)).toEqual(['记录（小时）', '周一', 8, 0, 8]);
  });

  it('says in each row of how many weeks it is, and whether some of it is simulated', () => {
    const last = (isSimulated: boolean) =>
      buildHoursTable(names, { ...createHours('key-area:1'), weeks: 12, isSimulated }, '城区');
    expect(
      last(false)
        .columns.slice(-2)
        .map(({ header }) => header),
    ).toEqual(['周数', '注意']);
    for (const row of last(false).rows) expect(row.slice(-2)).toEqual([12, null]);
    for (const row of last(true).rows) expect(row.at(-1)).toContain('不是真实历史');
  });
});

describe('the sheet about a workbook', () => {
  it('says the windows, and what is simulated or made up', () => {
    const text = JSON.stringify(
      buildAboutTable(names, {
        city: '新沂',
        isDemo: true,
        computedAt: '2026-11-24T04:03:00.000Z',
        window: createWindow([], { isSimulated: true }),
        comparison: null,
      }).rows,
    );
    expect(text).toContain('2026-11-17T13:00:00+08:00 / 2026-11-24T13:00:00+08:00');
    expect(text).toContain('160 / 168');
    expect(text).toContain('不是真实历史');
    expect(text).toContain('均为虚构');
    expect(
      JSON.stringify(
        buildAboutTable(names, {
          city: '新沂',
          isDemo: false,
          computedAt: '2026-11-24T04:03:00.000Z',
          window: createWindow([]),
          comparison: null,
        }).rows,
      ),
    ).not.toMatch(/真实历史|虚构/);
  });
});

describe('toGapCollection', () => {
  it('is GeoJSON with flat properties in the language asked for', () => {
    const geometry = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [118, 34],
          [118.1, 34],
          [118.1, 34.1],
          [118, 34],
        ] as [number, number][],
      ],
    };
    const labelPoint: [number, number] = [118.05, 34.02];
    const collection = toGapCollection(
      {
        figures: createFigures([]),
        features: [
          {
            type: 'Feature',
            id: 'key-area:1/1',
            geometry,
            properties: {
              areaId: 'key-area:1',
              name: { zh: '城区', en: 'Core' },
              areaSquareMeters: 9,
              labelPoint,
              gapId: 3,
              openedAt: '2026-11-24T03:38:00.000Z',
            },
          },
          {
            type: 'Feature',
            id: 'jurisdiction/1',
            geometry,
            properties: {
              areaId: 'jurisdiction',
              name: { zh: '新沂市', en: 'Xinyi' },
              areaSquareMeters: 10,
              labelPoint,
            },
          },
        ],
      },
      createNames('en'),
    );
    expect(collection).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry,
          properties: {
            areaId: 'key-area:1',
            name: 'Core',
            areaSquareMeters: 9,
            gapId: 3,
            openedAt: '2026-11-24T11:38:00+08:00',
            computedAt: '2026-11-24T12:03:00+08:00',
          },
        },
        {
          type: 'Feature',
          geometry,
          properties: {
            areaId: 'jurisdiction',
            name: 'Xinyi',
            areaSquareMeters: 10,
            gapId: null,
            openedAt: null,
            computedAt: '2026-11-24T12:03:00+08:00',
          },
        },
      ],
    });
  });
});
