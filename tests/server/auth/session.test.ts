import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;

beforeAll(async () => {
  // Sessions that end after two seconds.
  city = await createTestApp({ sessionHours: 2 / 3_600 });
});
afterAll(() => city.close());

const signIn = (username: string, password: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  city.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { username, password }, remoteAddress });

const cookieOf = (response: { headers: Record<string, unknown> }) => String(response.headers['set-cookie']).split(';')[0] ?? '';
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
    const response = await city.app.inject({ method: 'POST', url: '/api/v1/session', payload, remoteAddress: '192.0.2.9' });
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code: 'invalid-input', field });
  });

  it('is limited to twenty tries a minute from one address', async () => {
    const codes: number[] = [];
    for (let i = 0; i < 22; i++) codes.push((await signIn('nobody', 'wrong', {}, '192.0.2.1')).statusCode);
    expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    const limited = await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.1');
    expect(limited.statusCode).toBe(429);
    expect(limited.json().error.code).toBe('too-many-requests');
    // Whoever else signs in meanwhile is not kept out.
    expect((await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.2')).statusCode).toBe(200);
  });

  it('is audited, tries too', async () => {
    await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.3');
    await signIn('dispatcher', 'wrong', {}, '192.0.2.3');
    const { rows } = await city.app.db.query<{ action: string }>('SELECT action FROM audit_entries ORDER BY id DESC LIMIT 2');
    expect(rows.map((row) => row.action)).toEqual(['session.refused', 'session.started']);
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
  expect(String((await signIn('dispatcher', TEST_PASSWORD, {}, '192.0.2.7')).headers['set-cookie'])).not.toMatch(/; Secure/i);
  await city.close();
  city = await createTestApp({ publicOrigin: 'https://liaowang.example' });
  const origin = { origin: 'https://liaowang.example' };
  const response = await signIn('dispatcher', TEST_PASSWORD, origin);
  expect(response.statusCode).toBe(200);
  expect(String(response.headers['set-cookie'])).toMatch(/; Secure/i);
});
