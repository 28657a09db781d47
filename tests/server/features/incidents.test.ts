import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { Role } from '@liaowang/shared/schemas/account';
import { createIncidentsRepository } from '../../../server/src/features/incidents/incidents.repository.ts';
import { createIncidentsService } from '../../../server/src/features/incidents/incidents.service.ts';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../support/create-test-app.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
/** In the next county. */
const OUTSIDE: [number, number] = [119.5, 34.37];

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

async function call(role: Role, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  return city.app.inject({
    method,
    url,
    headers: { cookie: await city.cookieOf(role) },
    ...(payload ? { payload } : {}),
  });
}
const report = (role: Role, more: object = {}) =>
  call(role, 'POST', '/api/v1/incidents', { category: 'theft', position: CORE, ...more });
const withdraw = (role: Role, id: number) => call(role, 'DELETE', `/api/v1/incidents/${id}`);
const idsSeenBy = async (role: Role, query = '') =>
  ((await call(role, 'GET', `/api/v1/incidents${query}`)).json().features as IncidentFeature[]).map(
    (feature) => feature.id,
  );

describe('reporting', () => {
  it('files an incident that is then in the list, with the branch nearest to it', async () => {
    const occurredAt = new Date(Date.now() - 5 * MINUTE_MS).toISOString();
    const response = await report('dispatcher', {
      severity: 'high',
      source: 'found',
      description: '  twice   ',
      position: SOUTH,
      occurredAt,
    });
    expect(response.statusCode).toBe(201);
    const incident = response.json() as IncidentFeature;
    expect(incident.geometry.coordinates).toEqual(SOUTH);
    expect(incident.properties).toMatchObject({
      category: 'theft',
      severity: 'high',
      source: 'found',
      status: 'open',
      description: 'twice',
      branchId: 2,
      occurredAt,
    });
    const listed = (await call('dispatcher', 'GET', '/api/v1/incidents')).json().features as IncidentFeature[];
    expect(listed.find((feature) => feature.id === incident.id)).toEqual(incident);
  });

  it('of long ago is for those who manage or import incidents', async () => {
    const daysAgo = (days: number) => ({ occurredAt: new Date(Date.now() - days * 86_400_000).toISOString() });
    expect((await report('volunteer', daysAgo(29.9))).statusCode).toBe(201);
    const refused = await report('volunteer', daysAgo(30.1));
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error).toMatchObject({ code: 'too-long-ago', field: 'body.occurredAt' });
    expect((await report('dispatcher', daysAgo(300))).statusCode).toBe(201);
  });

  it('takes the middle severity and "reported" where nothing is said', async () => {
    expect((await report('dispatcher')).json().properties).toMatchObject({
      severity: 'medium',
      source: 'reported',
      description: '',
    });
  });

  it('by a branch account is filed for that branch, wherever it happened', async () => {
    const { id, properties } = (await report('volunteer', { position: SOUTH })).json();
    expect(properties.branchId).toBe(1);
    expect(await idsSeenBy('volunteer')).toContain(id);
  });

  it.each([
    ['outside the jurisdiction', { position: OUTSIDE }, 'body.position', 'outside-jurisdiction'],
    [
      'in the future',
      { occurredAt: new Date(Date.now() + 3_600_000).toISOString() },
      'body.occurredAt',
      'in-the-future',
    ],
    ['of no known category', { category: 'mischief' }, 'body.category', 'invalid-input'],
    ['at no place', { position: [118] }, 'body.position', 'invalid-input'],
    ['off the Earth', { position: [118, 91] }, 'body.position.1', 'invalid-input'],
    ['at a time that is no time', { occurredAt: 'yesterday' }, 'body.occurredAt', 'invalid-input'],
    [
      'in a leap second, which no clock here knows',
      { occurredAt: '2016-12-31T23:59:60Z' },
      'body.occurredAt',
      'invalid-input',
    ],
    ['with a NUL', { description: 'a\0b' }, 'body.description', 'invalid-input'],
    ['with a text too long', { description: 'x'.repeat(501) }, 'body.description', 'invalid-input'],
    ['with what nobody asked for', { status: 'closed' }, 'body.status', 'invalid-input'],
  ])('refuses one %s with the field at fault', async (_name, more, field, code) => {
    const response = await report('dispatcher', more);
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code, field });
  });
});

describe('the list', () => {
  it('holds the window that is asked for, newest first', async () => {
    const old = (
      await report('dispatcher', { occurredAt: new Date(Date.now() - 3 * 86_400_000).toISOString() })
    ).json() as IncidentFeature;
    expect(await idsSeenBy('dispatcher')).not.toContain(old.id);
    const from = new Date(Date.now() - 4 * 86_400_000).toISOString();
    const found = (await call('dispatcher', 'GET', `/api/v1/incidents?from=${from}`)).json()
      .features as IncidentFeature[];
    expect(found.at(-1)?.id).toBe(old.id);
    expect(found.map((feature) => feature.properties.occurredAt)).toEqual(
      found
        .map((feature) => feature.properties.occurredAt)
        .toSorted()
        .toReversed(),
    );
    expect(await idsSeenBy('dispatcher', `?from=${from}&limit=1`)).toHaveLength(1);
  });

  it('is open at the end where nobody says when, so that a reporter whose clock is a little ahead is heard', async () => {
    const ahead = (
      await report('dispatcher', { occurredAt: new Date(Date.now() + MINUTE_MS).toISOString() })
    ).json() as IncidentFeature;
    expect(await idsSeenBy('dispatcher')).toContain(ahead.id);
  });

  it('shows a branch its own incidents only', async () => {
    const foreign = (await report('dispatcher', { position: SOUTH })).json() as IncidentFeature;
    const own = (await report('dispatcher')).json() as IncidentFeature;
    const seen = await idsSeenBy('branch-lead');
    expect(seen).toContain(own.id);
    expect(seen).not.toContain(foreign.id);
  });

  it.each([
    ['?from=yesterday', 'querystring.from'],
    ['?limit=0', 'querystring.limit'],
    ['?limit=1000000', 'querystring.limit'],
    ['?since=1', 'querystring.since'],
  ])('refuses %s with the field at fault', async (query, field) => {
    const response = await call('dispatcher', 'GET', `/api/v1/incidents${query}`);
    expect([response.statusCode, response.json().error.field]).toEqual([400, field]);
  });
});

describe('undo', () => {
  it('is for whoever reported, and hides the incident', async () => {
    const { id } = (await report('volunteer')).json() as IncidentFeature;
    expect((await withdraw('volunteer', Number(id))).statusCode).toBe(204);
    expect(await idsSeenBy('dispatcher')).not.toContain(id);
    expect((await withdraw('volunteer', Number(id))).statusCode).toBe(404);
  });

  it('is refused to others of the branch, and other branches are not told that it exists', async () => {
    const own = (await report('branch-lead')).json() as IncidentFeature;
    expect((await withdraw('volunteer', Number(own.id))).statusCode).toBe(403);
    const foreign = (await report('dispatcher', { position: SOUTH })).json() as IncidentFeature;
    expect((await withdraw('volunteer', Number(foreign.id))).statusCode).toBe(404);
    expect(await idsSeenBy('dispatcher')).toEqual(expect.arrayContaining([own.id, foreign.id]));
  });

  it('is over after a quarter of an hour, except for who manages incidents', async () => {
    const { id } = (await report('volunteer')).json() as IncidentFeature;
    await city.app.db.query(`UPDATE incidents SET reported_at = now() - interval '16 minutes' WHERE id = $1`, [id]);
    const late = await withdraw('volunteer', Number(id));
    expect([late.statusCode, late.json().error.code]).toEqual([403, 'too-late-to-withdraw']);
    expect((await withdraw('dispatcher', Number(id))).statusCode).toBe(204);
  });

  it('of two at once is audited once', async () => {
    const { id } = (await report('dispatcher')).json() as IncidentFeature;
    await Promise.all([withdraw('dispatcher', Number(id)), withdraw('dispatcher', Number(id))]);
    const { rowCount } = await city.app.db.query(
      `SELECT 1 FROM audit_entries WHERE action = 'incident.withdrawn' AND subject = $1`,
      [`incident:${id}`],
    );
    expect(rowCount).toBe(1);
  });
});

describe('the summary', () => {
  const insert = (occurredAtMs: number) =>
    city.app.db.query(
      `INSERT INTO incidents (category, severity, source, status, description, branch_id, position, occurred_at, reported_at)
       VALUES ('theft', 'low', 'reported', 'open', '', 1, ST_SetSRID(ST_MakePoint($1, $2), 4326), to_timestamp($3::float8 / 1000), now())`,
      [...CORE, occurredAtMs],
    );
  const summarize = async (nowMs: number) => city.app.incidents.summarize(nowMs, null);

  it('says nothing about the usual of a few weeks, and counts like hours of like weekdays of many', async () => {
    await city.app.db.query('TRUNCATE incidents');
    // Noon in Xinyi on a Monday.
    const noonMs = Date.UTC(2026, 10, 23, 4);
    await insert(noonMs - MINUTE_MS);
    expect(await summarize(noonMs)).toEqual({
      today: 1,
      todayByCategory: [{ category: 'theft', count: 1 }],
      usualLow: null,
      usualHigh: null,
      weeksCompared: 0,
    });

    for (let week = 1; week <= 8; week++) {
      for (let i = 0; i < week; i++) await insert(noonMs - week * WEEK_MS - 3_600_000);
      // The afternoon and the day before do not count.
      await insert(noonMs - week * WEEK_MS + 3_600_000);
      await insert(noonMs - week * WEEK_MS - 86_400_000);
    }
    await insert(noonMs - 9 * WEEK_MS);
    const { today, usualLow, usualHigh, weeksCompared } = await summarize(noonMs);
    expect([today, weeksCompared]).toEqual([1, 8]);
    // Counts of 1 to 8: their 10th and 90th percentile.
    expect(usualLow).toBeCloseTo(1.7, 1);
    expect(usualHigh).toBeCloseTo(7.3, 1);
  });

  it.each([
    // The clocks go forward on 14 March and back on 7 November 2027, at two in the night.
    ['America/New_York', Date.UTC(2027, 2, 14, 5), 23],
    ['America/New_York', Date.UTC(2027, 10, 7, 4), 25],
    ['Asia/Shanghai', Date.UTC(2027, 2, 13, 16), 24],
  ])(
    'of a city in %s begins at its midnight, also on days of more or fewer hours',
    async (timeZone, midnightMs, hours) => {
      await city.app.db.query('TRUNCATE incidents');
      const service = createIncidentsService({
        repository: createIncidentsRepository(city.app.db),
        places: city.app.registry.repository,
        db: city.app.db,
        bus: city.app.bus,
        audit: city.app.audit,
        categories: city.app.categories,
        timeZone,
      });
      for (const offsetMs of [-1_000, 0, hours * 3_600_000 - 1_000]) await insert(midnightMs + offsetMs);
      const today = async (nowMs: number) => (await service.summarize(nowMs, null)).today;
      const nextMs = midnightMs + hours * 3_600_000;
      expect(await today(midnightMs)).toBe(1);
      expect((await service.summarize(nextMs - 1, null)).todayByCategory).toEqual([{ category: 'theft', count: 2 }]);
      expect(await today(nextMs)).toBe(0);
    },
  );

  it('counts a withdrawn incident no more', async () => {
    const before = (await summarize(Date.now())).today;
    const { id } = (await report('dispatcher')).json() as IncidentFeature;
    expect((await summarize(Date.now())).today).toBe(before + 1);
    await withdraw('dispatcher', Number(id));
    expect((await summarize(Date.now())).today).toBe(before);
  });
});
