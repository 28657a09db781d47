import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import { liveFeed } from '../../../../client/src/app/live-feed.ts';
import { startLive, stopLive, type LiveFeed } from '../../../../client/src/live/live-connection.ts';
import { useLiveStatus } from '../../../../client/src/live/live-status.store.ts';
import { positionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { waitFor } from '../../../support/wait-for.ts';

/** The page's own link to the real server. A browser would send the session's cookie: here a proxy puts it in. */
let city: TestApp;
let proxy: Server;
let cookie = '';
const open = new Set<Socket>();

beforeAll(async () => {
  city = await createTestApp();
  const { hostname, port } = new URL(city.address);
  proxy = createServer((page) => {
    const server = connect({ host: hostname, port: Number(port) });
    page.once('data', (head: Buffer) => {
      server.write(head.toString('latin1').replace('\r\n', `\r\ncookie: ${cookie}\r\n`), 'latin1');
      page.pipe(server);
    });
    server.pipe(page);
    for (const socket of [page, server]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        page.destroy();
        server.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  for (const socket of open) socket.destroy();
  await new Promise((resolve) => proxy.close(resolve));
  await city.close();
});

const feed = {
  events: {
    ...liveFeed.events,
    'incidents:reported': { ...liveFeed.events['incidents:reported'], apply: vi.fn<(incident: object) => void>() },
  },
  joined: vi.fn<LiveFeed['joined']>(),
  reconnected: vi.fn<LiveFeed['reconnected']>(),
  refused: vi.fn<LiveFeed['refused']>(),
};
beforeEach(() => void vi.clearAllMocks());
afterEach(() => stopLive());

const link = () => useLiveStatus.getState().link;

async function openPage(role: Role): Promise<void> {
  cookie = await city.cookieOf(role);
  startLive(feed);
  await waitFor('a live page', () => link() === 'live');
}
const report = async () =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/incidents',
    headers: { cookie: await city.cookieOf('dispatcher') },
    payload: { category: 'noise', position: CORE },
  });

it('a page that may see positions has them', async () => {
  const { id } = await city.createUnit({ deviceId: 'page-live' });
  await openPage('dispatcher');
  expect(feed.joined.mock.calls.at(-1)![0].map((unit) => unit.id)).toContain(id);
});

it('a volunteer’s page, which may see none, is live all the same and hears of incidents', async () => {
  await openPage('volunteer');
  await report();
  await waitFor('word of the incident', () => feed.events['incidents:reported'].apply.mock.calls.length > 0);
  expect(feed.joined).not.toHaveBeenCalled();
});

it('a page whose session is over asks whether it is', async () => {
  cookie = 'none=1';
  startLive(feed);
  await waitFor('the refusal', () => feed.refused.mock.calls.length > 0);
  expect(link()).toBe('offline');
});

it('a page that is left hears nothing any more, and forgets every unit', async () => {
  await city.createUnit({ deviceId: 'page-left' });
  await openPage('dispatcher');
  expect(positionBuffer.slots.count).toBeGreaterThan(0);
  stopLive();
  expect(positionBuffer.slots.count).toBe(0);
  await waitFor('the link to be closed', () => open.size === 0);
  await report();
  expect(feed.events['incidents:reported'].apply).not.toHaveBeenCalled();
});
