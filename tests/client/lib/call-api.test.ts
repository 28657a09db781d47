import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { Job } from '@liaowang/shared/schemas/job';
import { ApiError } from '../../../client/src/lib/api-client.ts';
import { apiPath, callApi, fetchFile } from '../../../client/src/lib/call-api.ts';

let server: Server;
const seen: Array<{ method: string; url: string; body: string }> = [];

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      seen.push({ method: incoming.method ?? '', url: incoming.url ?? '', body });
      if (incoming.method === 'DELETE') outgoing.writeHead(204).end();
      else if (incoming.url?.includes('/jobs/'))
        outgoing.writeHead(404).end('{"error":{"code":"not-found","reason":""}}');
      else outgoing.writeHead(200).end('[{"id":1}]');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A page knows where it is from; Node does not.
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => fetch(`${base}${path}`, init));
});
afterEach(() => {
  seen.length = 0;
});
afterAll(() => {
  vi.unstubAllGlobals();
  return new Promise((resolve) => server.close(resolve));
});

describe('the path of a route', () => {
  it('has the parameters where the contract has their names', () => {
    expect(apiPath('GET /units/:unitId/track', { params: { unitId: 7 }, query: {} })).toBe('/api/v1/units/7/track');
    expect(apiPath('PUT /area-sets/:areaSetId/areas/:areaId', { params: { areaSetId: 'a/b?', areaId: 3 } })).toBe(
      '/api/v1/area-sets/a%2Fb%3F/areas/3',
    );
  });

  it('has the query, without what is null or undefined', () => {
    expect(apiPath('GET /incidents', { query: { from: '2026-11-23T00:00:00Z', to: undefined, limit: 5 } })).toBe(
      '/api/v1/incidents?from=2026-11-23T00%3A00%3A00Z&limit=5',
    );
    expect(apiPath('GET /coverage/now', { query: { areaId: null } })).toBe('/api/v1/coverage/now');
  });
});

describe('a call', () => {
  it('sends method, path and body, and returns the answer', async () => {
    await expect(callApi('GET /branches')).resolves.toEqual([{ id: 1 }]);
    await callApi('POST /coverage/plans/:planId/apply', { params: { planId: 4 }, body: { version: 2 } });
    await expect(callApi('DELETE /incidents/:incidentId', { params: { incidentId: 9 } })).resolves.toBeUndefined();
    expect(seen).toEqual([
      { method: 'GET', url: '/api/v1/branches', body: '' },
      { method: 'POST', url: '/api/v1/coverage/plans/4/apply', body: '{"version":2}' },
      { method: 'DELETE', url: '/api/v1/incidents/9', body: '' },
    ]);
  });

  it('throws what the server refuses', () =>
    expect(callApi('GET /jobs/:jobId', { params: { jobId: 'gone' } })).rejects.toBeInstanceOf(ApiError));

  it('of a file returns its bytes', async () => {
    const { bytes } = await fetchFile('GET /hotspots/incidents');
    expect(new TextDecoder().decode(bytes)).toBe('[{"id":1}]');
  });
});

describe('the types of a call', () => {
  // Only compiled: each line below is a promise of the contract.
  const never = () => [
    // @ts-expect-error There is no such route.
    callApi('GET /nothing'),
    // @ts-expect-error A path with a parameter wants it.
    callApi('GET /jobs/:jobId'),
    // @ts-expect-error The parameter has a name.
    callApi('GET /jobs/:jobId', { params: { id: '' } }),
    // @ts-expect-error And a type.
    callApi('GET /units/:unitId', { params: { unitId: '7' } }),
    // @ts-expect-error A query has no other names.
    callApi('GET /incidents', { query: { form: '' } }),
    // @ts-expect-error What has no default must be given.
    callApi('GET /coverage/hour-of-week', { query: { weeks: 8 } }),
    callApi('GET /coverage/hour-of-week', { query: { areaId: 'jurisdiction' } }),
    // @ts-expect-error A body is what the contract says.
    callApi('POST /coverage/plans/:planId/apply', { params: { planId: 4 }, body: { version: '2' } }),
    // @ts-expect-error A file is no JSON.
    callApi('GET /hotspots/incidents'),
    // @ts-expect-error Nor is what is uploaded.
    callApi('POST /incident-imports', { query: { fileName: 'a.csv' } }),
  ];

  it('are those of the contract', () => {
    expect(never).toBeTypeOf('function');
    expectTypeOf(callApi<'GET /jobs/:jobId'>).returns.resolves.toEqualTypeOf<Job>();
    expectTypeOf(callApi<'DELETE /jobs/:jobId'>).returns.resolves.toEqualTypeOf<undefined>();
  });
});
