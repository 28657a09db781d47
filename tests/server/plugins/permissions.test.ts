import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_EVENTS, type ClientToServerEvents } from '@liaowang/shared/contract/socket-events';
import { ROLE_RULES, hasPermission, type Permission } from '@liaowang/shared/contract/permissions';
import { ROLES, type Role } from '@liaowang/shared/schemas/account';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
  for (const role of ROLES) await city.cookieOf(role);
});
afterAll(() => city.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';

/** Signing out would end the sessions that the rest of the walk needs; it is walked at the end, with a session of its own. */
const isSignOut = (route: { method: string; url: string }) =>
  route.method === 'DELETE' && route.url === '/api/v1/session';

/** Asks for a route with harmless parameters: ids that nothing has, and a body that no route takes. */
async function ask(route: { method: string; url: string }, cookie: string | null) {
  const url = route.url
    .replaceAll(/:\w+Id/g, '2147483647')
    .replace(':token', 'no-token')
    .replace('*', 'no-file');
  return city.app.inject({
    method: route.method as Method,
    url,
    headers: cookie === null ? {} : { cookie },
    ...(route.method === 'POST' || route.method === 'PUT' || route.method === 'PATCH'
      ? { payload: { nonsense: true } }
      : {}),
  });
}

describe('every route', () => {
  it('says what it requires, and the walk sees the ones that matter', () => {
    const urls = city.app.auth.routes.map((route) => `${route.method} ${route.url}`);
    expect(urls).toEqual(
      expect.arrayContaining([
        'POST /api/v1/session',
        'POST /api/v1/units',
        'GET /api/v1/positions/latest',
        'GET /api/v1/audit',
        'POST /ingest/osmand',
        'GET /healthz',
      ]),
    );
    expect(city.app.auth.routes.filter((route) => route.requires === undefined)).toEqual([]);
  });

  it('under /api, unless it is public, refuses who is not signed in', async () => {
    // A token that nobody has may be refused as such.
    const routes = city.app.auth.routes.filter(({ url }) => url !== '/ingest/osmand/:token');
    for (const route of routes) {
      const { statusCode, body } = await ask(route, null);
      const isOpen = route.requires === 'public' || route.requires === 'device';
      expect([route, statusCode === 401]).toEqual([route, !isOpen]);
      const code = isOpen || route.method === 'HEAD' ? 'not-signed-in' : JSON.parse(body).error.code;
      expect([route, code]).toEqual([route, 'not-signed-in']);
    }
  });

  it.each(ROLES)('answers the role %s as the permission table says', async (role) => {
    const cookie = await city.cookieOf(role);
    for (const route of city.app.auth.routes) {
      if (isSignOut(route) || route.requires === 'public' || route.requires === 'device') continue;
      const { statusCode } = await ask(route, cookie);
      const mayPass = route.requires === 'session' || hasPermission(role, route.requires as Permission);
      expect([route, mayPass ? 'passes' : statusCode]).toEqual([
        route,
        mayPass && statusCode !== 401 && statusCode !== 403 ? 'passes' : 403,
      ]);
      // What passes is answered or refused for its input, never broken.
      expect([route, statusCode < 500]).toEqual([route, true]);
    }
  });

  it('that changes something refuses a page of another site', async () => {
    const cookie = await city.cookieOf('administrator');
    for (const route of city.app.auth.routes) {
      if (route.method === 'GET' || route.method === 'HEAD' || route.requires === 'device') continue;
      const response = await city.app.inject({
        method: route.method as Method,
        url: route.url.replaceAll(/:\w+Id/g, '1'),
        headers: { cookie, origin: 'https://elsewhere.example' },
        payload: {},
      });
      expect([route, response.statusCode, response.json().error.code]).toEqual([route, 403, 'foreign-origin']);
    }
  });
});

describe('every socket event', () => {
  it.each(ROLES)('answers the role %s as the permission table says', async (role) => {
    const viewer = await connectViewer(city.address, await city.cookieOf(role));
    for (const event of Object.keys(CLIENT_EVENTS) as Array<keyof ClientToServerEvents>) {
      const result = await viewer.ask(event, 'nonsense');
      // With the permission the nonsense is what is refused.
      expect(result).toMatchObject({
        ok: false,
        error: { code: hasPermission(role, CLIENT_EVENTS[event].requires) ? 'invalid-input' : 'not-permitted' },
      });
    }
    viewer.disconnect();
  });
});

it('a branch account that was given no branch sees nothing', async () => {
  await city.app.db.query(`UPDATE accounts SET branch_id = NULL WHERE username = 'branch-lead'`);
  await city.createUnit({ deviceId: 'of-branch-1', branchId: 1 });
  await city.createUnit({ deviceId: 'of-no-branch' });
  for (const url of ['/api/v1/units', '/api/v1/positions/latest', '/api/v1/incidents']) {
    const response = await city.app.inject({ url, headers: { cookie: await city.cookieOf('branch-lead') } });
    expect(response.json().features).toEqual([]);
  }
});

it('signing out is open to every role', async () => {
  const roles = Object.keys(ROLE_RULES) as Role[];
  for (const role of roles) {
    const response = await city.app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie: await city.cookieOf(role) },
    });
    expect(response.statusCode).toBe(204);
  }
});
