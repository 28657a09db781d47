import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCoverageRecordRepository } from '../../../server/src/features/coverage/coverage-record.repository.ts';
import { fillDemoHistory } from '../../../server/src/demo/coverage-history.plugin.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 9, 20, 4, 30);
const LAST_HOUR_MS = Date.UTC(2026, 9, 20, 3);

let city: TestApp;
beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const fill = (signal = new AbortController().signal) =>
  fillDemoHistory(city.app, { seed: 1, hours: 6, nowMs: NOW_MS, signal });
async function findHours() {
  const { rows } = await city.app.db.query<{
    area_id: string;
    hour: Date;
    samples: number;
    share: number;
    simulated: boolean;
  }>(
    'SELECT area_id, hour, samples, share_sum / samples AS share, simulated FROM coverage_hours WHERE hour <= $1 ORDER BY hour, area_id',
    [new Date(NOW_MS)],
  );
  return rows;
}

it('the past of a demo is filled for every area and hour, marked, and leaves what was recorded alone', async () => {
  await createCoverageRecordRepository(city.app.db).addSample(LAST_HOUR_MS - HOUR_MS, [
    { areaId: 'jurisdiction', share: 0.123, incidentShare: null, householdShare: null },
  ]);
  expect(await fill()).toBe(5);
  const rows = await findHours();
  const hours = new Set(rows.map(({ hour }) => hour.getTime()));
  expect([...hours].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 6 }, (_, n) => LAST_HOUR_MS - (5 - n) * HOUR_MS),
  );
  expect(rows).toHaveLength(5 * 4 + 1);
  expect(rows.filter(({ simulated }) => !simulated).map(({ share }) => share)).toEqual([0.123]);
  expect(
    rows.filter(({ simulated }) => simulated).every(({ samples, share }) => samples === 2 && share > 0 && share < 1),
  ).toBe(true);
  expect(await fill()).toBe(0);
}, 90_000);

it('stops when the server does', async () => {
  await city.app.db.query('DELETE FROM coverage_hours');
  const stopping = new AbortController();
  const filling = fill(stopping.signal);
  stopping.abort();
  await expect(filling).rejects.toThrow(/abort/i);
  expect(await findHours()).toEqual([]);
});
