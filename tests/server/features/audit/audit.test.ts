import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer } from '../../../support/viewer.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const findEntries = async (query = '') => {
  const response = await city.app.inject({
    url: `/api/v1/audit${query}`,
    headers: { cookie: await city.cookieOf('administrator') },
  });
  expect(response.statusCode).toBe(200);
  return response.json() as Array<{
    id: number;
    action: string;
    subject: string;
    username: string | null;
    detail: object;
  }>;
};

it('keeps who looked at whose track, and for which window', async () => {
  const { id } = await city.createUnit({ deviceId: 'watched', branchId: 1 });
  const window = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-23T06:00:00.000Z' };
  const response = await city.app.inject({
    url: `/api/v1/units/${id}/track`,
    query: window,
    headers: { cookie: await city.cookieOf('branch-lead') },
  });
  expect(response.statusCode).toBe(200);
  expect((await findEntries())[0]).toMatchObject({
    action: 'track.viewed',
    subject: `unit:${id}`,
    username: 'branch-lead',
    detail: window,
  });
});

it('keeps who looked at positions without the right to tracks, once an hour for each unit, and nobody else', async () => {
  const { id } = await city.createUnit({ deviceId: 'looked-at', branchId: 1 });
  for (const role of ['police-liaison', 'police-liaison', 'dispatcher'] as const) {
    for (const query of ['', `?unitId=${id}`])
      expect(
        (
          await city.app.inject({
            url: `/api/v1/positions/latest${query}`,
            headers: { cookie: await city.cookieOf(role) },
          })
        ).statusCode,
      ).toBe(200);
  }
  const looks = (await findEntries()).filter(({ action }) => action === 'positions.viewed');
  expect(looks.map(({ username, subject }) => [username, subject])).toEqual([
    ['police-liaison', `unit:${id}`],
    ['police-liaison', 'units'],
  ]);
});

it('keeps who follows the live stream, once a session', async () => {
  for (const role of ['police-liaison', 'branch-lead', 'police-liaison'] as const) {
    const viewer = await connectViewer(city.address, await city.cookieOf(role));
    await viewer.join();
    await viewer.ask('live:resume', { epoch: 1, seq: 1 });
    viewer.disconnect();
  }
  const followed = (await findEntries()).filter(({ action }) => action === 'positions.followed');
  expect(followed.map(({ username, subject, detail }) => [username, subject, detail])).toEqual([
    ['branch-lead', 'branch:1', { session: expect.stringMatching(/^[0-9a-f]{12}$/), mayViewTracks: true }],
    ['police-liaison', 'city', { session: expect.stringMatching(/^[0-9a-f]{12}$/), mayViewTracks: false }],
  ]);
});

it('keeps who registered a unit, and never its token', async () => {
  const { id, deviceToken } = await city.createUnit({ deviceId: 'registered' });
  const entries = await findEntries();
  expect(entries.find((entry) => entry.action === 'unit.created' && entry.subject === `unit:${id}`)).toMatchObject({
    username: 'administrator',
  });
  expect(JSON.stringify(entries)).not.toContain(deviceToken);
});

it('pages back', async () => {
  const all = await findEntries();
  const newest = await findEntries('?limit=2');
  expect(newest).toEqual(all.slice(0, 2));
  expect(await findEntries(`?limit=2&before=${newest[1]?.id}`)).toEqual(all.slice(2, 4));
});

it.each(['UPDATE audit_entries SET action = $1', 'DELETE FROM audit_entries WHERE action <> $1'])(
  'refuses to be changed: %s',
  async (sql) => {
    const before = await findEntries();
    await expect(city.app.db.query(sql, ['nothing'])).rejects.toThrow('append-only');
    expect(await findEntries()).toEqual(before);
  },
);

it.each(['TRUNCATE audit_entries', 'TRUNCATE accounts CASCADE; TRUNCATE audit_entries'])(
  'refuses to be emptied: %s',
  async (sql) => {
    const before = await findEntries();
    await expect(city.app.db.query(sql)).rejects.toThrow('append-only');
    expect(await findEntries()).toEqual(before);
  },
);
