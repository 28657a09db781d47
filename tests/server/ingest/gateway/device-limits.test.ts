import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIX_LIMITS, createDeviceLimit } from '../../../../server/src/ingest/gateway/device-limits.ts';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';

describe('the limit of a device', () => {
  it('never gives more than the burst and what has come since, and says how long to wait', () => {
    const turns = fc.array(
      fc.record({ count: fc.integer({ min: 0, max: 150 }), passMs: fc.integer({ min: -5_000, max: 20_000 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(turns, (asked) => {
        const limit = createDeviceLimit({ burst: 100, perSecond: 2 });
        let nowMs = 0;
        let passedMs = 0;
        let taken = 0;
        for (const { count, passMs } of asked) {
          nowMs += passMs;
          passedMs += Math.max(0, passMs);
          const waitMs = limit.take(1, count, nowMs) * 1_000;
          // More than the burst is never given, however long one waits.
          const isGiven = waitMs === 0 || count <= 100;
          if (isGiven) {
            nowMs += waitMs;
            passedMs += waitMs;
            taken += count;
          }
          expect(waitMs === 0 || limit.take(1, count, nowMs) === 0).toBe(isGiven);
          expect(taken).toBeLessThanOrEqual(100 + (passedMs / 1_000) * 2 + 1e-6);
        }
      }),
    );
  });

  it('is each unit’s own', () => {
    const limit = createDeviceLimit({ burst: 1, perSecond: 1 });
    expect([limit.take(1, 1, 0), limit.take(2, 1, 0), limit.take(1, 1, 0)]).toEqual([0, 0, 1]);
  });
});

describe('a device that floods', () => {
  let city: TestApp;
  beforeAll(async () => {
    city = await createTestApp();
  });
  afterAll(() => city.close());

  const post = (payload: object | object[]) => city.app.inject({ method: 'POST', url: '/ingest/osmand', payload });

  it('may hand in a buffer of days, has to wait then, and never with its SOS', async () => {
    const { id: unitId } = await city.createUnit({ deviceId: 'flood' });
    await city.createUnit({ deviceId: 'calm' });
    const startMs = Date.now() - FIX_LIMITS.burst * 10_000;
    let sent = 0;
    const nextBatch = () =>
      Array.from({ length: 100 }, () => ({
        id: 'flood',
        lat: CORE[1],
        lon: CORE[0],
        timestamp: startMs + (sent += 1) * 10_000,
      }));
    for (let i = 0; i < FIX_LIMITS.burst / 100; i++)
      expect((await post(nextBatch())).json()).toEqual({ stored: 100, refused: 0 });

    // The seconds that this took have let some in again.
    let refused = await post(nextBatch());
    for (let i = 0; refused.statusCode === 200 && i < 100; i++) refused = await post(nextBatch());
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post({ id: 'calm', lat: CORE[1], lon: CORE[0] })).statusCode).toBe(200);
    expect((await post({ id: 'flood', batt: 50 })).statusCode).toBe(200);

    const nowMs = Date.now();
    const sos = await post({ id: 'flood', lat: CORE[1], lon: CORE[0], timestamp: nowMs, alarm: 'sos' });
    expect([sos.statusCode, sos.json()]).toEqual([200, { stored: 1, refused: 0 }]);
    const { rows } = await city.app.db.query('SELECT kind FROM alerts WHERE subject_id = $1', [unitId]);
    expect(rows).toEqual([{ kind: 'sos' }]);
    expect(city.app.livePicture.newest(unitId)?.fixTimeMs).toBe(nowMs);
  });
});
