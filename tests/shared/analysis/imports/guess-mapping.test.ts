import { describe, expect, it } from 'vitest';
import { guessColumns } from '../../../../shared/src/analysis/imports/guess-columns.ts';
import { guessMapping } from '../../../../shared/src/analysis/imports/guess-mapping.ts';
import { guessCategoryWords, guessWord } from '../../../../shared/src/analysis/imports/guess-category-words.ts';
import { guessSeverities } from '../../../../shared/src/analysis/imports/guess-words.ts';

/** Columns from a header and rows, as a table is written. */
const table = (header: string[], ...rows: string[][]) =>
  header.map((name, i) => ({ name, cells: rows.map((row) => row[i] ?? '') }));
const NOW_MS = Date.UTC(2026, 10, 29);
const NOTHING = {
  lng: null,
  lat: null,
  place: null,
  date: null,
  time: null,
  dateTo: null,
  timeTo: null,
  year: null,
  month: null,
  day: null,
  hour: null,
  minute: null,
  category: null,
  severity: null,
  description: null,
  externalId: null,
};

const guessOf = (words: string[]) =>
  guessCategoryWords(
    words.map((word) => ({ word, count: 1 })),
    new Map(),
  ).categories;

describe('columns', () => {
  it('of a register in English are found by name and value', () => {
    const columns = table(
      ['occurred_at_utc', 'hour_local', 'offense', 'beat', 'premise', 'lng', 'lat'],
      ['2010-01-01T06:00:00Z', '0', 'murder', '15E30', 'apartment parking lot', '-95.437388', '29.677902'],
      ['2010-01-01T06:00:00Z', '0', 'robbery', '13D10', 'road', '-95.298877', '29.691712'],
    );
    expect(guessColumns(columns, false)).toEqual({
      ...NOTHING,
      lng: 'lng',
      lat: 'lat',
      date: 'occurred_at_utc',
      category: 'offense',
    });
  });

  it('of a register of one crime have no category: what a place is like is none', () => {
    const columns = table(
      [
        'uid',
        'date_single',
        'date_start',
        'date_end',
        'longitude',
        'latitude',
        'location_type',
        'location_category',
        'census_block',
      ],
      [
        '12386084',
        '2014-01-01 01:15',
        '2013-12-31 10:00',
        '2014-01-01 16:30',
        '-73.866212',
        '40.740061',
        'street',
        'street',
        '360810443021005',
      ],
      [
        '12386093',
        '2014-01-01 01:25',
        '2014-01-01 01:20',
        '2014-01-01 01:30',
        '-73.929329',
        '40.81263',
        'street',
        'street',
        '360050051001005',
      ],
    );
    const guessed = guessColumns(columns, false);
    expect(guessed).toEqual({
      ...NOTHING,
      lng: 'longitude',
      lat: 'latitude',
      date: 'date_start',
      dateTo: 'date_end',
      externalId: 'uid',
    });
    const about = { categoryWords: [], severityWords: [], timeZone: 'America/New_York', nowMs: NOW_MS };
    expect(guessMapping(columns, guessed, { ...about, fileName: 'nyc_vehicle_thefts_2014-2017.csv.gz' })).toMatchObject(
      { defaultCategory: 'vehicle-theft', dateOrder: 'auto', timeZone: 'America/New_York', datum: 'wgs84' },
    );
    expect(guessMapping(columns, guessed, { ...about, fileName: 'export.csv' }).defaultCategory).toBe('other');
  });

  it('in Chinese are found too, a time beside its date', () => {
    const columns = table(
      ['案件编号', '案由', '严重程度', '发生日期', '发生时间', '经度', '纬度', '报警人电话'],
      ['A1', '盗窃', '一般', '2024-05-01', '13:05', '118.35', '34.37', '1'],
      ['A2', '纠纷', '严重', '2024-05-02', '08:00', '118.36', '34.36', '2'],
    );
    expect(guessColumns(columns, false)).toEqual({
      ...NOTHING,
      lng: '经度',
      lat: '纬度',
      date: '发生日期',
      time: '发生时间',
      category: '案由',
      severity: '严重程度',
      description: null,
      externalId: '案件编号',
    });
  });

  it('in traditional signs are the same', () => {
    const columns = table(
      ['編號', '案件類別', '發生時間', '經度', '緯度'],
      ['A12', '竊盜', '2024-05-01 13:05', '118.35', '34.37'],
      ['A57', '糾紛', '2024-05-02 08:00', '118.36', '34.36'],
    );
    expect(guessColumns(columns, false)).toEqual({
      ...NOTHING,
      lng: '經度',
      lat: '緯度',
      date: '發生時間',
      category: '案件類別',
      externalId: '編號',
    });
  });

  it('whose cells are of another kind are not taken for their name', () => {
    const columns = table(
      ['x', 'y', 'when', 'id'],
      ['sign', 'axis', '2024-05-01 10:00', '7'],
      ['sign', 'axis', '2024-05-02 11:00', '7'],
    );
    expect(guessColumns(columns, false)).toEqual({ ...NOTHING, date: 'when' });
  });

  it('of kinds are found by the names of registers, whatever stands beside them', () => {
    const category = (...names: string[]) =>
      guessColumns(
        table(
          names,
          names.map((name) => `${name} a`),
          names.map((name) => `${name} b`),
        ),
        true,
      ).category;
    expect(
      category(
        'CMPLNT_NUM',
        'KY_CD',
        'OFNS_DESC',
        'PD_DESC',
        'CRM_ATPT_CPTD_CD',
        'LAW_CAT_CD',
        'LOC_OF_OCCUR_DESC',
        'PREM_TYP_DESC',
        'JURIS_DESC',
      ),
    ).toBe('OFNS_DESC');
    expect(category('Rpt Dist No', 'AREA NAME', 'Crm Cd Desc', 'Premis Desc', 'Weapon Desc', 'Status Desc')).toBe(
      'Crm Cd Desc',
    );
    expect(
      category(
        'Incident Day of Week',
        'Incident ID',
        'Report Type Description',
        'Incident Category',
        'Incident Subcategory',
        'Resolution',
      ),
    ).toBe('Incident Category');
    expect(category('Case Number', 'Primary Type', 'Description', 'Location Description')).toBe('Primary Type');
    expect(category('Incident', 'NIBRSClass', 'NIBRSDescription', 'Premise')).toBe('NIBRSDescription');
    expect(
      category(
        'Crime ID',
        'Reported by',
        'Falls within',
        'Location',
        'LSOA name',
        'Crime type',
        'Last outcome category',
      ),
    ).toBe('Crime type');
    expect(category('接警单编号', '报警类别', '报警地址', '处理结果')).toBe('报警类别');
    expect(category('location_category', 'place_type')).toBeNull();
  });

  it('of few words that are called a description say the kind; texts do not', () => {
    const described = (cells: string[]) => guessColumns([{ name: 'Description', cells }], true).category;
    expect(described(Array.from({ length: 20 }, (_, i) => ['LARCENY', 'ARSON'][i % 2]!))).toBe('Description');
    expect(described(Array.from({ length: 20 }, (_, i) => `reported item ${i}`))).toBeNull();
  });

  it('of places are not asked for where the format has geometry', () => {
    const columns = table(['lng', 'lat', 'date'], ['118.3', '34.3', '2024-05-01']);
    expect(guessColumns(columns, true)).toMatchObject({ lng: null, lat: null, date: 'date' });
  });

  it('of dates tell their order by their values', () => {
    const guess = (...dates: string[]) => {
      const columns = table(['date'], ...dates.map((date) => [date]));
      return guessMapping(columns, guessColumns(columns, true), {
        categoryWords: [],
        severityWords: [],
        fileName: 'a.csv',
        timeZone: 'Asia/Shanghai',
        nowMs: NOW_MS,
      }).dateOrder;
    };
    expect(guess('1/2/2014', '3/13/2014')).toBe('month-first');
    expect(guess('1/2/2014', '13/3/2014')).toBe('day-first');
    expect(guess('1/2/2014', '3/4/2014')).toBe('auto');
    expect(guess('2014-01-02')).toBe('auto');
    expect(guess(...Array.from({ length: 20 }, (_, i) => `25-06-${i + 1}`))).toBe('year-first');
  });
});

describe('words', () => {
  it('of both languages have their category, the narrower first', () => {
    expect(
      guessOf([
        'theft',
        'burglary',
        '盗窃',
        '入室盗窃',
        'auto theft',
        '盗窃机动车',
        '盗窃电动车',
        '纠纷',
        '邻里纠纷',
        '交通事故',
        '电信诈骗',
        '噪音扰民',
        '火灾',
        '遗失物品',
        '求助',
        'traffic',
      ]),
    ).toEqual({
      theft: 'theft',
      burglary: 'theft',
      盗窃: 'theft',
      入室盗窃: 'theft',
      'auto theft': 'vehicle-theft',
      盗窃机动车: 'vehicle-theft',
      盗窃电动车: 'vehicle-theft',
      纠纷: 'dispute',
      邻里纠纷: 'dispute',
      交通事故: 'traffic',
      电信诈骗: 'fraud',
      噪音扰民: 'noise',
      火灾: 'fire-hazard',
      遗失物品: 'lost-property',
      求助: 'help',
      traffic: 'traffic',
    });
  });

  it('that the city has no kind for become kinds of its own, but not our own names, and what it knows is taken', () => {
    const words = [
      { word: '盗窃', count: 9 },
      { word: '入室盗窃', count: 8 },
      { word: '抢劫', count: 3 },
      { word: '寻衅  滋事', count: 2 },
      { word: 'Theft', count: 1 },
    ];
    expect(guessCategoryWords(words, new Map([['抢劫', 'kind-12']]))).toEqual({
      categories: { 盗窃: 'theft', 入室盗窃: 'theft', 抢劫: 'kind-12', '寻衅  滋事': 'dispute', Theft: 'theft' },
      newKinds: { 入室盗窃: '入室盗窃', '寻衅  滋事': '寻衅 滋事' },
    });
    expect(
      ['抢劫', ' ＲＯＢＢＥＲＹ', '盗窃', '天气'].map((word) =>
        guessWord(
          word,
          new Map([
            ['抢劫', 'kind-12'],
            ['robbery', 'kind-12'],
          ]),
        ),
      ),
    ).toEqual([
      { categoryId: 'kind-12', sureness: 'remembered' },
      { categoryId: 'kind-12', sureness: 'remembered' },
      { categoryId: 'theft', sureness: 'phrase' },
      { categoryId: null, sureness: 'none' },
    ]);
  });

  it('that hardly come twice are descriptions, and no kinds', () => {
    const stories = Array.from({ length: 40 }, (_, n) => ({ word: `第 ${n} 起，在路口`, count: 1 }));
    expect(guessCategoryWords(stories, new Map()).newKinds).toEqual({});
    expect(
      Object.keys(
        guessCategoryWords(
          stories.map((story) => ({ ...story, count: 2 })),
          new Map(),
        ).newKinds,
      ),
    ).toHaveLength(40);
    expect(Object.keys(guessCategoryWords(stories.slice(0, 10), new Map()).newKinds)).toHaveLength(10);
  });

  it('that the dictionary does not know are left to the default', () => {
    expect(guessOf(['murder', 'robbery', '其他', ''])).toEqual({});
  });

  it('of severity are told apart', () => {
    expect(guessSeverities(['轻微', '一般', '严重', '特别重大', 'LOW', 'Felony', '?'])).toEqual({
      轻微: 'low',
      一般: 'medium',
      严重: 'high',
      特别重大: 'critical',
      LOW: 'low',
      Felony: 'high',
    });
  });
});
