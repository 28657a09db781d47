import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { HotspotDetail, HotspotEvidence, HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import { createEvidenceRepository } from '../../../server/src/features/records/evidence.repository.ts';
import { createNightlyReview } from '../../../server/src/features/records/nightly-review.ts';
import { createNightlyRunsRepository } from '../../../server/src/features/records/nightly-runs.repository.ts';
import { createNightlyService, findNextNight } from '../../../server/src/features/records/nightly.service.ts';
import { createRecordsRepository } from '../../../server/src/features/records/records.repository.ts';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.app.db.query('TRUNCATE hotspot_records, hotspot_nightly_runs, incidents RESTART IDENTITY CASCADE');
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `count` incidents on a sunflower about a place, spread over the days before `daysAgo`. */
async function plant(
  count: number,
  [lng, lat]: LngLat,
  more: { radiusDegrees?: number; daysAgo?: number; category?: string; source?: string } = {},
): Promise<void> {
  const { radiusDegrees = 0.003, daysAgo = 0, category = 'theft', source = 'reported' } = more;
  await city.app.db.query(
    `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
     SELECT $1, 'low', $2, 'open', '', 1, ST_SetSRID(ST_MakePoint($3 + $5 * sqrt(i / $6::float8) * cos(i * 2.4), $4 + $5 * sqrt(i / $6::float8) * sin(i * 2.4)), 4326),
            now() - make_interval(days => $7) - make_interval(hours => i % 600), now()
     FROM generate_series(1, $6::int) AS i`,
    [category, source, lng, lat, radiusDegrees, count, daysAgo],
  );
}
/** All over the city, so that there is something to stand out from. */
const plantBackground = () => plant(300, [118.3, 34.3], { radiusDegrees: 0.15 });

async function send(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  return city.app.inject({
    method,
    url: `/api/v1/hotspots${path}`,
    headers: { cookie: await city.cookieOf('analyst') },
    ...(payload && { payload }),
  });
}
const describeNight = async (): Promise<NightlyReview> => (await send('GET', '/nightly')).json();
/** Runs the review to its end. */
async function review(): Promise<NightlyReview> {
  const started = await send('POST', '/nightly');
  expect(started.statusCode).toBe(202);
  await waitFor('the end of the review', async () => !(await describeNight()).running, 20_000);
  return describeNight();
}
const findRecords = async (): Promise<HotspotRecord[]> => (await send('GET', '/records')).json().hotspots;
const read = async (id: number): Promise<HotspotDetail> => (await send('GET', `/records/${id}`)).json();

function square([lng, lat]: LngLat, half: number): PolygonGeometry {
  const [west, east, south, north] = [lng - half, lng + half, lat - half, lat + half] as [
    number,
    number,
    number,
    number,
  ];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
/** Of a month that ended two months ago. */
const startedMs = Date.now();
const FILTER: IncidentFilter = {
  from: new Date(startedMs - 90 * DAY_MS).toISOString(),
  to: new Date(startedMs - 60 * DAY_MS).toISOString(),
  hours: null,
  weekdays: null,
  categories: null,
  severities: null,
  source: 'reported',
};
async function create(geometry: PolygonGeometry, evidence: Partial<HotspotEvidence> = {}): Promise<number> {
  const payload = {
    name: '广场',
    geometry,
    evidence: {
      method: { kind: 'dbscan', epsMeters: 150, minPoints: 10 },
      filter: FILTER,
      incidentCount: 60,
      areaSquareMeters: 1,
      figures: {},
      ...evidence,
    },
  };
  return (await send('POST', '/records', payload)).json<HotspotRecord>().hotspotId;
}
const kindsOf = async (id: number) => (await read(id)).events.map(({ kind, by }) => [kind, by?.zh ?? null]);

describe('proposing zones', () => {
  it('finds what stands out over eight weeks, once, and says how it was found', async () => {
    await plantBackground();
    await plant(80, CORE);
    const night = await review();
    expect(night).toMatchObject({ running: false, faded: 0, held: 0, tooFew: 0, error: null });
    expect(night.proposed).toBeGreaterThanOrEqual(1);
    const records = await findRecords();
    expect(records).toHaveLength(night.proposed);
    const strongest = records.find(({ hotspotId }) => hotspotId === 1)!;
    expect(strongest).toMatchObject({
      name: '',
      status: 'proposed',
      proposedByJob: true,
      owner: null,
      check: null,
      version: 1,
      evidence: {
        method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 400, bandMeters: 800, maxQ: 0.05 },
        filter: { hours: null, weekdays: null, categories: null, severities: null, source: 'reported' },
      },
    });
    const { filter, figures, incidentCount } = strongest.evidence;
    expect(Date.parse(filter.to) - Date.parse(filter.from)).toBe(56 * DAY_MS);
    expect(incidentCount).toBeGreaterThan(40);
    expect(figures).toMatchObject({
      z: expect.any(Number),
      p: expect.any(Number),
      q: expect.any(Number),
      cells: expect.any(Number),
    });
    expect(await kindsOf(1)).toEqual([['proposed', null]]);
    // Reproducible: the same question has the zone among its answers.
    const again = await send('POST', '/zones', { filter, method: strongest.evidence.method });
    expect(again.json().zones).toContainEqual(
      expect.objectContaining({
        incidentCount,
        areaSquareMeters: strongest.evidence.areaSquareMeters,
        evidence: { kind: 'gi-star', ...figures },
      }),
    );

    const second = await review();
    expect(second).toMatchObject({ proposed: 0, held: records.length, error: null });
    expect((await read(1)).hotspot.check).toMatchObject({ state: 'holds', incidentCount });
    expect(await kindsOf(1)).toEqual([['proposed', null]]);
  });

  it('leaves out what patrols found, and what is known or was rejected lately', async () => {
    await plantBackground();
    await plant(80, CORE, { source: 'found' });
    await review();
    const around = square(CORE, 0.01);
    expect(
      (await findRecords()).filter(
        ({ labelPoint: [lng, lat] }) => Math.abs(lng - CORE[0]) < 0.01 && Math.abs(lat - CORE[1]) < 0.01,
      ),
    ).toEqual([]);

    await city.app.db.query('TRUNCATE hotspot_records RESTART IDENTITY CASCADE');
    await plant(80, CORE);
    const known = await create(around);
    await review();
    const before = (await findRecords()).length;
    await send('PUT', `/records/${known}`, { version: 1, status: 'rejected', reason: '市集' });
    expect((await review()).proposed).toBe(0);
    await city.app.db.query(`UPDATE hotspot_records SET status_changed_at = now() - interval '91 days' WHERE id = $1`, [
      known,
    ]);
    expect((await review()).proposed).toBe(1);
    expect(await findRecords()).toHaveLength(before + 1);
  });

  it('proposes nothing where there is nothing', async () => {
    expect(await review()).toMatchObject({ proposed: 0, error: null });
  });
});

describe('looking at evidence again', () => {
  it('says whose still stands by the newest window of the same length, and tells only what changed', async () => {
    await plant(60, CORE, { daysAgo: 60 });
    await plant(60, SOUTH);
    const gone = await create(square(CORE, 0.003));
    const standing = await create(square(SOUTH, 0.003));
    // Other hours of the same month: the filter moves with everything it says.
    const quiet = await create(square(SOUTH, 0.003), {
      method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 400, bandMeters: 800, maxQ: 0.05 },
      filter: { ...FILTER, categories: ['fraud'] },
    });
    const closed = await create(square(CORE, 0.003));
    await city.app.db.query(`UPDATE hotspot_records SET status = 'closed' WHERE id = $1`, [closed]);

    expect(await review()).toMatchObject({ faded: 1, held: 1, tooFew: 1, error: null });
    const { hotspot } = await read(gone);
    expect(hotspot).toMatchObject({ version: 1, check: { state: 'faded', incidentCount: 0 } });
    expect(Date.parse(hotspot.check!.to) - Date.parse(hotspot.check!.from)).toBe(30 * DAY_MS);
    expect((await read(standing)).hotspot.check).toMatchObject({ state: 'holds', incidentCount: 60 });
    expect((await read(quiet)).hotspot.check).toMatchObject({ state: 'too-few-events', incidentCount: 0 });
    expect((await read(closed)).hotspot.check).toBeNull();
    expect(await kindsOf(gone)).toEqual([
      ['proposed', 'analyst'],
      ['evidence-faded', null],
    ]);
    expect(await kindsOf(standing)).toEqual([['proposed', 'analyst']]);
    expect(await kindsOf(quiet)).toEqual([['proposed', 'analyst']]);

    await review();
    expect(await kindsOf(gone)).toHaveLength(2);
    await plant(60, CORE);
    expect(await review()).toMatchObject({ faded: 0, held: 2, tooFew: 1 });
    expect((await kindsOf(gone)).slice(2)).toEqual([['evidence-holds', null]]);
    expect(
      (
        await city.app.db.query(
          `SELECT account_id, action FROM audit_entries WHERE subject = $1 AND action LIKE 'hotspot.evidence-%' ORDER BY id`,
          [`hotspot:${gone}`],
        )
      ).rows,
    ).toEqual([
      { account_id: null, action: 'hotspot.evidence-faded' },
      { account_id: null, action: 'hotspot.evidence-holds' },
    ]);
  });

  it('a zone that covers less than a tenth of the record does not hold it up', async () => {
    await plant(60, CORE);
    const wide = await create(square(CORE, 0.05));
    expect(await review()).toMatchObject({ faded: 1, held: 0 });
    expect((await read(wide)).hotspot.check).toMatchObject({ state: 'faded', incidentCount: 60 });
  });

  it('says nothing where no incident at all was filed', async () => {
    const id = await create(square(CORE, 0.003));
    expect(await review()).toMatchObject({ faded: 0, held: 0, tooFew: 1, error: null });
    expect((await read(id)).hotspot.check).toMatchObject({ state: 'too-few-events' });
    expect(await kindsOf(id)).toEqual([['proposed', 'analyst']]);
  });

  it('of a method that cannot be computed holds up none of the others, and is told', async () => {
    await plant(60, CORE);
    const impossible = await create(square(CORE, 0.003), {
      method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 25, bandMeters: 20_000, maxQ: 0.05 },
    });
    const standing = await create(square(CORE, 0.003));
    expect(await review()).toMatchObject({ held: 1, error: 'failed' });
    expect((await read(standing)).hotspot.check).toMatchObject({ state: 'holds' });
    expect((await read(impossible)).hotspot.check).toBeNull();
  });

  it('is void for a new shape, and no reason to refuse who edits meanwhile', async () => {
    await plant(60, CORE);
    const id = await create(square(CORE, 0.003));
    await review();
    const changed = await send('PUT', `/records/${id}`, { version: 1, geometry: square(CORE, 0.004) });
    expect([changed.statusCode, changed.json().check]).toEqual([200, null]);
  });
});

describe('when it runs', () => {
  it('at half past three, also over a change of the clock', () => {
    const at = (utc: string) => Date.parse(utc);
    expect(findNextNight(at('2026-11-25T10:00:00Z'), 'Asia/Shanghai')).toBe(at('2026-11-25T19:30:00Z'));
    expect(findNextNight(at('2026-11-25T19:29:59Z'), 'Asia/Shanghai')).toBe(at('2026-11-25T19:30:00Z'));
    expect(findNextNight(at('2026-11-25T19:30:00Z'), 'Asia/Shanghai')).toBe(at('2026-11-26T19:30:00Z'));
    // Houston's clocks change at two in the night, on 8 March and 1 November 2026.
    expect(findNextNight(at('2026-03-08T06:30:00Z'), 'America/Chicago')).toBe(at('2026-03-08T08:30:00Z'));
    expect(findNextNight(at('2026-11-01T05:30:00Z'), 'America/Chicago')).toBe(at('2026-11-01T09:30:00Z'));
    expect(findNextNight(at('2026-11-01T09:30:00Z'), 'America/Chicago')).toBe(at('2026-11-02T09:30:00Z'));
  });

  function createServer(signal = new AbortController().signal) {
    const { db, zones, audit, bus } = city.app;
    const work = createNightlyReview({
      records: createRecordsRepository(db),
      evidence: createEvidenceRepository(db),
      zones,
      db,
      audit,
    });
    return createNightlyService({
      runs: createNightlyRunsRepository(db),
      work,
      bus,
      timeZone: 'Asia/Shanghai',
      signal,
      onFailure(error) {
        throw error;
      },
    });
  }
  const countRuns = async () => (await city.app.db.query('SELECT 1 FROM hotspot_nightly_runs')).rowCount;

  it('on one server at a time, and on one server a night', async () => {
    const nowMs = Date.now();
    const servers = [createServer(), createServer(), createServer()];
    expect(
      (await Promise.all(servers.map((server) => server.start(nowMs, nowMs - HOUR_MS)))).filter(Boolean),
    ).toHaveLength(1);
    await Promise.all(servers.map((server) => server.ended()));
    expect(await servers[0]!.start(nowMs, nowMs - HOUR_MS)).toBe(false);
    // Somebody asks for it all the same.
    expect(await servers[1]!.start(nowMs, null)).toBe(true);
    await servers[1]!.ended();
    expect(await countRuns()).toBe(2);
  });

  it('goes on after a server was lost in the middle of it', async () => {
    await city.app.db.query(`INSERT INTO hotspot_nightly_runs (started_at) VALUES (now() - interval '59 minutes')`);
    const server = createServer();
    expect(await server.start(Date.now(), null)).toBe(false);
    expect((await describeNight()).running).toBe(true);
    await city.app.db.query(`UPDATE hotspot_nightly_runs SET started_at = now() - interval '61 minutes'`);
    expect(await server.start(Date.now(), null)).toBe(true);
    await server.ended();
    expect((await city.app.db.query('SELECT error FROM hotspot_nightly_runs ORDER BY id')).rows).toEqual([
      { error: 'interrupted' },
      { error: null },
    ]);
  });

  it('at the start when a night was missed, and the first time only where that is wanted', async () => {
    const server = createServer();
    await server.makeUp(Date.now(), false);
    expect(await countRuns()).toBe(0);
    await server.makeUp(Date.now(), true);
    await server.ended();
    expect(await countRuns()).toBe(1);
    await server.makeUp(Date.now() + 25 * HOUR_MS, true);
    expect(await countRuns()).toBe(1);
    await server.makeUp(Date.now() + 27 * HOUR_MS, false);
    await server.ended();
    expect(await countRuns()).toBe(2);
  });

  it('stops with its server, and says so', async () => {
    await create(square(CORE, 0.003));
    const stopping = new AbortController();
    stopping.abort();
    const server = createServer(stopping.signal);
    await server.start(Date.now(), null);
    await server.ended();
    expect(await describeNight()).toMatchObject({ running: false, error: 'interrupted', held: 0 });
  });

  it('is told before the first one', async () => {
    const night = await describeNight();
    expect(night).toMatchObject({ ranAt: null, running: false, proposed: 0, error: null });
    expect(Date.parse(night.nextAt)).toBeGreaterThan(Date.now());
    await send('POST', '/nightly');
    expect(
      (await city.app.db.query(`SELECT 1 FROM audit_entries WHERE action = 'nightly-review.started'`)).rowCount,
    ).toBeGreaterThan(0);
    await waitFor('the end of the review', async () => !(await describeNight()).running);
  });
});
