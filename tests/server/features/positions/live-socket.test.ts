import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connect, connectViewer, openSocket, type Viewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

let city: TestApp;
let viewers: Viewer[] = [];

beforeAll(async () => {
  city = await createTestApp();
});
afterEach(() => {
  for (const viewer of viewers) viewer.disconnect();
  viewers = [];
});
afterAll(() => city.close());

async function connectAs(role: Parameters<TestApp['cookieOf']>[0]): Promise<Viewer> {
  const viewer = await connectViewer(city.address, await city.cookieOf(role));
  viewers.push(viewer);
  return viewer;
}

describe('connecting', () => {
  it.each([
    ['without a cookie', {}],
    ['with a cookie that opens no session', { cookie: 'liaowang_session=nothing' }],
    ['with a cookie that is no cookie', { cookie: ';;=%%%' }],
  ])('is refused %s', async (_name, headers) => {
    await expect(connect(openSocket(city.address, headers as Record<string, string>))).rejects.toThrow('not-signed-in');
  });

  it('is refused to the pages of another site', async () => {
    const cookie = await city.cookieOf('dispatcher');
    await expect(connect(openSocket(city.address, { cookie, origin: 'https://elsewhere.example' }))).rejects.toThrow();
  });

  it('is open to the own page', async () => {
    const socket = openSocket(city.address, { cookie: await city.cookieOf('dispatcher'), origin: city.address });
    await connect(socket);
    expect(socket.connected).toBe(true);
    socket.disconnect();
  });

  it('ends with the session: signing out closes its sockets and no others', async () => {
    const signIn = await city.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: 'dispatcher', password: 'test-password-1' },
    });
    const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? '';
    const leaving = await connectViewer(city.address, cookie);
    const staying = await connectAs('dispatcher');
    await city.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    await waitFor('the end of the socket', () => !leaving.socket.connected);
    expect((await staying.ask('live:join', {})).ok).toBe(true);
    await expect(connect(openSocket(city.address, { cookie }))).rejects.toThrow('not-signed-in');
  });
});

describe('what a socket may send', () => {
  it.each(['live:explode', 'constructor', '__proto__', 'toString', 'positions:moved', ''])(
    'the unknown event "%s" is refused',
    async (event) => {
      const viewer = await connectAs('dispatcher');
      expect(await viewer.ask(event, {})).toMatchObject({ ok: false, error: { code: 'unknown-event' } });
    },
  );

  it.each([
    ['live:join', [{ extra: 1 }], 'payload.extra'],
    ['live:join', [], 'payload'],
    ['live:join', [null], 'payload'],
    ['live:resume', [{}], 'payload'],
    ['live:resume', [{ epoch: 1, seq: -1 }], 'payload.seq'],
    ['live:resume', [{ epoch: 1.5, seq: 1 }], 'payload.epoch'],
    ['live:resume', [{ epoch: 1, seq: 2 ** 32 }], 'payload.seq'],
  ])('%s with %j is refused with the field at fault', async (event, payload, field) => {
    const viewer = await connectAs('dispatcher');
    expect(await viewer.ask(event, ...payload)).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
  });

  it('whatever it sends is answered, and the socket lives', { timeout: 60_000 }, async () => {
    // An account may ask only so often: several take turns.
    const senders = await Promise.all(
      (['dispatcher', 'police-liaison', 'branch-lead', 'administrator'] as const).map(connectAs),
    );
    let asked = 0;
    const events = fc.oneof(
      fc.constantFrom('live:join', 'live:resume', 'live:leave'),
      fc.string().filter((name) => !RESERVED.has(name)),
    );
    const payloads = fc.oneof(
      fc.jsonValue(),
      fc.uint8Array({ maxLength: 500 }),
      fc
        .record({ epoch: fc.anything({ maxDepth: 0 }), seq: fc.double() })
        .map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    );
    await fc.assert(
      fc.asyncProperty(events, payloads, async (event, payload) => {
        const sender = senders[(asked += 1) % senders.length]!;
        const result = await waitFor('an answer', async () => {
          const answer = await sender.ask(event, payload);
          return (answer.ok || answer.error.code !== 'too-many-requests') && answer;
        });
        expect(['taken', 'unknown-event', 'invalid-input', 'not-permitted']).toContain(
          result.ok ? 'taken' : result.error.code,
        );
        expect(sender.socket.connected).toBe(true);
      }),
      { numRuns: 300 },
    );
    for (const sender of senders) await waitFor('a snapshot', () => sender.join());
  });

  it('bytes that are no message cost the sender its socket, and nobody else anything', async () => {
    const bystander = await connectAs('analyst');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const sender = await connectViewer(city.address, await city.cookieOf('dispatcher'));
        const ended = new Promise((resolve) => sender.socket.once('disconnect', resolve));
        sender.socket.io.engine.write(Buffer.from(bytes) as unknown as string);
        await Promise.race([ended, sender.ask('live:leave', {})]);
        sender.disconnect();
        expect((await bystander.ask('live:leave', {})).ok).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('a message over the limit cost the sender its socket', async () => {
    const sender = await connectAs('dispatcher');
    sender.socket.emit('live:join', { filler: 'x'.repeat(20_000) } as never, () => undefined);
    await waitFor('the end of the socket', () => !sender.socket.connected);
    expect((await (await connectAs('analyst')).ask('live:leave', {})).ok).toBe(true);
  });
});

/** Names that the client library itself refuses to send. */
const RESERVED = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']);
