import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { EMERGING_CATEGORIES } from '@liaowang/shared/analysis/hotspots/emerging/emerging-category';
import type { DrawnCells } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import {
  EMERGING_GROUPS,
  countCategories,
  findEmergingGroup,
  listEmergingGroup,
} from '../../../../shared/src/analysis/hotspots/emerging/emerging-groups.ts';
import { formatDayShort } from '../../../../client/src/features/zones/day-short.ts';
import {
  compareToBaseline,
  computeHeldFigures,
  findAreaShare,
  sumFullestCells,
} from '../../../../client/src/features/zones/zone-figures.ts';
import { describeUnevenness } from '../../../../client/src/features/zones/unevenness-words.ts';
import {
  describeCell,
  describeEvidence,
  findQClass,
  formatP,
  formatPValue,
  toFigures,
} from '../../../../client/src/features/zones/zone-words.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

let inChinese: TFunction;
let inEnglish: TFunction;
beforeAll(async () => {
  const instance = i18next.createInstance();
  await instance.init({
    resources: {
      'zh-CN': { translation: zhCN },
      en: { translation: en },
    },
    interpolation: { escapeValue: false },
  });
  inChinese = instance.getFixedT('zh-CN') as TFunction;
  inEnglish = instance.getFixedT('en') as TFunction;
});
const ZONE = 'Asia/Shanghai';

describe('describeEvidence', () => {
  it('tells q with its class and where p comes from', () => {
    const evidence = { kind: 'gi-star', z: 4.2, p: 0.0001, q: 0.003, basis: 'exact', cells: 3 } as const;
    expect(describeEvidence(evidence, { t: inChinese, timeZone: ZONE })).toBe('q = 0.003（1% 档），按置换的精确概率');
    expect(describeEvidence({ ...evidence, basis: 'negative-binomial' }, { t: inChinese, timeZone: ZONE })).toBe(
      'q = 0.003（1% 档），按负二项',
    );
    expect(describeEvidence({ ...evidence, q: 0.08, basis: 'normal' }, { t: inEnglish, timeZone: ZONE })).toBe(
      'q = 0.080 (10% class), normal p',
    );
  });

  it('tells what each other method goes by', () => {
    const words = { t: inEnglish, timeZone: ZONE };
    expect(describeEvidence({ kind: 'counts', mostInOneCell: 12, cells: 3 }, words)).toBe('fullest cell 12, 3 cells');
    expect(
      describeEvidence({ kind: 'density', peakPerSquareKilometer: 812.4, thresholdPerSquareKilometer: 90 }, words),
    ).toBe('peak 812 per km²');
    expect(describeEvidence({ kind: 'dbscan', corePoints: 31 }, words)).toBe('31 core incidents');
    expect(
      describeEvidence(
        { kind: 'repeat', firstMs: Date.parse('2026-11-01T20:00:00Z'), lastMs: Date.parse('2026-11-20T01:00:00Z') },
        words,
      ),
    ).toBe('2026-11-02 to 2026-11-20');
    expect(
      describeEvidence(
        { kind: 'emerging', category: 'intensifying-hot-spot', cells: 4, trendZ: 3.1, trendP: 0.0004 },
        words,
      ),
    ).toBe('Intensifying; trend of the line p <0.001');
  });
});

describe('p and q', () => {
  it('are never written as nothing', () => {
    expect([0.5, 0.0999, 0.003, 0.001, 0.0009, 0].map(formatP)).toEqual([
      '0.50',
      '0.100',
      '0.003',
      '0.001',
      '<0.001',
      '<0.001',
    ]);
    expect(formatPValue('p', 0)).toBe('p <0.001');
  });

  it('fall into the classes of Benjamini and Hochberg', () =>
    expect([0.01, 0.011, 0.05, 0.1, 0.11].map(findQClass)).toEqual([1, 5, 5, 10, null]));
});

describe('describeCell', () => {
  const cells: DrawnCells = {
    rings: new Float64Array(0),
    vertices: 5,
    counts: Float64Array.of(7, 1),
    bins: Int8Array.of(3, 0),
    z: Float64Array.of(5.126, 0.4),
    q: Float64Array.of(0.0002, 0.6),
    tooFew: Uint8Array.of(0, 1),
    moran: null,
    emerging: null,
  };

  it('names what local Moran calls a cell, with its I', () => {
    const moran: DrawnCells = {
      ...cells,
      bins: Int8Array.of(2, -1),
      z: new Float64Array(0),
      tooFew: new Uint8Array(2),
      moran: { i: Float64Array.of(3.456, -0.2) },
    };
    expect(describeCell(moran, 0, inChinese)).toBe('高—高聚集 · 7 件 · I = 3.46 · q <0.001');
    expect(describeCell(moran, 1, inEnglish)).toBe('Low–high outlier · 1 incidents · I = -0.20 · q = 0.60');
  });

  it('says too few instead of a figure that would mean nothing', () => {
    expect(describeCell(cells, 0, inEnglish)).toBe('7 incidents · z = 5.13 · q <0.001');
    expect(describeCell(cells, 1, inChinese)).toBe('1 件 · z = 0.40 · 事件太少，不能判断');
  });

  it('names the category of an emerging one', () => {
    const emerging = {
      categories: ['new-hot-spot', 'none'] as const,
      steps: 2,
      stepStartsMs: Float64Array.of(0, 1),
      counts: Float64Array.of(1, 6, 1, 0),
    };
    expect(describeCell({ ...cells, q: new Float64Array(0), emerging }, 0, inChinese)).toBe('新热点 · 7 件 · z = 5.13');
  });
});

describe('figures', () => {
  it('are shares, and how many times the mean', () => {
    expect(computeHeldFigures({ incidentCount: 200, heldCount: 100, areaShare: 0.02 })).toEqual({
      heldShare: 0.5,
      areaShare: 0.02,
      timesMean: 25,
    });
    expect(computeHeldFigures({ incidentCount: 0, heldCount: 0, areaShare: 0 })).toEqual({
      heldShare: 0,
      areaShare: 0,
      timesMean: null,
    });
    expect(findAreaShare({ zoneSquareMeters: 5, areaSquareMeters: 20 })).toBe(0.25);
  });

  it('are not told apart by a hair', () => {
    expect([compareToBaseline(0.5, 0.4), compareToBaseline(0.5, 0.495), compareToBaseline(0.3, 0.4)]).toEqual([
      'more',
      'same',
      'fewer',
    ]);
  });

  it('of the fullest cells are of exactly as much land, whatever the ties', () => {
    const counts = Float64Array.of(1, 5, 2, 2, 2);
    expect([0, 1, 1.5, 3, 5, 9].map((cells) => sumFullestCells(counts, cells))).toEqual([0, 5, 6, 9, 12, 12]);
    expect([...counts]).toEqual([1, 5, 2, 2, 2]);
  });

  it('of a record are those of the method, without its kind', () => {
    expect(toFigures({ evidence: { kind: 'dbscan', corePoints: 4 } })).toEqual({ corePoints: 4 });
  });
});

describe('emerging categories', () => {
  it('each belong to one group and are named and explained in both languages', () => {
    expect(EMERGING_GROUPS.flatMap(listEmergingGroup).toSorted()).toEqual(EMERGING_CATEGORIES.toSorted());
    for (const category of EMERGING_CATEGORIES) {
      expect(zhCN.zones.emerging[category].rule).not.toBe('');
      expect(en.zones.emerging[category].name).not.toBe('');
    }
    expect(findEmergingGroup('oscillating-cold-spot')).toBe('cold');
    expect(findEmergingGroup('diminishing-hot-spot')).toBe('past');
  });

  it('are counted in their order', () =>
    expect([...countCategories(['none', 'new-hot-spot', 'none'])]).toEqual([
      ['new-hot-spot', 1],
      ['none', 2],
    ]));
});

describe('formatDayShort', () => {
  it('is the city’s day', () => {
    const atMs = Date.parse('2026-11-19T17:00:00Z');
    expect(formatDayShort(atMs, ZONE, inChinese)).toBe('11 月 20 日');
    expect(formatDayShort(atMs, ZONE, inEnglish)).toBe('20 Nov');
  });
});

describe('describeUnevenness', () => {
  it('prints the fitted dispersion, and a tail that is heavier than the model', () => {
    expect(describeUnevenness(inEnglish, { mean: 0.4, dispersion: 0.0623, heavyTail: null })).toEqual([
      '0.40 incidents a cell on average, dispersion k = 0.062 (variance 7.4 times the mean).',
    ]);
    expect(
      describeUnevenness(inChinese, {
        mean: 12,
        dispersion: null,
        heavyTail: { atLeast: 90, found: 14, expected: 4.2 },
      }),
    ).toEqual([
      '每格平均 12 件，不比偶然更不均匀（泊松）。',
      '比模型更集中：件数不少于 90 的格子有 14 个，按模型约 4.2 个。若不是真有热点，就是各处本底差得比模型远，误报会超过标称。',
    ]);
  });
});
