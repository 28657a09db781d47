import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageFigures, CoverageNow } from '@liaowang/shared/schemas/coverage';
import { createCoverageTrendRepository } from '../../../server/src/features/coverage/coverage-trend.repository.ts';
import { createCoverageTrend } from '../../../server/src/features/coverage/coverage-trend.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

/** Lookout 1 sees 800 m; it stands 460 m east of the west edge and 555 m north of the south edge of the key area. */
const LOOKOUT_METERS = 800;

let city: TestApp;
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('DELETE FROM coverage_minutes'));

async function get<T>(url: string, role: 'dispatcher' | 'branch-lead' = 'dispatcher'): Promise<T> {
  const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf(role) } });
  expect(response.statusCode).toBe(200);
  return response.json() as T;
}
const keyArea = (figures: CoverageFigures) => figures.areas.find((area) => area.areaId === 'key-area:1')!;

async function placeUnit(ageSeconds: number, [lng, lat]: readonly [number, number]): Promise<void> {
  const deviceId = `seer-${(devices += 1)}`;
  await city.createUnit({ deviceId, kind: 'foot', branchId: 1 });
  const response = await city.app.inject({
    method: 'POST',
    url: '/ingest/osmand',
    payload: { id: deviceId, lat, lon: lng, timestamp: Date.now() - ageSeconds * 1_000 },
  });
  expect(response.json()).toEqual({ stored: 1, refused: 0 });
}

/** Area of the part of a disk (radius r, around the origin) right of x = −left and above y = −bottom, both lines cutting it, by fine strips. */
function cutDiskArea(r: number, left: number, bottom: number): number {
  const strips = 200_000;
  const dx = (r + left) / strips;
  let area = 0;
  for (let i = 0; i < strips; i++) {
    const half = Math.sqrt(Math.max(0, r ** 2 - (-left + (i + 0.5) * dx) ** 2));
    area += Math.max(0, half + Math.min(half, bottom)) * dx;
  }
  return area;
}

/** Metres of a degree at the latitude of the key area, WGS-84. */
const METERS_PER_DEGREE = {
  lng: 111_412.84 * Math.cos((34.365 * Math.PI) / 180) - 93.5 * Math.cos((3 * 34.365 * Math.PI) / 180),
  lat: 111_132.92 - 559.82 * Math.cos((2 * 34.365 * Math.PI) / 180),
};

describe('coverage now', () => {
  it('of one lookout on duty is what its disk covers of the key area; the one never on duty adds nothing', async () => {
    const figures = await get<CoverageFigures>('/api/v1/coverage/figures');
    expect(figures.observers).toEqual({ lookouts: 1, units: 0 });
    const { areaSquareMeters, observedAreaSquareMeters, share, gapCount } = keyArea(figures);
    expect(areaSquareMeters / (0.02 * METERS_PER_DEGREE.lng * 0.02 * METERS_PER_DEGREE.lat)).toBeCloseTo(1, 3);
    const expected = cutDiskArea(LOOKOUT_METERS, 0.005 * METERS_PER_DEGREE.lng, 0.005 * METERS_PER_DEGREE.lat);
    expect(observedAreaSquareMeters / expected).toBeCloseTo(1, 3);
    expect(share).toBeCloseTo(observedAreaSquareMeters / areaSquareMeters, 9);
    expect(figures.keyAreaShare).toBeCloseTo(share, 9);
    expect(gapCount).toBe(1);
  });

  it('grows by the whole disk of a fresh unit in the open, and not by a stale one', async () => {
    const before = keyArea(await get<CoverageFigures>('/api/v1/coverage/figures'));
    await placeUnit(300, [118.3565, 34.3765]);
    expect(keyArea(await get<CoverageFigures>('/api/v1/coverage/figures')).observedAreaSquareMeters).toBe(
      before.observedAreaSquareMeters,
    );
    await placeUnit(5, [118.3565, 34.3765]);
    const { observers, ...figures } = await get<CoverageFigures>('/api/v1/coverage/figures');
    expect(observers).toEqual({ lookouts: 1, units: 1 });
    const added = keyArea(figures as CoverageFigures).observedAreaSquareMeters - before.observedAreaSquareMeters;
    // Patrols on foot see 150 m.
    expect(added / (Math.PI * 150 ** 2)).toBeCloseTo(1, 3);
  });

  it('as GeoJSON has gaps whose areas and the observed part make up the key area', async () => {
    const { features, figures } = await get<CoverageNow>('/api/v1/coverage/now');
    const { areaSquareMeters, observedAreaSquareMeters, gapCount } = keyArea(figures);
    const gaps = features.filter((gap) => gap.properties.areaId === 'key-area:1');
    expect(gaps).toHaveLength(gapCount);
    const unseen = gaps.reduce((sum, gap) => sum + gap.properties.areaSquareMeters, 0);
    expect((unseen + observedAreaSquareMeters) / areaSquareMeters).toBeCloseTo(1, 4);
    for (const gap of gaps) {
      const ring = gap.geometry.coordinates[0]!;
      expect(ring[0]).toEqual(ring.at(-1));
    }
  });

  it('shows a branch its own ground and key areas and not the city', async () => {
    const { features, figures } = await get<CoverageNow>('/api/v1/coverage/now', 'branch-lead');
    expect(figures.areas.map((area) => area.areaId)).toEqual(['branch:1', 'key-area:1']);
    expect(figures.keyAreaShare).toBeCloseTo(keyArea(figures).share, 9);
    expect(features.length).toBeGreaterThan(0);
    expect(features.every((gap) => gap.properties.areaId === 'key-area:1')).toBe(true);
    const whole = await get<CoverageNow>('/api/v1/coverage/now');
    expect(whole.figures.areas.map((area) => area.areaId)).toEqual([
      'jurisdiction',
      'branch:1',
      'branch:2',
      'key-area:1',
    ]);
    expect(new Set(whole.features.map((gap) => gap.properties.areaId))).toEqual(
      new Set(['jurisdiction', 'key-area:1']),
    );
  });

  it("of one area has that area's gaps only, of a branch too", async () => {
    const { features, figures } = await get<CoverageNow>('/api/v1/coverage/now?areaId=branch:2');
    expect(new Set(features.map((gap) => gap.properties.areaId))).toEqual(new Set(['branch:2']));
    const { areaSquareMeters, observedAreaSquareMeters } = figures.areas.find((area) => area.areaId === 'branch:2')!;
    const unseen = features.reduce((sum, gap) => sum + gap.properties.areaSquareMeters, 0);
    expect((unseen + observedAreaSquareMeters) / areaSquareMeters).toBeCloseTo(1, 4);
    const keyAreaGaps = (await get<CoverageNow>('/api/v1/coverage/now?areaId=key-area:1')).features;
    expect(
      keyAreaGaps.every(
        (gap) => Number.isInteger(gap.properties.gapId) && Date.parse(gap.properties.openedAt!) <= Date.now(),
      ),
    ).toBe(true);
  });

  it.each([
    ['/api/v1/coverage/now?areaId=branch:99', 'dispatcher'],
    ['/api/v1/coverage/now?areaId=jurisdiction', 'branch-lead'],
    ['/api/v1/coverage/hour-of-week?areaId=branch:2', 'branch-lead'],
  ] as const)('of an area that is unknown to the reader is refused in a sentence: %s as %s', async (url, role) => {
    const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf(role) } });
    expect(response.statusCode).toBe(404);
    expect(response.json().error).toMatchObject({
      code: 'not-found',
      field: 'querystring.areaId',
      reason: expect.stringMatching(/^There is no area of responsibility .*\.$/),
    });
  });

  it('is of areas whose outlines can be asked for, each role its own', async () => {
    const areas =
      await get<Array<{ areaId: string; branchId: number | null; geometry: { type: string } }>>(
        '/api/v1/coverage/areas',
      );
    expect(areas.map(({ areaId, branchId, geometry }) => [areaId, branchId, geometry.type])).toEqual([
      ['jurisdiction', null, 'MultiPolygon'],
      ['branch:1', 1, 'MultiPolygon'],
      ['branch:2', 2, 'MultiPolygon'],
      ['key-area:1', 1, 'Polygon'],
    ]);
    expect((await get<typeof areas>('/api/v1/coverage/areas', 'branch-lead')).map(({ areaId }) => areaId)).toEqual([
      'branch:1',
      'key-area:1',
    ]);
  });

  it('counts a unit outside every area nowhere', async () => {
    const before = await get<CoverageFigures>('/api/v1/coverage/figures');
    await placeUnit(5, [119.9, 35.5]);
    const after = await get<CoverageFigures>('/api/v1/coverage/figures');
    expect(after.observers.units).toBe(before.observers.units + 1);
    expect(after.areas.map((area) => area.observedAreaSquareMeters)).toEqual(
      before.areas.map((area) => area.observedAreaSquareMeters),
    );
  });
});

describe('the trend', () => {
  const NOON_MS = Date.UTC(2026, 10, 23, 12);

  it('remembers the share of an hour ago, over a restart too', async () => {
    const trend = await createCoverageTrend(createCoverageTrendRepository(city.app.db), NOON_MS - 3_600_000);
    await trend.record(NOON_MS - 3_600_000, 0.25);
    await trend.record(NOON_MS - 3_600_000 + 1_000, 0.75);
    expect(trend.shareHourBefore(NOON_MS)).toBe(0.25);
    expect(
      (await createCoverageTrend(createCoverageTrendRepository(city.app.db), NOON_MS)).shareHourBefore(
        NOON_MS + 30_000,
      ),
    ).toBe(0.25);
  });

  it('bridges a few minutes without figures, and says nothing beyond', async () => {
    const trend = await createCoverageTrend(createCoverageTrendRepository(city.app.db), NOON_MS);
    await trend.record(NOON_MS, 0.5);
    expect(trend.shareHourBefore(NOON_MS + 3_600_000 + 5 * 60_000)).toBe(0.5);
    expect(trend.shareHourBefore(NOON_MS + 3_600_000 + 6 * 60_000)).toBeNull();
  });
});
