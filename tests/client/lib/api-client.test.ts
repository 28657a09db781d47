import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiError, getBytes, onSignedOut, request } from '../../../client/src/lib/api-client.ts';
import { useServerStatus } from '../../../client/src/lib/server-status.store.ts';

/** Answers by path: what our server, a proxy before it, or a broken line would say. */
const ANSWERS: Record<string, { status: number; body: string }> = {
  '/ok': { status: 200, body: '{"value":7}' },
  '/nothing': { status: 204, body: '' },
  '/refused': {
    status: 400,
    body: '{"error":{"code":"outside-jurisdiction","field":"body.position","reason":"Outside."},"requestId":"r1"}',
  },
  '/wrong': { status: 401, body: '{"error":{"code":"wrong-credentials","reason":"No."}}' },
  '/ended': { status: 401, body: '{"error":{"code":"not-signed-in","reason":"Sign in first."}}' },
  '/disk': { status: 503, body: '{"error":{"code":"disk-full","reason":"Full."}}' },
  '/database': { status: 503, body: '{"error":{"code":"database-unavailable","reason":"Down."}}' },
  '/gateway': { status: 502, body: '<html>Bad gateway</html>' },
  '/page': { status: 404, body: '<html>Not here</html>' },
  '/garbage': { status: 200, body: '<html>' },
};

let server: Server;
let base: string;
const seen: Array<{ method: string; url: string; type: string | undefined; body: string }> = [];

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      seen.push({
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        type: incoming.headers['content-type'],
        body,
      });
      const answer = ANSWERS[(incoming.url ?? '').split('?')[0] ?? ''] ?? { status: 500, body: '' };
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen.length = 0;
  useServerStatus.getState().report('reachable', 0);
});

async function errorOf(path: string): Promise<ApiError> {
  const error: unknown = await request('GET', path).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`Expected an ApiError, got ${String(error)}`);
  return error;
}

describe('request', () => {
  it('returns the decoded body, and undefined for an empty one', async () => {
    await expect(request('GET', `${base}/ok`)).resolves.toEqual({ value: 7 });
    await expect(request('DELETE', `${base}/nothing`)).resolves.toBeUndefined();
  });

  it('sends JSON only when there is a body', async () => {
    await request('POST', `${base}/ok`, { name: '瞭望' });
    await request('POST', `${base}/ok`);
    expect(seen).toMatchObject([
      { method: 'POST', type: 'application/json', body: '{"name":"瞭望"}' },
      { method: 'POST', type: undefined, body: '' },
    ]);
  });
});

describe('getBytes', () => {
  it('returns the bytes as they came, with the headers', async () => {
    const { bytes, headers } = await getBytes(`${base}/ok`);
    expect(new TextDecoder().decode(bytes)).toBe('{"value":7}');
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('is refused as any request is', () =>
    expect(getBytes(`${base}/refused`)).rejects.toMatchObject({ status: 400, code: 'outside-jurisdiction' }));
});

describe('errors', () => {
  it('carry the server’s code, field and reason', async () => {
    expect(await errorOf(`${base}/refused`)).toMatchObject({
      status: 400,
      code: 'outside-jurisdiction',
      field: 'body.position',
      reason: 'Outside.',
      isOutage: false,
    });
  });

  it('of a proxy become codes of ours', async () => {
    expect(await errorOf(`${base}/gateway`)).toMatchObject({ status: 502, code: 'server-unreachable', isOutage: true });
    expect(await errorOf(`${base}/page`)).toMatchObject({ status: 404, code: 'unexpected-answer', isOutage: false });
    expect(await errorOf(`${base}/garbage`)).toMatchObject({ code: 'unexpected-answer' });
  });

  it('of a line without a server are outages', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await errorOf(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: 0,
      code: 'server-unreachable',
      isOutage: true,
    });
    expect(useServerStatus.getState().status).toBe('unreachable');
  });
});

describe('server status', () => {
  it('tells a full disk from a database that is away', async () => {
    await errorOf(`${base}/disk`);
    expect(useServerStatus.getState().status).toBe('database-full');
  });

  it('follows the last answer, and keeps since when', async () => {
    await errorOf(`${base}/database`);
    const { status, sinceMs } = useServerStatus.getState();
    expect(status).toBe('database-down');
    expect(sinceMs).toBeGreaterThan(0);
    await errorOf(`${base}/database`);
    expect(useServerStatus.getState().sinceMs).toBe(sinceMs);
    await request('GET', `${base}/ok`);
    expect(useServerStatus.getState().status).toBe('reachable');
  });
});

describe('a 401', () => {
  it('signs out, unless it only says that the password was wrong', async () => {
    let signedOut = 0;
    onSignedOut(() => signedOut++);
    await errorOf(`${base}/wrong`);
    expect(signedOut).toBe(0);
    await errorOf(`${base}/ended`);
    expect(signedOut).toBe(1);
    onSignedOut(() => undefined);
  });
});
