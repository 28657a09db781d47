import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { AreaWindow, CoverageWindow, HourOfWeek } from '@liaowang/shared/schemas/coverage';
import {
  createCoverageRecordRepository,
  type AreaSample,
  type CoverageRecordRepository,
} from '../../../server/src/features/coverage/coverage-record.repository.ts';
import { createCoverageRecordService } from '../../../server/src/features/coverage/coverage-record.service.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { waitFor } from '../../support/wait-for.ts';

const HOUR_MS = 3_600_000;
/** A Monday, midnight in Xinyi. */
const MONDAY_MS = Date.UTC(2026, 9, 4, 16);

let city: TestApp;
let repository: CoverageRecordRepository;

beforeAll(async () => {
  city = await createTestApp();
  repository = createCoverageRecordRepository(city.app.db);
});
afterAll(() => city.close());

const sample = (
  areaId: string,
  share: number,
  incidentShare: number | null = null,
  householdShare: number | null = null,
): AreaSample => ({ areaId, share, incidentShare, householdShare });
const at = (hours: number, minutes = 0): number => MONDAY_MS + hours * HOUR_MS + minutes * 60_000;
const toInstant = (ms: number): string => new Date(ms).toISOString();

async function ask(url: string, role: Role = 'dispatcher') {
  return city.app.inject({ url, headers: { cookie: await city.cookieOf(role) } });
}
async function findWindow(fromMs: number, toMs: number, role: Role = 'dispatcher'): Promise<CoverageWindow> {
  const response = await ask(`/api/v1/coverage/window?from=${toInstant(fromMs)}&to=${toInstant(toMs)}`, role);
  expect([response.statusCode, response.body.slice(0, 200)]).toMatchObject([200, expect.anything()]);
  return response.json() as CoverageWindow;
}
const areaOf = (window: CoverageWindow, areaId: string): AreaWindow =>
  window.areas.find((area) => area.areaId === areaId)!;

it('the server records every area within its first seconds, once a minute', async () => {
  interface Row {
    area_id: string;
    samples: number;
    share_sum: number;
    share_min: number;
    simulated: boolean;
  }
  const rows = await waitFor('the first sample', async () => {
    const found = (
      await city.app.db.query<Row>(
        'SELECT area_id, samples, share_sum, share_min, simulated FROM coverage_hours ORDER BY area_id',
      )
    ).rows;
    return found.length > 0 && found;
  });
  expect(rows.map(({ area_id }) => area_id)).toEqual(['branch:1', 'branch:2', 'jurisdiction', 'key-area:1']);
  const keyArea = rows.at(-1)!;
  expect(keyArea.simulated).toBe(false);
  expect(keyArea.share_sum).toBeGreaterThan(0.1);
  expect(keyArea.share_min).toBeLessThanOrEqual(keyArea.share_sum);

  const service = createCoverageRecordService({ repository, timeZone: 'Asia/Shanghai' });
  const figures = { areas: [{ ...sample('key-area:1', 0.5) }] } as unknown as Parameters<typeof service.record>[1];
  for (const second of [0, 1, 59, 60, 61]) await service.record(at(-100) + second * 1_000, figures);
  const {
    rows: [hour],
  } = await city.app.db.query<Row>(`SELECT samples FROM coverage_hours WHERE hour = $1`, [new Date(at(-100))]);
  expect(hour!.samples).toBe(2);
});

describe('a window', () => {
  beforeEach(async () => {
    await city.app.db.query('DELETE FROM coverage_hours');
    await repository.addSample(at(0, 1), [sample('key-area:1', 0.2, 0.1), sample('branch:2', 0.9)]);
    await repository.addSample(at(0, 2), [sample('key-area:1', 0.4, 0.3)]);
    await repository.addSample(at(1), [sample('key-area:1', 0.8, 0.6, 0.5)]);
    await repository.addSample(at(3), [sample('key-area:1', 0.1, null)]);
    await repository.addSample(at(4), [sample('key-area:1', 1)]);
  });

  it('has the mean of its hours, the worst one and the trend, hour by hour', async () => {
    const window = await findWindow(at(0), at(4));
    expect(window).toMatchObject({
      from: toInstant(at(0)),
      to: toInstant(at(4)),
      hours: 4,
      recordedHours: 3,
      isSimulated: false,
    });
    expect(window.areas.map(({ areaId }) => areaId)).toEqual(['jurisdiction', 'branch:1', 'branch:2', 'key-area:1']);
    const { meanShare, meanIncidentShare, meanHouseholdShare, worstHour, trend } = areaOf(window, 'key-area:1');
    // 0.3 in the first hour, in which two samples were taken.
    expect(meanShare).toBeCloseTo((0.3 + 0.8 + 0.1) / 3, 12);
    expect(meanIncidentShare).toBeCloseTo((0.2 + 0.6) / 2, 12);
    expect(meanHouseholdShare).toBeCloseTo(0.5, 12);
    expect(worstHour!.hour).toBe(toInstant(at(3)));
    expect(worstHour!.meanShare).toBeCloseTo(0.1, 12);
    expect(trend.map((share) => share && Math.round(share * 1e6) / 1e6)).toEqual([0.3, 0.8, null, 0.1]);
    expect(areaOf(window, 'jurisdiction')).toEqual({
      areaId: 'jurisdiction',
      meanShare: null,
      meanIncidentShare: null,
      meanHouseholdShare: null,
      worstHour: null,
      trend: [null, null, null, null],
    });
  });

  it('that begins or ends within an hour has the whole of it', async () => {
    const { hours, areas } = await findWindow(at(1, 59), at(3, 1));
    expect([hours, areas.at(-1)!.trend.map((share) => share !== null)]).toEqual([3, [true, false, true]]);
  });

  it('that would end in the future ends now, and the hour that runs counts for what has passed of it', async () => {
    const hourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    const service = createCoverageRecordService({ repository, timeZone: 'Asia/Shanghai' });
    await repository.addSample(hourMs - HOUR_MS, [sample('key-area:1', 0.8, 0.8)]);
    await repository.addSample(hourMs, [sample('key-area:1', 0.2, 0.2)]);
    const nowMs = hourMs + 15 * 60_000;
    const window = await service.findWindow(
      { from: toInstant(hourMs - HOUR_MS), to: toInstant(hourMs + 5 * HOUR_MS) },
      ['key-area:1'],
      nowMs,
    );
    expect(window).toMatchObject({ to: toInstant(nowMs), hours: 2, recordedHours: 2 });
    const [area] = window.areas;
    // A quarter of the hour has passed.
    expect(area!.meanShare).toBeCloseTo((0.8 + 0.25 * 0.2) / 1.25, 12);
    expect(area!.meanIncidentShare).toBeCloseTo((0.8 + 0.25 * 0.2) / 1.25, 12);
    expect(area!.trend.map((share) => Math.round(share! * 1e6) / 1e6)).toEqual([0.8, 0.2]);
    // A few minutes of an hour are no worst hour.
    expect(area!.worstHour).toMatchObject({ hour: toInstant(hourMs - HOUR_MS) });
    const answered = await findWindow(hourMs - HOUR_MS, Date.now() + 24 * HOUR_MS);
    expect(Date.parse(answered.to)).toBeLessThanOrEqual(Date.now());
  });

  it('of many hours has a trend of 48 equal parts', async () => {
    const { areas, hours } = await findWindow(at(0), at(480));
    const { trend } = areas.at(-1)!;
    expect([hours, trend.length, trend.findIndex((share) => share === null)]).toEqual([480, 48, 1]);
    expect(trend[0]).toBeCloseTo((0.3 + 0.8 + 0.1 + 1) / 4, 12);
  });

  it('shows a branch its own areas', async () => {
    const window = await findWindow(at(0), at(4), 'branch-lead');
    expect(window.areas.map(({ areaId }) => areaId)).toEqual(['branch:1', 'key-area:1']);
  });

  it.each([
    ['ends before it begins', at(4), at(0), 'empty-window', 'querystring.to'],
    ['is empty', at(4), at(4), 'empty-window', 'querystring.to'],
    ['begins in the future', Date.now() + HOUR_MS, Date.now() + 2 * HOUR_MS, 'empty-window', 'querystring.from'],
    ['is longer than 400 days', at(0), at(24 * 400, 1), 'window-too-long', 'querystring.from'],
  ])('that %s is refused in a sentence', async (_what, fromMs, toMs, code, field) => {
    const response = await ask(`/api/v1/coverage/window?from=${toInstant(fromMs)}&to=${toInstant(toMs)}`);
    expect([response.statusCode, response.json().error]).toEqual([
      400,
      { code, field, reason: expect.stringMatching(/^(The|A) window .*[.\d]$/) },
    ]);
  });

  it('of 400 days is answered', async () => {
    const toMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    expect((await findWindow(toMs - 9_600 * HOUR_MS, toMs)).hours).toBe(9_600);
  });
});

describe('simulated hours', () => {
  const simulated = (hours: number) => ({
    areaId: 'key-area:1',
    hourMs: at(hours),
    samples: 2,
    shareSum: 1.2,
    shareMin: 0.5,
    incidentShareSum: 1,
    householdShareSum: null,
  });

  beforeEach(async () => {
    await city.app.db.query('DELETE FROM coverage_hours');
    await repository.addSample(at(0), [sample('key-area:1', 0.2, 0.4)]);
    await repository.addSimulatedHours([simulated(0), simulated(1)]);
  });

  it('stand where nothing was recorded, and say so', async () => {
    const window = await findWindow(at(0), at(2));
    expect(window.isSimulated).toBe(true);
    expect(areaOf(window, 'key-area:1').trend.map((share) => Math.round(share! * 1e6) / 1e6)).toEqual([0.2, 0.6]);
    expect((await findWindow(at(0), at(1))).isSimulated).toBe(false);
    expect(await repository.findRecordedHours(at(0))).toEqual(new Set([at(0), at(1)]));
  });

  it('give way to the first real sample', async () => {
    await repository.addSample(at(1, 5), [sample('key-area:1', 0.9, 0.7)]);
    await repository.addSample(at(1, 6), [sample('key-area:1', 0.7, 0.5)]);
    const window = await findWindow(at(1), at(2));
    expect(window.isSimulated).toBe(false);
    expect(areaOf(window, 'key-area:1').meanShare).toBeCloseTo(0.8, 12);
    expect(areaOf(window, 'key-area:1').meanIncidentShare).toBeCloseTo(0.6, 12);
    const { rows } = await city.app.db.query('SELECT samples, share_min FROM coverage_hours WHERE hour = $1', [
      new Date(at(1)),
    ]);
    expect(rows).toEqual([{ samples: 2, share_min: 0.7 }]);
  });
});

describe('the hour of the week', () => {
  it('is local, Monday first, and a mean over weeks', async () => {
    await city.app.db.query('DELETE FROM coverage_hours');
    // The last two Mondays, 08:30 in Xinyi (00:30 UTC), and the Sunday before them, 23:30.
    const today = new Date();
    const lastMondayMs = Date.UTC(
      today.getUTCFullYear(),
      today.getUTCMonth(),
      today.getUTCDate() - ((today.getUTCDay() + 6) % 7) - 7,
      0,
      30,
    );
    await repository.addSample(lastMondayMs, [sample('key-area:1', 0.5, 0.2)]);
    await repository.addSample(lastMondayMs - 168 * HOUR_MS, [sample('key-area:1', 0.7, 0.4)]);
    await repository.addSample(lastMondayMs - 9 * HOUR_MS, [sample('key-area:1', 0.1)]);
    const response = await ask('/api/v1/coverage/hour-of-week?areaId=key-area:1&weeks=4');
    const { cells, weeks, areaId, isSimulated } = response.json() as HourOfWeek;
    expect([areaId, weeks, cells.length, isSimulated]).toEqual(['key-area:1', 4, 168, false]);
    expect(cells[8]!.hours).toBe(2);
    expect(cells[8]!.meanShare).toBeCloseTo(0.6, 12);
    expect(cells[8]!.meanIncidentShare).toBeCloseTo(0.3, 12);
    expect(cells[6 * 24 + 23]).toEqual({ meanShare: 0.1, meanIncidentShare: null, hours: 1 });
    expect(cells.filter(({ hours }) => hours > 0)).toHaveLength(2);
    const { cells: ofOneWeek } = (
      await ask('/api/v1/coverage/hour-of-week?areaId=key-area:1&weeks=1')
    ).json() as HourOfWeek;
    expect(ofOneWeek.reduce((sum, { hours }) => sum + hours, 0)).toBeLessThan(3);

    await repository.addSimulatedHours([
      {
        areaId: 'key-area:1',
        hourMs: lastMondayMs - 3 * HOUR_MS - 30 * 60_000,
        samples: 2,
        shareSum: 1.2,
        shareMin: 0.5,
        incidentShareSum: 1,
        householdShareSum: null,
      },
    ]);
    expect(
      ((await ask('/api/v1/coverage/hour-of-week?areaId=key-area:1&weeks=4')).json() as HourOfWeek).isSimulated,
    ).toBe(true);
  });

  it.each(['weeks=0', 'weeks=53', 'weeks=1.5', 'areaId=key-area:0', 'areaId='])('refuses %s', async (wrong) => {
    const response = await ask(
      `/api/v1/coverage/hour-of-week?${wrong.startsWith('areaId') ? '' : 'areaId=key-area:1&'}${wrong}`,
    );
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'invalid-input']);
  });
});
