import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusteringFound } from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { computeClustering } from '../../../../client/src/features/zones/clustering.ts';
import { describeClustering, findSide } from '../../../../client/src/features/zones/clustering-words.ts';
import { createPlaneStudy } from '../../../shared/analysis/hotspots/zones/plane-study.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

const plane = createPlaneStudy();
const study = plane.boxStudy(-3_000, -3_000, 3_000, 3_000);
const method = { kind: 'clustering', permutations: 99, seed: 1 } as const;
const random = createRandom(4);
const anywhere = (count: number, half = 2_900): [number, number][] =>
  Array.from({ length: count }, () => [(2 * random() - 1) * half, (2 * random() - 1) * half]);

describe('computeClustering', () => {
  it('tells of incidents inside the boundary, beside the others, and how far it has come', () => {
    const shares: number[] = [];
    const { found, eventCount } = computeClustering(
      plane.incidentsAt([...anywhere(80, 400), [9_000, 9_000]]),
      { study, others: plane.incidentsAt(anywhere(120)), method },
      (share) => shares.push(share),
    );
    expect(eventCount).toBe(80);
    expect(found?.againstOthers).toMatchObject({ otherCount: 120, p: 0.01, isAbove: true });
    expect(found?.atRandom).toMatchObject({ p: 0.01, isAbove: true });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('says how many it takes where there are too few, and has nothing to compare with where there are no others', () => {
    expect(
      computeClustering(
        plane.incidentsAt(anywhere(29)),
        { study, others: plane.incidentsAt([]), method },
        () => undefined,
      ),
    ).toEqual({ eventCount: 29, needed: 30, found: null });
    expect(
      computeClustering(
        plane.incidentsAt(anywhere(30)),
        { study, others: plane.incidentsAt(anywhere(29)), method },
        () => undefined,
      ).found?.againstOthers,
    ).toBeNull();
  });
});

describe('clustering in words', () => {
  let inChinese: TFunction;
  let inEnglish: TFunction;
  beforeAll(async () => {
    const instance = createInstance();
    await instance.init({
      resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
      interpolation: { escapeValue: false },
    });
    inChinese = instance.getFixedT('zh-CN') as TFunction;
    inEnglish = instance.getFixedT('en') as TFunction;
  });
  const test = {
    observed: Float64Array.of(0, 30),
    low: Float64Array.of(-5, -6),
    high: Float64Array.of(5, 6),
    globalHalfWidth: 8,
    at: 1,
  };
  const found: ClusteringFound = {
    eventCount: 5_000,
    sampledCount: 2_500,
    radiiMeters: Float64Array.of(50, 1_250),
    nearest: {
      observedMeters: 120.4,
      expectedMeters: 240,
      index: 0.5017,
      z: -12.345,
      p: 1e-9,
      edgeCorrected: { expectedMeters: 250, index: 0.4816, z: -11.5, p: 1e-8 },
    },
    atRandom: { ...test, p: 0.01, isAbove: true },
    againstOthers: { ...test, p: 0.2, isAbove: false, otherCount: 12_000, sampledCount: 2_500, sampledOthers: 2_500 },
  };

  it('names a side only where it is significant', () => {
    expect([
      findSide({ p: 0.05, isAbove: true }),
      findSide({ p: 0.01, isAbove: false }),
      findSide({ p: 0.06, isAbove: true }),
    ]).toEqual(['above', 'below', 'notShown']);
  });

  it('says what was compared with what', () => {
    expect(describeClustering(inChinese, found)).toEqual({
      nearest:
        '平均最近邻距离 120 m，完全随机时预期 250 m（Donnelly 边界修正）；指数 0.48，z = -11.50，p <0.001。不作修正（同 ArcGIS）：预期 240 m，指数 0.50，z = -12.35。',
      atRandom: '相对于辖区内完全随机分布，事件是聚集的，统计上显著（p = 0.010），在 1.3 km 处最明显。',
      againstOthers: '与本市同期其他事件（12,000 件）相比，没有显示出更聚集或更分散（p = 0.20）。',
    });
    expect(describeClustering(inEnglish, { ...found, againstOthers: null }).againstOthers).toMatch(
      /^The filter leaves too few other incidents/,
    );
  });
});
