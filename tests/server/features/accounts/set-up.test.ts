import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';

let city: TestApp;
let addresses = 0;

beforeAll(async () => {
  city = await createTestApp();
});
beforeEach(async () => {
  await city.app.db.query('DELETE FROM sessions');
  await city.app.db.query('DELETE FROM accounts');
});
afterAll(() => city.close());

const setUp = (token: string, more: object = {}) =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/set-up',
    remoteAddress: `192.0.2.${(addresses += 1)}`,
    payload: { token, username: 'first', password: 'long-enough-1', ...more },
  });
const needsSetUp = async () => (await city.app.inject('/api/v1/installation')).json().needsSetUp as boolean;

async function issue(): Promise<string> {
  const token = await city.app.accounts.issueSetUpToken();
  if (token === null) throw new Error('no set-up token');
  return token;
}

it('makes the first administrator once, signed in', async () => {
  expect(await needsSetUp()).toBe(true);
  const token = await issue();
  const response = await setUp(token);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ username: 'first', role: 'administrator' });
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  expect((await city.app.inject({ url: '/api/v1/audit', headers: { cookie } })).json()[0]).toMatchObject({
    action: 'account.created',
    username: 'first',
  });

  const again = await setUp(token, { username: 'second' });
  expect(again.statusCode).toBe(403);
  expect(again.json().error).toMatchObject({ code: 'set-up-token-void', field: 'body.token' });
  expect(await needsSetUp()).toBe(false);
  expect(await city.app.accounts.issueSetUpToken()).toBeNull();
});

it('makes one administrator of two that come at once', async () => {
  const token = await issue();
  const answers = await Promise.all([setUp(token), setUp(token, { username: 'second' })]);
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 403]);
});

it('refuses a guess, which does not use the link up', async () => {
  const token = await issue();
  expect((await setUp('guess')).statusCode).toBe(403);
  expect((await setUp(token)).statusCode).toBe(200);
});

it('refuses the link before the newest', async () => {
  const old = await issue();
  const token = await issue();
  expect((await setUp(old)).statusCode).toBe(403);
  expect((await setUp(token)).statusCode).toBe(200);
});

it.each([
  ['a short password', { password: 'short' }, 'body.password'],
  ['a user name with a blank', { username: 'a b' }, 'body.username'],
])('refuses %s with the field at fault', async (_name, more, field) => {
  const response = await setUp(await issue(), more);
  expect(response.statusCode).toBe(400);
  expect(response.json().error).toMatchObject({ code: 'invalid-input', field });
});
