import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { DosageOverview, HotspotOutcome } from '@liaowang/shared/schemas/hotspot-outcome';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** South-west corner of the hotspot: a square of 0.01°, some 920 by 1,110 m, with nothing else near it. */
const [WEST, SOUTH] = [118.4, 34.2] as const;
const MIDDLE: LngLat = [WEST + 0.005, SOUTH + 0.005];
const NOW_MS = Date.now();
/** A local Monday 00:00 (Shanghai) three weeks ago: positions begin a day later. */
const THIS_MONDAY_MS = Math.floor((NOW_MS + 8 * HOUR_MS + 3 * DAY_MS) / WEEK_MS) * WEEK_MS - 3 * DAY_MS - 8 * HOUR_MS;
const weekStart = (weeksAgo: number): number => THIS_MONDAY_MS - weeksAgo * WEEK_MS;

let city: TestApp;
let walkerId: number;
let busId: number;
let hotspotId: number;

const square = (west: number, south: number, side = 0.01) =>
  `POLYGON((${west} ${south}, ${west + side} ${south}, ${west + side} ${south + side}, ${west} ${south + side}, ${west} ${south}))`;

async function plantHotspot(
  more: {
    area?: string;
    status?: string;
    confirmedMs?: number | null;
    evidenceFromMs?: number;
    categories?: string[] | null;
  } = {},
): Promise<number> {
  const {
    area = square(WEST, SOUTH),
    status = 'confirmed',
    confirmedMs = weekStart(2),
    evidenceFromMs = weekStart(30),
    categories = null,
  } = more;
  const filter = {
    from: new Date(evidenceFromMs).toISOString(),
    to: new Date(weekStart(2)).toISOString(),
    hours: null,
    weekdays: null,
    categories,
    severities: null,
    source: 'reported',
  };
  const evidence = {
    method: { kind: 'dbscan', epsMeters: 200, minPoints: 5 },
    filter,
    incidentCount: 30,
    areaSquareMeters: 1e6,
    figures: {},
  };
  const { rows } = await city.app.db.query<{ id: number }>(
    `INSERT INTO hotspot_records (name, area, status, reason, evidence, proposed_by_job, confirmed_at, created_at)
     VALUES ('市场口', ST_GeomFromText($1, 4326), $2, '', $3, false, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000)) RETURNING id`,
    [area, status, JSON.stringify(evidence), confirmedMs, confirmedMs ?? NOW_MS],
  );
  return rows[0]!.id;
}

async function plantFixes(unitId: number, fixes: ReadonlyArray<readonly [atMs: number, place: LngLat]>): Promise<void> {
  await city.app.db.query(
    `INSERT INTO positions (unit_id, fix_time, received_at, lng, lat)
     SELECT $1, to_timestamp(t / 1000), to_timestamp(t / 1000), x, y FROM unnest($2::float8[], $3::float8[], $4::float8[]) AS f(t, x, y)`,
    [unitId, fixes.map(([atMs]) => atMs), fixes.map(([, [lng]]) => lng), fixes.map(([, [, lat]]) => lat)],
  );
}

async function plantIncidents(
  count: number,
  [lng, lat]: LngLat,
  atMs: number,
  { source = 'reported', category = 'theft', status = 'open' } = {},
): Promise<void> {
  await city.app.db.query(
    `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
     SELECT $1, 'low', $2, $3, '', 1, ST_SetSRID(ST_MakePoint($4, $5), 4326), to_timestamp($6::float8 / 1000), now() FROM generate_series(1, $7::int)`,
    [category, source, status, lng, lat, atMs, count],
  );
}

/** Walks in from the west, rests in the middle of the west side, walks out: 30 s + 600 s + 30 s inside, of 12 minutes. */
const patrolFrom = (startMs: number): Array<readonly [number, LngLat]> => {
  const outside: LngLat = [WEST - 0.0005, SOUTH + 0.005];
  const inside: LngLat = [WEST + 0.0005, SOUTH + 0.005];
  return Array.from(
    { length: 13 },
    (_, minute) => [startMs + minute * MINUTE_MS, minute === 0 || minute === 12 ? outside : inside] as const,
  );
};

async function ask(id = hotspotId, query = '', role: 'analyst' | 'branch-lead' = 'analyst') {
  return city.app.inject({
    url: `/api/v1/hotspots/records/${id}/outcome${query}`,
    headers: { cookie: await city.cookieOf(role) },
  });
}
async function outcomeOf(query = '', id = hotspotId): Promise<HotspotOutcome> {
  const answer = await ask(id, query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<HotspotOutcome>();
}
const weekOf = ({ weeks }: HotspotOutcome, weeksAgo: number) =>
  weeks.find((week) => Date.parse(week.weekStart) === weekStart(weeksAgo))!;

beforeAll(async () => {
  city = await createTestApp();
  walkerId = (await city.createUnit({ deviceId: 'walker', kind: 'foot', branchId: 1 })).id;
  busId = (await city.createUnit({ deviceId: 'bus', kind: 'bus', branchId: 1 })).id;
  hotspotId = await plantHotspot();
  // Positions begin a day into the week before the patrols were sent. One patrol runs past the end of an hour.
  await plantFixes(walkerId, [
    [weekStart(3) + DAY_MS, [118.3, 34.3]],
    ...patrolFrom(weekStart(2) + 10 * HOUR_MS - 4 * MINUTE_MS),
    ...patrolFrom(weekStart(2) + 12 * HOUR_MS),
    ...patrolFrom(weekStart(2) + 12 * HOUR_MS + 15 * MINUTE_MS),
    ...patrolFrom(weekStart(1) + 30 * HOUR_MS),
  ]);
  await plantFixes(busId, [
    [weekStart(1), [WEST - 0.005, SOUTH + 0.002]],
    [weekStart(1) + 100_000, [WEST + 0.015, SOUTH + 0.002]],
  ]);

  // Before: 60 inside, 20 in the buffer, and 60 at each of six other places; during: 2 inside, 2 in the buffer, 6 at each of the six.
  const elsewhere = Array.from({ length: 6 }, (_, n): LngLat => [118.3 + 0.04 * n, 34.4]);
  for (let week = 3; week <= 12; week++) {
    // One a day: what comes in heaps shows no change so soon.
    for (let day = 0; day < 6; day++) await plantIncidents(1, MIDDLE, weekStart(week) + (day + 0.5) * DAY_MS);
    for (const place of elsewhere) await plantIncidents(6, place, weekStart(week) + DAY_MS);
  }
  // All of one day: of a heap nobody can tell whether it comes again.
  await plantIncidents(20, [WEST - 0.002, SOUTH + 0.005], weekStart(5) + DAY_MS);
  // The record of incidents is older than any window.
  await plantIncidents(1, [118.3, 34.45], weekStart(20));
  await plantIncidents(2, MIDDLE, weekStart(2) + DAY_MS);
  await plantIncidents(1, MIDDLE, weekStart(2) + DAY_MS, { status: 'withdrawn' });
  await plantIncidents(5, MIDDLE, weekStart(2) + DAY_MS, { source: 'found' });
  await plantIncidents(2, [WEST - 0.002, SOUTH + 0.005], weekStart(1) + DAY_MS);
  for (const place of elsewhere) await plantIncidents(6, place, weekStart(1) + DAY_MS);
  await city.app.dosage.countMissing();
});
afterAll(() => city.close());

describe('dosage', () => {
  it('is the time that patrols were inside and their stays, by local week; vehicles apart', async () => {
    const outcome = await outcomeOf();
    const first = weekOf(outcome, 2);
    // Three patrols of 11 minutes; the third came back three minutes after the second had left: the same stay.
    expect(first.patrolMinutes).toBeCloseTo(33, 1);
    expect(first).toMatchObject({ visits: 2, vehicleMinutes: 0, hours: 168, countedHours: 168 });
    const second = weekOf(outcome, 1);
    expect(second.patrolMinutes).toBeCloseTo(11, 1);
    // Half of 100 seconds at even speed.
    expect(second.vehicleMinutes).toBeCloseTo(50 / 60, 2);
    expect(second.visits).toBe(1);
    expect(outcome.dosage.during.minutesAWeek).toBeGreaterThan(0);
    expect(outcome.dosage.during.countedHours).toBe(outcome.dosage.during.hours);
  });

  it('is unknown, not none, for the time before there were positions', async () => {
    const outcome = await outcomeOf();
    expect(weekOf(outcome, 4)).toMatchObject({
      patrolMinutes: null,
      visits: null,
      vehicleMinutes: null,
      countedHours: 0,
      hours: 168,
    });
    expect(weekOf(outcome, 3)).toMatchObject({ patrolMinutes: 0, visits: 0, countedHours: 144, hours: 168 });
    expect(outcome.caveats).toContain('no-dosage-before');
    expect(outcome.caveats).not.toContain('dosage-unknown');
  });

  it(
    'counts positions that come late, and a new hotspot back to where positions begin',
    { timeout: 60_000 },
    async () => {
      expect(await city.app.dosage.countMissing()).toBe(0);
      const lateMs = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS - 3 * HOUR_MS;
      for (const minute of [0, 1]) {
        const sent = await city.app.inject({
          method: 'POST',
          url: '/ingest/osmand',
          payload: { id: 'walker', timestamp: lateMs + minute * MINUTE_MS, lat: MIDDLE[1], lon: MIDDLE[0] },
        });
        expect(sent.statusCode).toBe(200);
      }
      const before = await outcomeOf();
      await city.app.dosage.countMissing();
      const after = await outcomeOf();
      const sum = ({ weeks }: HotspotOutcome) =>
        weeks.reduce((total, { patrolMinutes }) => total + (patrolMinutes ?? 0), 0);
      expect(sum(after) - sum(before)).toBeCloseTo(1, 3);

      const west = await plantHotspot({ area: square(WEST, SOUTH, 0.005), confirmedMs: null, status: 'watching' });
      await city.app.dosage.countMissing();
      const { rows } = await city.app.db.query<{ hours: number; minutes: number }>(
        'SELECT count(*)::int AS hours, sum(patrol_seconds) / 60 AS minutes FROM hotspot_dosage_hours WHERE hotspot_id = $1',
        [west],
      );
      expect(rows[0]!.hours).toBe(
        (Math.floor((Date.now() - 180_000) / HOUR_MS) * HOUR_MS - weekStart(3) - DAY_MS) / HOUR_MS,
      );
      await city.app.db.query('DELETE FROM hotspot_records WHERE id = $1', [west]);
    },
  );

  it('counts again under a new outline, and does not mix the two', { timeout: 60_000 }, async () => {
    const moved = await plantHotspot({ area: square(118.6, 34.1) });
    await city.app.dosage.countMissing();
    await city.app.db.query('UPDATE hotspot_records SET area = ST_GeomFromText($2, 4326) WHERE id = $1', [
      moved,
      square(WEST, SOUTH),
    ]);
    expect(weekOf(await outcomeOf('', moved), 2).patrolMinutes).toBeNull();
    await city.app.dosage.countMissing();
    expect(weekOf(await outcomeOf('', moved), 2).patrolMinutes).toBeCloseTo(33, 1);
    await city.app.db.query('DELETE FROM hotspot_records WHERE id = $1', [moved]);
  });

  it('names no unit, and stays when the positions go', async () => {
    const { rows } = await city.app.db.query<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'hotspot_dosage_hours'`,
    );
    expect(rows.map((row) => row.column_name).filter((name) => /unit|device|account|person/.test(name))).toEqual([]);
    const kept = (await outcomeOf()).weeks;
    await city.app.db.query('DELETE FROM positions');
    await city.app.dosage.countMissing();
    expect((await outcomeOf()).weeks).toEqual(kept);
    expect(weekOf(await outcomeOf(), 2).patrolMinutes).toBeCloseTo(33, 1);
  });
});

describe('the outcome', () => {
  it('counts reported incidents inside, around and elsewhere, and found ones apart', async () => {
    const { during, windows, bufferMeters, comparisonZones, weeks } = await outcomeOf();
    expect(windows.before).toEqual({
      from: new Date(weekStart(14)).toISOString(),
      to: new Date(weekStart(2)).toISOString(),
    });
    expect(windows.after).toBeNull();
    expect(bufferMeters).toBe(300);
    expect(during.hotspot).toMatchObject({ before: 60, beforeDays: 84, during: 2, verdict: 'fewer' });
    expect(during.buffer).toMatchObject({ before: 20, during: 2, verdict: 'too-few' });
    expect(during).toMatchObject({ foundBefore: 0, found: 5 });
    expect(comparisonZones).toHaveLength(5);
    expect(comparisonZones.every((zone) => zone.before === 60)).toBe(true);
    expect(during.comparison).toMatchObject({ before: 300, during: 30 });
    expect(weeks.reduce((sum, week) => sum + week.comparisonReported, 0)).toBe(330);
    expect(weekOf({ weeks } as HotspotOutcome, 2)).toMatchObject({ reported: 2, found: 5, bufferReported: 0 });
  });

  it('tells the net change and where events may have gone', async () => {
    const { during } = await outcomeOf();
    // (2 / 60) / (30 / 300).
    expect(during.netChange!.ratio).toBeCloseTo(1 / 3, 10);
    expect(during.netChange!.interval.low).toBeLessThan(1 / 3);
    expect(during.netChange!.interval.high).toBeGreaterThan(1 / 3);
    expect(during.netChange!.dispersion).toBeGreaterThanOrEqual(1);
    // Buffer: 20/300 of the comparison before, 2/30 during: it kept its share.
    expect(during.displacement).toEqual({ quotient: 0, interval: null, reading: 'cannot-be-told' });
  });

  it('gives the ground it counted: the ring without other hotspots, and moved outlines', async () => {
    const near = await plantHotspot({ area: square(WEST - 0.003, SOUTH, 0.002), status: 'watching' });
    const { bufferGeometry, comparisonZones, during } = await outcomeOf();
    const { rows } = await city.app.db.query<{ covers_own: boolean; covers_other: boolean; covers_near: boolean }>(
      `SELECT ST_Covers(g, ST_Point($2, $3, 4326)) AS covers_own, ST_Covers(g, ST_Point($2 - 0.007, $3 - 0.004, 4326)) AS covers_other, ST_Covers(g, ST_Point($2 + 0.006, $3, 4326)) AS covers_near
       FROM (SELECT ST_GeomFromGeoJSON($1) AS g) t`,
      [JSON.stringify(bufferGeometry), ...MIDDLE],
    );
    expect(rows[0]).toEqual({ covers_own: false, covers_other: false, covers_near: true });
    expect(during.buffer.before).toBe(20);
    const areas = await city.app.db.query<{ own: number; zone: number }>(
      `SELECT ST_Area(ST_GeomFromText($1)) AS own, ST_Area(ST_GeomFromGeoJSON($2)) AS zone`,
      [square(WEST, SOUTH), JSON.stringify(comparisonZones[0]!.geometry)],
    );
    // Degrees of longitude are shorter further north.
    expect(areas.rows[0]!.zone / areas.rows[0]!.own).toBeCloseTo(1, 1);
    await city.app.db.query('DELETE FROM hotspot_records WHERE id = $1', [near]);
  });

  it('counts the kinds of incidents that made it a hotspot', async () => {
    await plantIncidents(4, MIDDLE, weekStart(2) + DAY_MS, { category: 'noise' });
    const noisy = await plantHotspot({ area: square(WEST, SOUTH), categories: ['noise'] });
    const outcome = await outcomeOf('', noisy);
    expect(outcome.counted.categories).toEqual(['noise']);
    expect(outcome.during.hotspot).toMatchObject({ before: 0, during: 4 });
    expect(outcome.during).toMatchObject({ comparison: null, netChange: null, displacement: null });
    expect(outcome.caveats).toEqual(expect.arrayContaining(['no-comparison', 'few-incidents']));
    await city.app.db.query('DELETE FROM hotspot_records WHERE id = $1', [noisy]);
    await city.app.db.query(`DELETE FROM incidents WHERE category = 'noise'`);
  });

  it('says what limits it', async () => {
    expect((await outcomeOf()).caveats).toEqual(
      expect.arrayContaining(['regression-to-the-mean', 'little-patrolling', 'still-running']),
    );
    const ended = await outcomeOf(
      `?from=${new Date(weekStart(2)).toISOString()}&to=${new Date(weekStart(1)).toISOString()}&afterDays=3&beforeDays=28`,
    );
    expect(ended.caveats).not.toContain('still-running');
    expect(ended.windows.after).toEqual({
      from: new Date(weekStart(1)).toISOString(),
      to: new Date(Math.min(weekStart(1) + 3 * DAY_MS, Date.parse(ended.windows.after!.to))).toISOString(),
    });
    // Four weeks before.
    expect(ended.during.hotspot).toMatchObject({ before: 24, beforeDays: 28, during: 2, duringDays: 7 });
    expect(ended.after!.buffer).toMatchObject({ before: 20, during: 2 });
    expect(ended.dosage.after!.minutesAWeek).toBeGreaterThan(0);
  });

  it('refuses windows that are none, records that are none, and who may not see hotspots', async () => {
    const now = new Date().toISOString();
    expect((await ask(hotspotId, `?from=${now}&to=${new Date(weekStart(1)).toISOString()}`)).json()).toMatchObject({
      error: { code: 'empty-window' },
    });
    expect((await ask(hotspotId, '?from=0001-01-01T00:00:00Z')).json()).toMatchObject({
      error: { code: 'invalid-input', field: 'querystring.from' },
    });
    expect((await ask(hotspotId, '?bufferMeters=1')).statusCode).toBe(400);
    expect((await ask(9_999)).statusCode).toBe(404);
    expect((await ask(hotspotId, '', 'branch-lead')).statusCode).toBe(403);
  });
});

describe('the overview', () => {
  it('sets patrolling beside incidents for every hotspot that is not rejected', async () => {
    const rejected = await plantHotspot({ status: 'rejected' });
    const answer = await city.app.inject({
      url: '/api/v1/hotspots/dosage?weeks=4',
      headers: { cookie: await city.cookieOf('police-liaison') },
    });
    expect(answer.statusCode, answer.body).toBe(200);
    const { weekStarts, hotspots } = answer.json<DosageOverview>();
    expect(weekStarts.map((start) => Date.parse(start))).toEqual([3, 2, 1, 0].map(weekStart));
    expect(hotspots.map((hotspot) => hotspot.hotspotId)).toEqual([hotspotId]);
    const [own] = hotspots;
    expect(own).toMatchObject({ name: '市场口', status: 'confirmed', reported: [6, 2, 0, 0], found: [0, 5, 0, 0] });
    expect(own!.patrolMinutes[1]).toBeCloseTo(33, 1);
    expect(own!.visits.slice(0, 3)).toEqual([0, 2, 1]);
    expect(own!.change).toMatchObject({ before: 60, during: 2, verdict: 'fewer' });
    await city.app.db.query('DELETE FROM hotspot_records WHERE id = $1', [rejected]);
  });
});
