import { existsSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_FOLDER } from '../../../server/src/paths.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

describe('operations', () => {
  it('say that the process lives and the database answers', async () => {
    expect((await city.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await city.app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('say every reason for which no traffic should come, the first of them as the error', async () => {
    let isFull = true;
    city.app.readiness.add('overloaded', async () => (isFull ? 'The disk is full.' : null));
    city.app.readiness.add('internal', () => {
      if (isFull) throw new Error('a secret');
      return null;
    });
    const refused = await city.app.inject('/readyz');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2']);
    expect(refused.json()).toMatchObject({
      error: { code: 'overloaded', reason: 'The disk is full.' },
      reasons: [{ code: 'overloaded' }, { code: 'internal' }],
      requestId: expect.any(String),
    });
    expect(refused.body).not.toContain('secret');
    isFull = false;
    expect((await city.app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('offer metrics in the format of Prometheus, to this machine only', async () => {
    const { body, headers } = await city.app.inject('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const name of [
      'liaowang_positions_stored_total',
      'liaowang_ingest_seconds_bucket',
      'liaowang_viewers',
      'liaowang_database_up 1',
      'liaowang_positions_waiting 0',
      'process_cpu_seconds_total',
    ])
      expect(body).toContain(name);
    expect((await city.app.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode).toBe(403);
  });

  it('offer no metrics through a proxy, believed or not', async () => {
    for (const trustProxy of [1, false] as const) {
      await city.restart({ trustProxy });
      for (const [name, value] of [
        ['x-forwarded-for', '127.0.0.1'],
        ['forwarded', 'for=127.0.0.1'],
        ['via', '1.1 proxy'],
        ['x-real-ip', '::1'],
      ] as const) {
        const refused = await city.app.inject({ url: '/metrics', headers: { [name]: value } });
        expect([name, refused.statusCode, refused.json().error.code]).toEqual([name, 403, 'not-permitted']);
      }
    }
  });

  it('tell the page what it may know before anybody signs in', async () => {
    expect((await city.app.inject('/api/v1/installation')).json()).toMatchObject({
      demo: false,
      needsSetUp: false,
      demoAccounts: [],
      demoPassword: null,
    });
  });
});

describe('headers', () => {
  it('keep what is personal out of every cache', async () => {
    const headers = { cookie: await city.cookieOf('administrator') };
    for (const url of [
      '/api/v1/positions/latest',
      '/api/v1/audit',
      '/api/v1/session',
      '/api/v1/alerts',
      '/api/v1/incidents',
      '/api/v1/nothing',
      '/api/v1/units/999/track',
    ]) {
      expect([url, (await city.app.inject({ url, headers })).headers['cache-control']]).toEqual([url, 'no-store']);
    }
    expect((await city.app.inject('/api/v1/session')).headers['cache-control']).toBe('no-store');
  });

  it('do so however the path is spelled', async () => {
    const cookie = await city.cookieOf('administrator');
    const { port } = new URL(city.address);
    for (const path of ['/%61pi/v1/positions/latest', `http://127.0.0.1:${port}/api/v1/positions/latest`]) {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get({ host: '127.0.0.1', port, path, headers: { cookie } }, resolve).on('error', reject);
      });
      response.resume();
      expect([path, response.statusCode, response.headers['cache-control']]).toEqual([path, 200, 'no-store']);
    }
  });

  it('name every host that the page may load from', async () => {
    const policy = String((await city.app.inject('/healthz')).headers['content-security-policy']);
    expect(policy).toContain("font-src 'self';");
    expect(policy).not.toMatch(/\bhttps?:(?!\/\/)|\*/);
  });

  it('let the page open sockets to this host and to no other', async () => {
    const connectSource = async (host: string) =>
      /connect-src ([^;]*)/.exec(
        String((await city.app.inject({ url: '/healthz', headers: { host } })).headers['content-security-policy']),
      )?.[1];
    expect(await connectSource('liaowang.example:3000')).toBe("'self' ws://liaowang.example:3000");
    expect(await connectSource('[::1]:3000')).toBe("'self' ws://[::1]:3000");
    expect(await connectSource('evil.example; script-src *')).toBe("'self' 'self'");
    await city.restart({ publicOrigin: 'https://liaowang.example' });
    expect(await connectSource('10.0.0.5:3000')).toBe("'self' wss://liaowang.example");
    await city.restart();
    expect(String((await city.app.inject('/healthz')).headers['content-security-policy'])).not.toMatch(
      /\bwss?:(?!\/\/)/,
    );
  });
});

describe('the description of the API', () => {
  it('lists every route under /api/v1 and every ingest, with what it does', async () => {
    const { paths } = (await city.app.inject('/api/openapi.json')).json() as {
      paths: Record<string, Record<string, { summary?: string; tags?: string[] }>>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = city.app.auth.routes
      .filter((route) => route.method !== 'HEAD' && /^\/(api\/v1|ingest)\//.test(route.url))
      .map((route) => `${route.method} ${route.url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(served.length).toBeGreaterThan(20);
    expect(described).toEqual(expect.arrayContaining(served));
    for (const methods of Object.values(paths))
      for (const { summary, tags } of Object.values(methods))
        expect([summary, tags?.length]).toEqual([expect.stringMatching(/\S/), 1]);
  });

  it('has a page to read it', async () => {
    const { statusCode, headers } = await city.app.inject('/api/docs/');
    expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  });
});

describe('the page', () => {
  // `npm test` builds it first; a single file run by hand may find none.
  const isBuilt = existsSync(`${CLIENT_FOLDER}index.html`);

  it.skipIf(!isBuilt).each(['/', '/coverage?tab=plan', '/brief/of/nothing'])(
    'is what a browser gets at %s, whoever asks',
    async (url) => {
      const { statusCode, headers, body } = await city.app.inject({ url, headers: { accept: 'text/html,*/*' } });
      expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        expect.stringContaining('text/html'),
        'no-cache',
      ]);
      expect(body).toContain('id="root"');
    },
  );

  it('is not what a missing script gets', async () => {
    const { statusCode, headers } = await city.app.inject({
      url: '/assets/gone.js',
      headers: { accept: 'text/html,*/*' },
    });
    expect([statusCode, headers['content-type']]).toEqual([404, expect.stringContaining('application/json')]);
  });
});

describe('errors', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'not-found'],
    ['GET', '/ingest/nothing', 404, 'not-found'],
    ['POST', '/healthz', 404, 'not-found'],
  ] as const)('%s %s is answered in JSON with a code and the request id', async (method, url, status, code) => {
    const response = await city.app.inject({ method, url });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({
      error: { code, reason: expect.any(String) },
      requestId: expect.any(String),
    });
  });

  it.each([
    ['JSON that is none', 'application/json', '{"category":', 400],
    ['an unknown type', 'application/x-mystery', 'x', 415],
    ['more than a body may hold', 'application/json', JSON.stringify({ description: 'x'.repeat(1_100_000) }), 413],
  ])('of a body of %s name a code', async (_name, contentType, payload, status) => {
    const response = await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher'), 'content-type': contentType },
      payload,
    });
    expect(response.statusCode).toBe(status);
    expect(response.json().error.code).toMatch(/^[a-z-]+$/);
  });

  it('of the server reveal nothing but the request id', async () => {
    await city.app.db.query('ALTER TABLE stations RENAME TO stations_away');
    try {
      const response = await city.app.inject({
        url: '/api/v1/stations',
        headers: { cookie: await city.cookieOf('dispatcher') },
      });
      expect(response.statusCode).toBe(500);
      expect(response.json()).toEqual({
        error: { code: 'internal', reason: expect.any(String) },
        requestId: expect.any(String),
      });
      expect(response.body).not.toMatch(/stations|relation|select/i);
    } finally {
      await city.app.db.query('ALTER TABLE stations_away RENAME TO stations');
    }
  });
});
