import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NearRepeats } from '@liaowang/shared/schemas/near-repeat';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-03-20T12:00:00Z');

let city: TestApp;
/** Metres east of the town core, at its latitude. */
const east = (meters: number): [number, number] => [
  CORE[0] + meters / (111_320 * Math.cos((CORE[1] * Math.PI) / 180)),
  CORE[1],
];

async function plant(
  meters: number,
  daysAgo: number,
  { category = 'fraud', source = 'reported', status = 'closed' } = {},
): Promise<number> {
  const { rows } = await city.app.db.query<{ id: number }>(
    `INSERT INTO incidents (category, severity, source, status, description, position, occurred_at, reported_at)
     VALUES ($1, 'low', $2, $3, '', ST_SetSRID(ST_MakePoint($4, $5), 4326), $6, $6) RETURNING id`,
    [category, source, status, ...east(meters), new Date(NOW - daysAgo * DAY_MS)],
  );
  return rows[0]!.id;
}

async function ask(incidentId: number) {
  const response = await city.app.inject({
    method: 'GET',
    url: `/api/v1/hotspots/incidents/${incidentId}/near-repeats`,
    headers: { cookie: await city.cookieOf('police-liaison') },
  });
  return { status: response.statusCode, body: response.json() as NearRepeats };
}

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

describe('near repeats of an incident', () => {
  it('are those of its kind and source that are near and shortly before, none other', async () => {
    const incident = await plant(0, 0);
    await plant(150, 3);
    await plant(40, 9);
    for (const [meters, days, more] of [
      [250, 1, {}],
      [10, 15, {}],
      [10, -1, {}],
      [10, 2, { category: 'noise' }],
      [10, 2, { source: 'found' }],
      [10, 2, { status: 'withdrawn' }],
    ] as const)
      await plant(meters, days, more);
    const { status, body } = await ask(incident);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rangeMeters: 200,
      rangeDays: 14,
      count: 2,
      watchUntil: new Date(NOW + 14 * DAY_MS).toISOString(),
      latest: { occurredAt: new Date(NOW - 3 * DAY_MS).toISOString() },
    });
    expect(body.latest!.distanceMeters).toBeCloseTo(150, 0);
  });

  it('are none for one that comes alone, and for no incident', async () => {
    expect((await ask(await plant(9_000, 40))).body).toMatchObject({ count: 0, latest: null });
    expect((await ask(2_000_000_000)).status).toBe(404);
  });
});
