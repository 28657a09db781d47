import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { CoverageNow, TrackedGap, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { rankGaps, type OpenGap } from '../../../server/src/features/coverage/rank-gaps.ts';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { DAY_SETTINGS, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

/** A patrol that sees everything. */
const ALL_SEEING: CoverageSettings = {
  ...DAY_SETTINGS,
  observers: { ...DAY_SETTINGS.observers, foot: { counts: true, rangeMeters: 10_000, nightFactor: 1 } },
};

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
  await city.createUnit({ deviceId: 'mover', kind: 'foot', branchId: 1 });
  await city.createUnit({ deviceId: 'neighbour', kind: 'bicycle', branchId: 2 });
});
afterAll(() => city.close());

let lastSecond = Math.floor(Date.now() / 1_000) - 60;
/** Moves a unit there: each fix is a second newer than the one before, so that it counts. */
async function move(id: string, [lng, lat]: readonly [number, number]): Promise<void> {
  lastSecond += 1;
  const response = await city.app.inject({
    method: 'POST',
    url: '/ingest/osmand',
    payload: { id, lat, lon: lng, timestamp: lastSecond * 1_000 },
  });
  expect(response.json()).toEqual({ stored: 1, refused: 0 });
}
async function findGaps(role: Role = 'dispatcher', cookie?: string): Promise<TrackedGaps> {
  return (
    await city.app.inject({ url: '/api/v1/coverage/gaps', headers: { cookie: cookie ?? (await city.cookieOf(role)) } })
  ).json() as TrackedGaps;
}
const identityOf = ({ gapId, openedAt, openedEarlier }: TrackedGap) => ({ gapId, openedAt, openedEarlier });

describe('a gap', () => {
  it('keeps its number and its age while a patrol moves through it', async () => {
    const before = await findGaps();
    expect(before.total).toBe(1);
    expect(before.gaps[0]).toMatchObject({ areaId: 'key-area:1', branchId: 1, openedEarlier: true });
    const sizes = [before.gaps[0]!.areaSquareMeters];
    for (const place of [
      [118.3565, 34.3765],
      [118.3562, 34.3765],
      [118.3558, 34.3762],
    ] as const) {
      await move('mover', place);
      const {
        total,
        gaps: [gap],
      } = await findGaps();
      expect(total).toBe(1);
      expect(identityOf(gap!)).toEqual(identityOf(before.gaps[0]!));
      sizes.push(gap!.areaSquareMeters);
    }
    expect(sizes[0]! - sizes[1]!).toBeCloseTo(Math.PI * 150 ** 2, -2);
  });

  it('a row of figures is of one ground: what is not observed of it is its gaps', async () => {
    const {
      gaps: [gap],
    } = await findGaps();
    const { figures } = (
      await city.app.inject({
        url: '/api/v1/coverage/now?areaId=branch:2',
        headers: { cookie: await city.cookieOf('dispatcher') },
      })
    ).json() as CoverageNow;
    // No key area is branch 2's, but nobody sees anything of its own ground, which is in two parts: a share of 0 beside no gap would be of two grounds.
    expect(figures.areas.map(({ areaId, gapCount }) => [areaId, gapCount])).toEqual([
      ['jurisdiction', 1],
      ['branch:1', 1],
      ['branch:2', 2],
      ['key-area:1', 1],
    ]);
    for (const { areaSquareMeters, observedAreaSquareMeters, share, largestGap } of figures.areas) {
      expect(largestGap!.areaSquareMeters).toBeCloseTo(areaSquareMeters - observedAreaSquareMeters, 3);
      expect(largestGap!.areaSquareMeters / areaSquareMeters).toBeCloseTo(1 - share, 9);
    }
    expect(figures.areas[2]).toMatchObject({ share: 0 });
    expect(figures.areas[3]!.largestGap).toMatchObject({
      areaSquareMeters: expect.closeTo(gap!.areaSquareMeters, 3),
      labelPoint: gap!.labelPoint,
    });
  });

  it('names who could see to it: the nearest lookout on duty, and patrols with the time they need', async () => {
    await move('mover', [118.3565, 34.3765]);
    await move('neighbour', [118.3355, 34.1431]);
    const [gap] = (await findGaps()).gaps;
    // The other lookout is never on duty.
    expect(gap!.nearestLookout!.lookoutId).toBe(1);
    expect(gap!.nearestPatrols.map(({ unitId }) => unitId)).toEqual([1, 2]);
    for (const { distanceMeters, travelSeconds, unitId } of gap!.nearestPatrols) {
      const [lng, lat] = unitId === 1 ? [118.3565, 34.3765] : [118.3355, 34.1431];
      const meters = Math.hypot((gap!.labelPoint[0] - lng) * 91_950, (gap!.labelPoint[1] - lat) * 110_930);
      expect(Math.abs(distanceMeters - meters)).toBeLessThan(0.002 * meters + 2);
      expect(travelSeconds).toBeCloseTo((distanceMeters * 1.3) / (unitId === 1 ? 1.3 : 4), -1);
    }
  });

  it('is shown to a branch with its own patrols only, and to another branch not at all', async () => {
    const of = async (areaId: string) =>
      (
        (
          await city.app.inject({
            url: `/api/v1/coverage/gaps?areaId=${areaId}`,
            headers: { cookie: await city.cookieOf('dispatcher') },
          })
        ).json() as TrackedGaps
      ).total;
    expect([await of('key-area:1'), await of('branch:1'), await of('branch:2'), await of('jurisdiction')]).toEqual([
      1, 1, 0, 1,
    ]);
    const own = await findGaps('branch-lead');
    expect(own.gaps.map(({ areaId }) => areaId)).toEqual(['key-area:1']);
    expect(own.gaps[0]!.nearestPatrols.map(({ unitId }) => unitId)).toEqual([1]);
    await city.app.db.query(`UPDATE accounts SET branch_id = 2 WHERE username = 'branch-lead'`);
    expect(await findGaps('branch-lead')).toMatchObject({ total: 0, gaps: [] });
    await city.app.db.query(`UPDATE accounts SET branch_id = 1 WHERE username = 'branch-lead'`);
  });

  it('that is closed for a moment is the same one when it opens again', async () => {
    const [before] = (await findGaps()).gaps;
    await city.app.coverageSettings.update(ALL_SEEING, 1);
    expect(await findGaps()).toMatchObject({ total: 0, gaps: [] });
    await city.app.coverageSettings.update(DAY_SETTINGS, 1);
    expect(identityOf((await findGaps()).gaps[0]!)).toEqual(identityOf(before!));
  });

  it('below the smallest size of the settings is not listed', async () => {
    const wide: CoverageSettings = {
      ...DAY_SETTINGS,
      observers: { ...DAY_SETTINGS.observers, foot: { counts: true, rangeMeters: 1_100, nightFactor: 1 } },
    };
    await city.app.coverageSettings.update(wide, 1);
    const { gaps } = await findGaps();
    // What the two disks leave are corners, each well below the largest size that can be asked for.
    expect(gaps.length).toBeGreaterThan(1);
    await city.app.coverageSettings.update(
      { ...wide, minGapSquareMeters: Math.ceil(gaps.at(-1)!.areaSquareMeters) + 1 },
      1,
    );
    expect((await findGaps()).gaps.map(({ gapId }) => gapId)).toEqual(gaps.slice(0, -1).map(({ gapId }) => gapId));
    await city.app.coverageSettings.update(DAY_SETTINGS, 1);
  });
});

it('viewers are sent figures and gaps within seconds, each scope its own', async () => {
  const viewers = await Promise.all(
    (['dispatcher', 'branch-lead'] as const).map(async (role) =>
      connectViewer(city.address, await city.cookieOf(role)),
    ),
  );
  const [all, own] = await Promise.all(viewers.map((viewer) => viewer.next<{ areas: unknown[] }>('coverage:computed')));
  expect([all!.areas.length, own!.areas.length]).toEqual([4, 2]);
  const [gaps, ownGaps] = await Promise.all(viewers.map((viewer) => viewer.next<TrackedGaps>('gaps:computed')));
  expect([gaps!.gaps[0]!.nearestPatrols.length, ownGaps!.gaps[0]!.nearestPatrols.length]).toEqual([2, 1]);
  viewers.forEach((viewer) => viewer.disconnect());
});

describe('after a restart', () => {
  /** Stops the server and starts another on the same database; `between` runs while there is none. */
  async function restart(between: (pool: pg.Pool) => Promise<unknown>): Promise<TrackedGap[]> {
    const cookie = await city.cookieOf('dispatcher');
    await city.app.close();
    const pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 1 });
    await between(pool).finally(() => pool.end());
    const app = await buildApp(readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), testDatabaseUrl());
    city = { ...city, app, close: () => app.close() };
    return (await findGaps('dispatcher', cookie)).gaps;
  }

  it('an open gap keeps its number and since when it has been open', async () => {
    const before = (await findGaps()).gaps.map(identityOf);
    expect(before).toHaveLength(1);
    expect((await restart(async () => undefined)).map(identityOf)).toEqual(before);
  });

  it('of a server that was away for long, gaps are others: open for at least as long as it is back', async () => {
    const [before] = (await findGaps()).gaps;
    const backAt = Date.now();
    const [after] = await restart((pool) =>
      pool.query(`UPDATE coverage_gap_snapshots SET taken_at = now() - interval '11 minutes'`),
    );
    expect(after!.gapId).toBeGreaterThan(before!.gapId);
    expect(Date.parse(after!.openedAt)).toBeGreaterThanOrEqual(backAt);
    expect(after!.openedEarlier).toBe(true);
  });
});

describe('rankGaps', () => {
  const gap = (gapId: number, incidentWeight: number, households: number, areaSquareMeters: number): OpenGap => ({
    gapId,
    areaId: 'key-area:1',
    branchId: 1,
    areaSquareMeters,
    labelPoint: [118.35, 34.37],
    openedAt: '2026-11-24T00:00:00.000Z',
    openedEarlier: false,
    incidentWeight,
    households,
  });

  it('puts demand before size, and keeps count of what it leaves out', () => {
    const few = rankGaps({
      gaps: [gap(1, 0, 0, 9e6), gap(2, 0, 5, 2e3), gap(3, 2, 0, 1e3), gap(4, 2, 0, 4e3)],
      lookoutsOnDuty: [],
      patrols: [],
      atMs: 0,
    });
    expect(few.gaps.map(({ gapId }) => gapId)).toEqual([4, 3, 2, 1]);
    expect(few.gaps[0]).toMatchObject({ nearestLookout: null, nearestPatrols: [] });
    const many = rankGaps({
      gaps: Array.from({ length: 130 }, (_, n) => gap(n, n, 0, 1e3)),
      lookoutsOnDuty: [],
      patrols: [],
      atMs: 0,
    });
    expect([many.total, many.gaps.length, many.gaps[0]!.gapId]).toEqual([130, 100, 129]);
  });

  it('names the three patrols that are there soonest, not those that are nearest', () => {
    const at = (unitId: number, kind: 'foot' | 'bicycle', metersNorth: number) => ({
      unitId,
      kind,
      branchId: 1,
      position: [118.35, 34.37 + metersNorth / 110_930] as [number, number],
    });
    const { gaps } = rankGaps({
      gaps: [gap(1, 0, 0, 1e3)],
      lookoutsOnDuty: [],
      atMs: 0,
      patrols: [
        at(1, 'foot', 500),
        at(2, 'bicycle', 900),
        at(3, 'foot', 100),
        at(4, 'foot', 800),
        at(5, 'bicycle', 1_000),
      ],
    });
    expect(gaps[0]!.nearestPatrols.map(({ unitId }) => unitId)).toEqual([3, 2, 5]);
    expect(gaps[0]!.nearestPatrols[0]).toEqual({ unitId: 3, distanceMeters: 100, travelSeconds: 100 });
  });
});
