import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOsmand, toPositionReport } from '../../../../../server/src/ingest/protocols/osmand/osmand.message.ts';
import { createTestApp, type TestApp } from '../../../../support/create-test-app.ts';

const RECEIVED_AT_MS = Date.UTC(2026, 10, 23);

const names = fc.constantFrom(
  'id',
  'deviceid',
  'device_id',
  'lat',
  'lon',
  'location',
  'coords',
  'timestamp',
  'speed',
  'bearing',
  'heading',
  'accuracy',
  'batt',
  'battery',
  'level',
  'alarm',
  'extras',
  '__proto__',
);
const values = fc.oneof(
  fc.anything(),
  fc.string(),
  fc.double(),
  fc.constantFrom('sos', '1e999', '-1', '34.3,118.3', 'NaN', '2026-11-23 08:00:00', null),
);
const fields = fc.oneof(
  fc.dictionary(names, values),
  fc.record({
    id: values,
    location: fc.oneof(values, fc.dictionary(names, fc.oneof(values, fc.dictionary(names, values)))),
  }),
);

describe('parseOsmand', () => {
  it('never throws, and what it reads is finite', () => {
    fc.assert(
      fc.property(
        fc.oneof(fields, fc.anything()),
        fc.oneof(fields, fc.array(fields, { maxLength: 5 }), fc.anything()),
        (query, body) => {
          const { messages, unreadable } = parseOsmand(query, body);
          expect(messages.length > 0 || unreadable !== null).toBe(true);
          expect([unreadable?.field, unreadable?.reason]).not.toContain('');
          for (const message of messages) {
            expect(message.externalId).not.toBe('');
            const report = toPositionReport(message, 'traccar-client', RECEIVED_AT_MS);
            expect(report === null).toBe(message.place === null);
            if (report === null) continue;
            expect(Number.isInteger(report.fixTimeMs)).toBe(true);
            for (const known of [
              report.lat,
              report.lng,
              report.speedMetersPerSecond ?? 0,
              report.accuracyMeters ?? 0,
              report.batteryPercent ?? 0,
            ])
              expect(Number.isFinite(known)).toBe(true);
            const heading = report.headingDegrees ?? 0;
            expect(heading >= 0 && heading < 360).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes a message for a heartbeat only when it names no place and no time that it cannot read', () => {
    const nonsense = fc.constantFrom('abc', 'north', '34,37,5', '1.2.3', '٣٤', 'NaN', true, {}, [[1]]);
    const bad = fc.oneof(
      fc.record({ lat: nonsense, lon: fc.constant(118.35) }),
      fc.record({ latitude: fc.constant('34.37'), lng: nonsense }),
      fc.record({ lat: fc.constant(34.37) }),
      fc.record({ lng: fc.constant(118.35), lat: fc.constant('') }),
      fc.record({ location: nonsense.filter((value) => typeof value !== 'object') }),
      fc.record({ position: fc.constant({ x: 1 }) }),
      fc.record({
        timestamp: fc.constantFrom(
          'yesterday',
          '2026-11-23',
          '12:00',
          '2026-13-01T00:00:00Z',
          '2026-02-30 00:00:00',
          '20261123080000',
          5e10,
          true,
        ),
      }),
    );
    fc.assert(
      fc.property(bad, fc.boolean(), (message, isBatch) => {
        const { messages, unreadable } = parseOsmand(
          {},
          isBatch
            ? [
                { id: 'x', lat: 34, lon: 118, timestamp: 1_764_000_000 },
                { id: 'x', ...message },
              ]
            : { id: 'x', ...message },
        );
        expect(unreadable?.field).toMatch(isBatch ? /^body\[1\]\.\w/ : /^\w/);
        expect(messages.map(({ place }) => place)).toEqual(isBatch ? [{ lat: 34, lng: 118 }] : []);
      }),
    );
  });
});

describe('garbage over HTTP', () => {
  let city: TestApp;
  beforeAll(async () => {
    city = await createTestApp();
    await city.createUnit({ deviceId: 'known' });
  });
  afterAll(() => city.close());

  const contentTypes = fc.constantFrom(
    'application/json',
    'text/plain',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'image/png',
    'multipart/form-data; boundary=x',
    'nonsense',
    '',
  );

  async function post(
    path: string,
    body: Uint8Array<ArrayBuffer> | string,
    contentType: string,
  ): Promise<{ status: number; body: { error?: { code?: string; reason?: string } } }> {
    const response = await fetch(`${city.address}${path}`, {
      method: 'POST',
      body,
      headers: contentType === '' ? {} : { 'content-type': contentType },
    });
    return { status: response.status, body: (await response.json()) as object };
  }

  it('is refused with 4xx and a code, whatever the bytes and their type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), contentTypes, async (bytes, contentType) => {
        const { status, body } = await post('/ingest/osmand', Uint8Array.from(bytes), contentType);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(body.error?.code).toMatch(/^[a-z-]+$/);
        expect(body.error?.reason).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });

  it('never ends in 5xx, even from a known device', async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (message) => {
        // What JSON cannot say (functions, cycles, BigInt) no device can send.
        const text = fc.stringify(message).length < 10_000 ? toJson({ ...message, id: 'known' }) : null;
        if (text === null) return;
        const { status } = await post('/ingest/osmand', text, 'application/json');
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['JSON nested 100,000 deep', '['.repeat(100_000), 'application/json', 400],
    ['JSON nested 100,000 deep and closed', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 400],
    ['a body over the limit', 'x'.repeat(1_100_000), 'application/json', 413],
    ['a form over the limit', `id=${'x'.repeat(1_100_000)}`, 'application/x-www-form-urlencoded', 413],
    [
      'a form of 50,000 names',
      Array.from({ length: 50_000 }, (_, i) => `k${i}=1`).join('&'),
      'application/x-www-form-urlencoded',
      400,
    ],
    ['__proto__ in JSON', '{"__proto__":{"id":"known"}}', 'application/json', 400],
  ])('refuses %s', async (_name, body, contentType, expected) => {
    const answer = await post('/ingest/osmand', body, contentType);
    expect(answer.status).toBe(expected);
    expect(answer.body.error?.code).toMatch(/^[a-z-]+$/);
  });

  it.each([
    ['that is no UTF-8', '/ingest/osmand/%E0%A4%A'],
    ['with a NUL', '/ingest/osmand/%00'],
    ['with a token of 5,000 characters', `/ingest/osmand/${'x'.repeat(5_000)}`],
    ['with parameters that are no UTF-8', '/ingest/osmand?id=%E0%A4%A&lat=%'],
    ['below the token', '/ingest/osmand/a/b/c'],
  ])('refuses an address %s', async (_name, path) => {
    const answer = await post(path, '', '');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.error?.code).toMatch(/^[a-z-]+$/);
  });

  it('leaves a server that still takes positions', async () => {
    const { status } = await post('/ingest/osmand?id=known&lat=34.37&lon=118.35', '', '');
    expect(status).toBe(200);
  });
});

function toJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}
