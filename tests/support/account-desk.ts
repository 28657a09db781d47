import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { InvitedAccount, ManagedAccount } from '@liaowang/shared/schemas/account';
import { createTestApp, type TestApp } from './create-test-app.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface CallOptions {
  cookie?: string;
  body?: object;
  version?: number | string;
}

export const GOOD_PASSWORD = 'river lantern nine';

/** The cookie of a session that an answer has opened. */
export const sessionCookieOf = (response: { headers: Record<string, unknown> }): string =>
  [response.headers['set-cookie']]
    .flat()
    .map(String)
    .find((each) => each.startsWith('liaowang_session'))!
    .split(';')[0]!;

/** A test city with its administrator at work, for the tests of one file; each comes from an address of its own. */
export function openAccountDesk() {
  let city: TestApp;
  /** Tests so far: user names and addresses carry it. */
  let count = 0;
  /** Cookie of the administrator, who is asked for unless told otherwise. */
  let admin = '';
  const call = (method: Method, path: string, { cookie = admin, body, version }: CallOptions = {}) =>
    city.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie, ...(version !== undefined && { 'if-match': `"${version}"` }) },
      ...(body && { payload: body }),
      remoteAddress: `192.0.2.${count}`,
    });
  const newAccount = (more: object = {}) => ({
    username: `person-${count}`,
    displayName: { zh: '值班室', en: 'Desk' },
    role: 'dispatcher',
    branchId: null,
    ...more,
  });
  const desk = {
    call,
    newAccount,
    get city(): TestApp {
      return city;
    },
    get count() {
      return count;
    },
    get admin() {
      return admin;
    },
    set admin(cookie: string) {
      admin = cookie;
    },
    async add(more: object = {}): Promise<InvitedAccount> {
      const answer = await call('POST', '/accounts', { body: newAccount(more) });
      expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
      return answer.json();
    },
    accept: (token: string, password = GOOD_PASSWORD) =>
      call('POST', '/invitation', { cookie: '', body: { token, password } }),
    signIn: (username: string, password = GOOD_PASSWORD, userAgent = '') =>
      city.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers: { 'user-agent': userAgent },
        payload: { username, password },
        remoteAddress: `198.51.100.${count}`,
      }),
    isSignedIn: async (cookie: string): Promise<boolean> =>
      (await call('GET', '/session', { cookie })).statusCode === 200,
    find: async (accountId: number): Promise<ManagedAccount> =>
      (await call('GET', '/accounts')).json().find((each: ManagedAccount) => each.accountId === accountId),
    lastAudit: async () =>
      (await city.app.db.query('SELECT action, subject, detail FROM audit_entries ORDER BY id DESC LIMIT 1')).rows[0],
  };
  beforeAll(async () => {
    city = await createTestApp();
    admin = await city.cookieOf('administrator');
  });
  beforeEach(() => void (count += 1));
  afterAll(() => city.close());
  return desk;
}
