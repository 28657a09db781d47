import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { waitFor } from '../../../support/wait-for.ts';

let city: TestApp;

beforeAll(async () => {
  // Sessions that end after two seconds.
  city = await createTestApp({ sessionHours: 2 / 3_600 });
});
afterAll(() => city.close());

const signIn = (
  username: string,
  password: string,
  headers: Record<string, string> = {},
  remoteAddress = '127.0.0.1',
) =>
  city.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { username, password }, remoteAddress });

const cookieOf = (response: { headers: Record<string, unknown> }) =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';
const whoIs = (cookie: string) => city.app.inject({ url: '/api/v1/session', headers: { cookie } });

describe('signing in', () => {
  it('opens a session whose cookie no script and no other site can use', async () => {
    const response = await signIn('dispatcher', TEST_PASSWORD);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ username: 'dispatcher', role: 'dispatcher', branchId: null });
    expect(response.json().permissions).toContain('live:view');
    const setCookie = String(response.headers['set-cookie']);
    expect(setCookie).toMatch(/; HttpOnly/i);
    expect(setCookie).toMatch(/; SameSite=Strict/i);
    expect(setCookie).toMatch(/; Path=\//i);
    expect((await whoIs(cookieOf(response))).json().username).toBe('dispatcher');
  });

  it('takes the user name as people type it', async () => {
    expect((await signIn(' Dispatcher ', TEST_PASSWORD)).statusCode).toBe(200);
  });

  it('answers the same to a wrong password and to an unknown user', async () => {
    const answers = [await signIn('dispatcher', 'wrong'), await signIn('nobody', 'wrong')];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.json().error).toEqual({ code: 'wrong-credentials', reason: 'User name or password is wrong.' });
    }
  });

  it('is refused to a disabled account, and ends its sessions', async () => {
    const cookie = cookieOf(await signIn('analyst', TEST_PASSWORD));
    await city.app.db.query(`UPDATE accounts SET disabled_at = now() WHERE username = 'analyst'`);
    expect((await signIn('analyst', TEST_PASSWORD)).statusCode).toBe(401);
    expect((await whoIs(cookie)).statusCode).toBe(401);
  });

  it.each([
    ['no password', { username: 'dispatcher' }, 'body.password'],
    ['a NUL in the name', { username: 'a\0', password: 'x' }, 'body.username'],
    ['something more', { username: 'a', password: 'x', role: 'administrator' }, 'body.role'],
    ['a name that is no text', { username: {}, password: 'x' }, 'body.username'],
  ])('with %s is refused with the field at fault', async (_name, payload, field) => {
    const response = await city.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload,
      remoteAddress: '192.0.2.9',
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code: 'invalid-input', field });
  });

  it('is audited, tries too', async () => {
    await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.3');
    await signIn('dispatcher', 'wrong', {}, '192.0.2.3');
    await signIn(' Nobody-Of-This-Name ', 'wrong', {}, '192.0.2.3');
    const { rows } = await city.app.db.query(
      'SELECT action, subject, account_id IS NULL AS nobody, detail FROM audit_entries ORDER BY id DESC LIMIT 3',
    );
    const subject = expect.stringMatching(/^account:\d+$/);
    expect(rows).toEqual([
      {
        action: 'session.refused',
        subject: 'account:unknown',
        nobody: true,
        detail: { username: 'nobody-of-this-name', address: '192.0.2.3' },
      },
      { action: 'session.refused', subject, nobody: false, detail: { username: 'dispatcher', address: '192.0.2.3' } },
      { action: 'session.started', subject, nobody: false, detail: { address: '192.0.2.3' } },
    ]);
  });
});

describe('a session', () => {
  it('ends when its time is over', async () => {
    const cookie = cookieOf(await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.4'));
    expect((await whoIs(cookie)).statusCode).toBe(200);
    await waitFor('the end of the session', async () => (await whoIs(cookie)).statusCode === 401);
  });

  it('ends at sign-out', async () => {
    const cookie = cookieOf(await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.5'));
    const response = await city.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    expect(response.statusCode).toBe(204);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    const { rows } = await city.app.db.query(
      `SELECT a.username, e.action FROM audit_entries e JOIN accounts a ON a.id = e.account_id ORDER BY e.id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ username: 'dispatcher', action: 'session.ended' }]);
  });

  it('ends for good after its longest time, however much it is used', async () => {
    await city.restart({ sessionHours: 12, sessionAbsoluteHours: 24 });
    const cookie = cookieOf(await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.8'));
    const age = (hours: number) =>
      city.app.db.query(
        'UPDATE sessions SET created_at = created_at - make_interval(hours => $1), expires_at = expires_at - make_interval(hours => $1)',
        [hours],
      );
    // Used every eleven hours, it slides; what slides stops at the longest time.
    await age(11);
    expect((await whoIs(cookie)).statusCode).toBe(200);
    await age(11);
    expect((await whoIs(cookie)).statusCode).toBe(200);
    const { rows } = await city.app.db.query<{ seconds: number }>(
      `SELECT extract(epoch FROM max(expires_at) - now())::float8 AS seconds FROM sessions WHERE expires_at > now()`,
    );
    expect(rows[0]!.seconds).toBeGreaterThan(1.9 * 3_600);
    expect(rows[0]!.seconds).toBeLessThan(2.01 * 3_600);
    await city.app.db.query(
      `UPDATE sessions SET created_at = now() - interval '24 hours', expires_at = now() + interval '12 hours'`,
    );
    expect((await whoIs(cookie)).statusCode).toBe(401);
  });

  it('is kept only as a hash', async () => {
    const cookie = cookieOf(await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.6'));
    const token = decodeURIComponent(cookie.split('=')[1] ?? '');
    expect(token.length).toBeGreaterThan(40);
    const { rows } = await city.app.db.query<{ hash: Buffer }>('SELECT token_sha256 AS hash FROM sessions');
    expect(rows.some((row) => row.hash.includes(token))).toBe(false);
  });
});

it('the cookie is for HTTPS only where people come by HTTPS', async () => {
  expect(String((await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.7')).headers['set-cookie'])).not.toMatch(
    /; Secure/i,
  );
  await city.close();
  city = await createTestApp({ publicOrigin: 'https://liaowang.example' });
  const origin = { origin: 'https://liaowang.example' };
  const response = await signIn('dispatcher', TEST_PASSWORD, origin);
  expect(response.statusCode).toBe(200);
  expect(String(response.headers['set-cookie'])).toMatch(/; Secure/i);
});
