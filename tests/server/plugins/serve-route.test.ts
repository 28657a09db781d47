import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_PREFIX } from '@liaowang/shared/contract/api-prefix';
import { API_ROUTES } from '@liaowang/shared/contract/api-routes';
import { splitRouteKey, type RouteContract } from '@liaowang/shared/contract/route';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import errorHandler, { RequestRefused } from '../../../server/src/plugins/error-handler.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

/** What describes the API is no part of it. */
const DESCRIPTION = /^\/api\/(docs|openapi\.json)(\/|$)/;

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

describe('the contract', () => {
  it('has every route of the API, and every one of its routes is served with the permission it says', () => {
    const served = city.app.auth.routes
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/') && !DESCRIPTION.test(url))
      .map(({ method, url, requires }) => [`${method} ${url}`, requires]);
    const declared = Object.entries<RouteContract>(API_ROUTES).map(([key, { requires }]) => {
      const { method, path } = splitRouteKey(key);
      return [`${method} ${API_PREFIX}${path}`, requires];
    });
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(declared));
    expect(served).toHaveLength(declared.length);
  });

  it('is what the description of the API says: parameters, answers, refusals, who may ask', async () => {
    const { paths } = (await city.app.inject('/api/openapi.json')).json();
    for (const [key, route] of Object.entries<RouteContract>(API_ROUTES)) {
      const { method, path } = splitRouteKey(key);
      const described = paths[`${API_PREFIX}${path.replaceAll(/:(\w+)/g, '{$1}')}`][method.toLowerCase()];
      const named = (described.parameters ?? []).map(({ in: place, name }: Record<string, string>) => [place, name]);
      const names = [
        ...Object.keys(route.query?.properties ?? {}).map((name) => ['query', name]),
        ...(route.takesVersion ? [['header', 'if-match']] : []),
        ...Object.keys(route.params?.properties ?? {}).map((name) => ['path', name]),
      ];
      expect([key, named.sort()]).toEqual([key, names.sort()]);
      expect([key, Object.keys(described.responses).sort()]).toEqual([key, [...Object.keys(route.answers), '4XX']]);
      expect([key, described.security]).toEqual([key, route.requires === 'public' ? undefined : [{ session: [] }]]);
      for (const code of route.refusals) expect(described.responses['4XX'].description).toContain(code);
    }
  });
});

it('a refusal that the contract of its route does not declare is answered, and known', async () => {
  const app = Fastify();
  await app.register(errorHandler);
  const contract: RouteContract = { ...API_ROUTES['GET /jurisdiction'], refusals: ['plan-changed'] };
  const refuse = (code: ErrorCode) => async () => {
    throw new RequestRefused(409, { code, reason: 'so it is' });
  };
  app.get('/declared', { config: { contract } }, refuse('plan-changed'));
  app.get('/undeclared', { config: { contract } }, refuse('not-yours'));
  for (const url of ['/declared', '/undeclared']) expect((await app.inject(url)).statusCode).toBe(409);
  expect([...app.undeclaredRefusals]).toEqual(['GET /undeclared: not-yours']);
  await app.close();
});

it('a body that is streamed lets no other be as large: that is refused before it is read', async () => {
  const answer = await city.app.inject({
    method: 'POST',
    url: '/api/v1/incident-imports?fileName=a.geojson',
    headers: { cookie: await city.cookieOf('analyst'), 'content-type': 'application/json' },
    payload: JSON.stringify({ type: 'x'.repeat(2_000_000) }),
  });
  expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'too-large']);
});
