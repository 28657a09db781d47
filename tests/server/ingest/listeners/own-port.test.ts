import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenAtOwnPort } from '../../../../server/src/ingest/listeners/own-port.ts';
import { osmand } from '../../../../server/src/ingest/protocols/osmand/osmand.protocol.ts';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';

let city: TestApp;
let listener: Server;
let deviceToken: string;

beforeAll(async () => {
  city = await createTestApp();
  ({ deviceToken } = await city.createUnit({ deviceId: 'tracker' }));
  listener = await listenAtOwnPort(city.app, osmand.toOwnPortAddress, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  await city.close();
});

/** Status line and body of what a request line is answered with. */
async function ask(method: string, target: string): Promise<[status: string, body: unknown]> {
  const socket = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  socket.write(
    `${method} ${target} HTTP/1.1\r\nHost: tracker.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
  const answer = await text(socket);
  return [answer.slice(9, 12), JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))];
}

let minute = 0;
const fix = () =>
  `id=tracker&lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${Date.now() - 3_600_000 + (minute += 1) * 60_000}`;

it.each([
  ['a path', 'POST', () => `/?${fix()}`],
  ['a path with the token', 'POST', () => `/${deviceToken}?${fix()}`],
  ['an absolute address', 'GET', () => `http://tracker.example:5055/?${fix()}`],
  ['an absolute address without a path', 'GET', () => `http://tracker.example:5055?${fix()}`],
  ['an absolute address with the token', 'GET', () => `HTTP://tracker.example:5055/${deviceToken}?${fix()}`],
])('serves a request line with %s', async (_name, method, target) => {
  expect(await ask(method, target())).toEqual(['200', { stored: 1, refused: 0 }]);
});

it('knows no other route', async () => {
  const [status] = await ask('GET', 'http://tracker.example:5055/../../healthz');
  expect(status).toMatch(/^4/);
});
