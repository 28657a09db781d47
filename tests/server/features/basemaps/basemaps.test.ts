import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '@liaowang/shared/schemas/account';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

describe('basemaps', () => {
  it.each(ROLES)('offer %s the schematic one in a city that has set none', async (role) => {
    const response = await city.app.inject({
      url: '/api/v1/basemaps',
      headers: { cookie: await city.cookieOf(role) },
    });
    expect(response.json()).toMatchObject({
      basemaps: [{ basemapId: 'schematic', asksOutside: false, drawing: { type: 'schematic' } }],
    });
  });
});
