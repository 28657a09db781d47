import { afterAll, beforeAll, expect, it } from 'vitest';
import { CORE, createTestApp, type TestApp } from '../../../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp({ ingestTokenRequired: true });
});
afterAll(() => city.close());

it('demands the token of the address where the setting says so', async () => {
  const { deviceToken } = await city.createUnit({ deviceId: 'guarded' });
  const query = { id: 'guarded', lat: String(CORE[1]), lon: String(CORE[0]) };
  const bare = await city.app.inject({ method: 'POST', url: '/ingest/osmand', query });
  expect([bare.statusCode, bare.json().error.code]).toEqual([401, 'token-required']);
  const withToken = await city.app.inject({ method: 'POST', url: `/ingest/osmand/${deviceToken}`, query });
  expect(withToken.json()).toEqual({ stored: 1, refused: 0 });
});

it('does not say whether a device exists to who has no token', async () => {
  const answers = await Promise.all(
    ['guarded', 'nobody'].map((id) => city.app.inject({ url: '/ingest/osmand', query: { id } })),
  );
  expect(answers[0]?.json().error).toEqual(answers[1]?.json().error);
});
