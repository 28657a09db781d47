import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountSession, InvitedAccount, ManagedAccount } from '@liaowang/shared/schemas/account';
import { TEST_PASSWORD, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

let city: TestApp;
/** Cookie of the administrator who does all this. */
let admin = '';
let count = 0;

beforeAll(async () => {
  city = await createTestApp();
});
beforeEach(async () => {
  if (admin === '') admin = await city.cookieOf('administrator');
  count += 1;
});
afterAll(() => city.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const call = (
  method: Method,
  path: string,
  options: { cookie?: string; body?: object; version?: number | string } = {},
) =>
  city.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      cookie: options.cookie ?? admin,
      ...(options.version !== undefined && { 'if-match': `"${options.version}"` }),
    },
    ...(options.body && { payload: options.body }),
    remoteAddress: `192.0.2.${count}`,
  });
const newAccount = (more: object = {}) => ({
  username: `person-${count}`,
  displayName: { zh: '值班室', en: 'Desk' },
  role: 'dispatcher',
  branchId: null,
  ...more,
});
const add = async (more: object = {}): Promise<InvitedAccount> => {
  const answer = await call('POST', '/accounts', { body: newAccount(more) });
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return answer.json();
};
const GOOD_PASSWORD = 'river lantern nine';
const accept = (token: string, password = GOOD_PASSWORD) =>
  call('POST', '/invitation', { cookie: '', body: { token, password } });
const signIn = (username: string, password = GOOD_PASSWORD, userAgent = '') =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'user-agent': userAgent },
    payload: { username, password },
    remoteAddress: `198.51.100.${count}`,
  });
const cookieOf = (response: { headers: Record<string, unknown> }) =>
  [response.headers['set-cookie']]
    .flat()
    .map(String)
    .find((each) => each.startsWith('liaowang_session'))!
    .split(';')[0]!;
const isSignedIn = async (cookie: string) => (await call('GET', '/session', { cookie })).statusCode === 200;
const find = async (accountId: number): Promise<ManagedAccount> =>
  (await call('GET', '/accounts')).json().find((each: ManagedAccount) => each.accountId === accountId);
const lastAudit = async () =>
  (await city.app.db.query('SELECT action, subject, detail FROM audit_entries ORDER BY id DESC LIMIT 1')).rows[0];

describe('an account', () => {
  it('is invited by a link, by which its owner chooses a password and is signed in; it works once', async () => {
    const { account, invitation } = await add();
    expect(account).toMatchObject({ state: 'invited', role: 'dispatcher', branchId: null, signedInAt: null });
    expect(await find(account.accountId)).toEqual(account);
    expect((await signIn(account.username)).statusCode).toBe(401);

    const look = await call('POST', '/invitation/look', { cookie: '', body: { token: invitation.token } });
    expect(look.json()).toEqual({ username: account.username, displayName: { zh: '值班室', en: 'Desk' } });
    const answer = await accept(invitation.token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ username: account.username, role: 'dispatcher' });
    expect(await isSignedIn(cookieOf(answer))).toBe(true);
    expect((await signIn(account.username)).statusCode).toBe(200);
    expect(await find(account.accountId)).toMatchObject({ state: 'active', invitationExpiresAt: null });

    const again = await accept(invitation.token);
    expect([again.statusCode, again.json().error.code]).toEqual([403, 'invitation-void']);
    const { rows } = await city.app.db.query('SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id', [
      `account:${account.accountId}`,
    ]);
    expect(rows.map(({ action }) => action)).toEqual([
      'account.created',
      'account.invited',
      'session.refused',
      'account.invitation-used',
      'session.started',
    ]);
  });

  it('keeps of its link the hash only, and the link ends after a week', async () => {
    const { account, invitation } = await add();
    const { rows } = await city.app.db.query('SELECT row_to_json(a)::text AS text FROM accounts a WHERE id = $1', [
      account.accountId,
    ]);
    expect(rows[0].text).not.toContain(invitation.token);
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    await city.app.db.query(`UPDATE accounts SET invitation_expires_at = now() - interval '1 s' WHERE id = $1`, [
      account.accountId,
    ]);
    expect((await accept(invitation.token)).json().error.code).toBe('invitation-void');
    expect(await find(account.accountId)).toMatchObject({ state: 'invited', invitationExpiresAt: null });
  });

  it('whose owner forgot the password gets a new link, which voids the one before; using it ends the sessions', async () => {
    const { account, invitation } = await add();
    const cookie = cookieOf(await accept(invitation.token));
    const links = [];
    for (let i = 0; i < 2; i++)
      links.push((await call('POST', `/accounts/${account.accountId}/invitation`)).json().token as string);
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await signIn(account.username)).statusCode).toBe(200);
    expect((await accept(links[0]!)).json().error.code).toBe('invitation-void');
    expect((await accept(links[1]!, 'another lantern ten')).statusCode).toBe(200);
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await signIn(account.username)).statusCode).toBe(401);
  });

  it.each([
    ['a user name that is taken', { username: 'dispatcher' }, 409, 'username-taken', 'body.username'],
    ['no branch for a role of one', { role: 'volunteer' }, 400, 'branch-needed', 'body.branchId'],
    ['a branch that is not there', { role: 'volunteer', branchId: 999 }, 400, 'unknown-branch', 'body.branchId'],
    ['capitals in the user name', { username: 'Wang' }, 400, 'invalid-input', 'body.username'],
    ['a role that is none', { role: 'owner' }, 400, 'invalid-input', 'body.role'],
    ['a blank name', { displayName: { zh: ' ', en: '' } }, 400, 'invalid-input', 'body.displayName.zh'],
    ['a NUL in its name', { displayName: { zh: 'a\0', en: '' } }, 400, 'invalid-input', 'body.displayName.zh'],
  ])('with %s is refused', async (_name, more, status, code, field) => {
    const answer = await call('POST', '/accounts', { body: newAccount(more) });
    expect([answer.statusCode, answer.json().error.code, answer.json().error.field]).toEqual([status, code, field]);
  });

  it('of two that are added at once under one name there is one', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/accounts', { body: newAccount() })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409]);
  });

  it.each(['1234567890', 'password123', 'Qwertyuiop', 'aaaabbbbaaaa', 'manchester2026!', '13800138000'])(
    'is refused the password %s, which is among the first that are guessed',
    async (password) => {
      const { invitation } = await add();
      const answer = await accept(invitation.token, password);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().error).toMatchObject({ code: 'password-too-common', field: 'body.password' });
      // The link is not used up.
      expect((await accept(invitation.token)).statusCode).toBe(200);
    },
  );

  it.each(['我家住在长江边上love', '长江黄河五岳泰山password', 'correct horse battery'])(
    'may have the password %s',
    async (password) => {
      const { invitation } = await add();
      expect((await accept(invitation.token, password)).statusCode).toBe(200);
    },
  );

  it('is refused a password that is hardly more than its name', async () => {
    const { account, invitation } = await add();
    expect((await accept(invitation.token, `${account.username}-1234`)).json().error.code).toBe('password-too-common');
  });
});

describe('a change of an account', () => {
  it('of role and branch ends its sessions, sockets too; what stays is not asked for', async () => {
    const { account, invitation } = await add();
    const cookie = cookieOf(await accept(invitation.token));
    const viewer = await connectViewer(city.address, cookie);
    const { version, accountId } = await find(account.accountId);
    const answer = await call('PATCH', `/accounts/${accountId}`, {
      version,
      body: { role: 'branch-lead', branchId: 2 },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ role: 'branch-lead', branchId: 2, displayName: account.displayName });
    expect(answer.json().version).toBeGreaterThan(version);
    await waitFor('the socket to be cut', () => viewer.socket.disconnected);
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await lastAudit()).toMatchObject({
      action: 'account.changed',
      detail: { role: 'branch-lead', roleBefore: 'dispatcher', branchId: 2, branchIdBefore: null },
    });
    // Back to a role of the whole city, which has no branch.
    const back = await call('PATCH', `/accounts/${accountId}`, {
      version: answer.json().version,
      body: { role: 'analyst' },
    });
    expect(back.json()).toMatchObject({ role: 'analyst', branchId: null });
  });

  it('of the name alone ends nothing', async () => {
    const { account, invitation } = await add();
    const cookie = cookieOf(await accept(invitation.token));
    const { version, accountId } = await find(account.accountId);
    const body = { displayName: { zh: ' 夜班 ', en: '' } };
    expect((await call('PATCH', `/accounts/${accountId}`, { version, body })).json().displayName).toEqual({
      zh: '夜班',
      en: '',
    });
    expect(await isSignedIn(cookie)).toBe(true);
  });

  it('on an older version is refused, and so is one that says none', async () => {
    const { account } = await add();
    const path = `/accounts/${account.accountId}`;
    const body = { displayName: { zh: '甲', en: '' } };
    expect((await call('PATCH', path, { version: account.version, body })).statusCode).toBe(200);
    const late = await call('PATCH', path, { version: account.version, body: { displayName: { zh: '乙', en: '' } } });
    expect([late.statusCode, late.json().error.code]).toEqual([409, 'changed-meanwhile']);
    expect((await find(account.accountId)).displayName.zh).toBe('甲');
    for (const [version, field] of [
      [undefined, 'headers.if-match'],
      ['latest', 'headers.if-match'],
    ] as const) {
      const answer = await call('PATCH', path, { ...(version && { version }), body });
      expect([answer.statusCode, answer.json().error.field]).toEqual([400, field]);
    }
  });

  it('disables it: it opens nothing, its link neither, until it is enabled', async () => {
    const { account, invitation } = await add();
    const cookie = cookieOf(await accept(invitation.token));
    const { accountId } = account;
    const link = (await call('POST', `/accounts/${accountId}/invitation`)).json().token as string;
    const { version } = await find(accountId);
    const off = await call('PATCH', `/accounts/${accountId}`, { version, body: { isDisabled: true } });
    expect(off.json()).toMatchObject({ state: 'disabled', invitationExpiresAt: null });
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await signIn(account.username)).statusCode).toBe(401);
    expect((await accept(link)).json().error.code).toBe('invitation-void');
    expect((await call('POST', `/accounts/${accountId}/invitation`)).json().error.code).toBe('account-disabled');
    const on = await call('PATCH', `/accounts/${accountId}`, {
      version: off.json().version,
      body: { isDisabled: false },
    });
    expect(on.json().state).toBe('active');
    expect((await signIn(account.username)).statusCode).toBe(200);
  });

  it('never takes the own role or the last administrator, also when two disable each other at once', async () => {
    const own = (await call('GET', '/accounts'))
      .json()
      .find((each: ManagedAccount) => each.username === 'administrator');
    for (const body of [{ role: 'analyst' }, { isDisabled: true }]) {
      const answer = await call('PATCH', `/accounts/${own.accountId}`, { version: own.version, body });
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'own-account']);
    }
    const { account, invitation } = await add({ role: 'administrator' });
    const other = cookieOf(await accept(invitation.token));
    const second = await find(account.accountId);
    const disable = (of: ManagedAccount, cookie: string) =>
      call('PATCH', `/accounts/${of.accountId}`, { cookie, version: of.version, body: { isDisabled: true } });
    const answers = await Promise.all([disable(second, admin), disable(own, other)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).not.toEqual([200, 200]);
    const { rows } = await city.app.db.query(
      `SELECT count(*)::int AS left FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL`,
    );
    expect(rows[0].left).toBe(1);
    await city.app.db.query(`UPDATE accounts SET disabled_at = NULL WHERE username = 'administrator'`);
    await city.app.db.query(`UPDATE accounts SET disabled_at = now() WHERE id = $1`, [account.accountId]);
    admin = cookieOf(await signIn('administrator', TEST_PASSWORD));
    await expectLastKept(own.accountId);
  });

  async function expectLastKept(accountId: number): Promise<void> {
    // Another one, who is invited only, does not count: nobody could sign in.
    const { invitation, account } = await add({ username: `spare-${count}`, role: 'administrator' });
    const spare = cookieOf(await accept(invitation.token));
    const { version } = await find(account.accountId);
    const { version: ownVersion } = await find(accountId);
    await city.app.db.query('UPDATE accounts SET password_hash = NULL WHERE id = $1', [account.accountId]);
    const answer = await call('PATCH', `/accounts/${accountId}`, {
      cookie: spare,
      version: ownVersion,
      body: { role: 'analyst' },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'last-administrator']);
    const gone = await call('PATCH', `/accounts/${account.accountId}`, { version, body: { isDisabled: true } });
    expect(gone.statusCode).toBe(200);
  }

  it('removes what nobody ever used, and nothing else', async () => {
    const { account } = await add();
    const gone = await call('DELETE', `/accounts/${account.accountId}`, { version: account.version });
    expect(gone.statusCode).toBe(204);
    expect(await find(account.accountId)).toBeUndefined();
    expect(await lastAudit()).toMatchObject({ action: 'account.removed', detail: { username: account.username } });
    const again = await call('DELETE', `/accounts/${account.accountId}`, { version: account.version });
    expect(again.statusCode).toBe(404);
    const used = (await call('GET', '/accounts')).json().find((each: ManagedAccount) => each.username === 'analyst');
    const kept = await call('DELETE', `/accounts/${used.accountId}`, { version: used.version });
    expect([kept.statusCode, kept.json().error.code]).toEqual([409, 'account-used']);
    const off = await call('PATCH', `/accounts/${used.accountId}`, {
      version: used.version,
      body: { isDisabled: true },
    });
    const still = await call('DELETE', `/accounts/${used.accountId}`, { version: off.json().version });
    expect([still.statusCode, still.json().error.code]).toEqual([409, 'account-used']);
  });
});

describe('where somebody is signed in', () => {
  const EDGE =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0';
  const PHONE =
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Mobile Safari/537.36';

  it('is told by kind of browser, network and time; the own password ends the others', async () => {
    const { account, invitation } = await add();
    await accept(invitation.token);
    await call('DELETE', `/accounts/${account.accountId}/sessions`);
    const desk = cookieOf(await signIn(account.username, GOOD_PASSWORD, EDGE));
    const phone = cookieOf(await signIn(account.username, GOOD_PASSWORD, PHONE));
    const sessions: AccountSession[] = (await call('GET', '/session/all', { cookie: desk })).json();
    expect(sessions.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['Chrome · HarmonyOS', false],
      ['Edge · Windows', true],
    ]);
    expect(new Set(sessions.map(({ network }) => network))).toEqual(new Set([`198.51.100.${count}`]));

    const wrong = await call('PUT', '/session/password', {
      cookie: desk,
      body: { password: 'not this one', newPassword: 'seven boats leave' },
    });
    expect([wrong.statusCode, wrong.json().error]).toEqual([403, expect.objectContaining({ code: 'wrong-password' })]);
    const common = await call('PUT', '/session/password', {
      cookie: desk,
      body: { password: GOOD_PASSWORD, newPassword: 'basketball' },
    });
    expect(common.json().error).toMatchObject({ code: 'password-too-common', field: 'body.newPassword' });
    expect(await isSignedIn(phone)).toBe(true);

    const done = await call('PUT', '/session/password', {
      cookie: desk,
      body: { password: GOOD_PASSWORD, newPassword: 'seven boats leave' },
    });
    expect(done.statusCode).toBe(204);
    expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([true, false]);
    expect((await signIn(account.username)).statusCode).toBe(401);
    expect((await signIn(account.username, 'seven boats leave')).statusCode).toBe(200);

    expect((await call('DELETE', '/session/all', { cookie: desk })).statusCode).toBe(204);
    expect((await call('GET', '/session/all', { cookie: desk })).json()).toHaveLength(1);
  });

  it('is seen and ended by an administrator, whose look is audited', async () => {
    const { account, invitation } = await add();
    const cookie = cookieOf(await accept(invitation.token));
    const sessions = await call('GET', `/accounts/${account.accountId}/sessions`);
    expect(sessions.json()).toHaveLength(1);
    expect(sessions.json()[0].isThis).toBe(false);
    expect(await lastAudit()).toMatchObject({ action: 'account.sessions-viewed' });
    expect((await call('DELETE', `/accounts/${account.accountId}/sessions`)).statusCode).toBe(204);
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await call('GET', '/accounts/999999/sessions')).statusCode).toBe(404);
  });
});

describe('what happens at once', () => {
  /** Does `work`, which waits for the account's row; meanwhile somebody else changes the account. */
  async function overtake<T>(accountId: number, work: () => Promise<T>): Promise<T> {
    let running: Promise<T> | null = null;
    await city.app.db.transaction(async (client) => {
      await client.query('SELECT 1 FROM accounts WHERE id = $1 FOR UPDATE', [accountId]);
      running = work();
      await waitFor('somebody who waits for the row', async () => {
        const { rowCount } = await client.query('SELECT 1 FROM pg_locks WHERE NOT granted');
        return (rowCount ?? 0) > 0;
      });
      await client.query('UPDATE accounts SET version = version + 1 WHERE id = $1', [accountId]);
    });
    return running!;
  }

  // The embedded database runs one statement after the other: nothing can be overtaken there.
  describe.skipIf(!process.env['TEST_DATABASE_URL'])('on a database of several connections', () => {
    it('a change of the own password does not undo one that a link has made meanwhile', async () => {
      const { account, invitation } = await add();
      const cookie = cookieOf(await accept(invitation.token));
      const answer = await overtake(account.accountId, () =>
        call('PUT', '/session/password', {
          cookie,
          body: { password: GOOD_PASSWORD, newPassword: 'seven boats leave' },
        }),
      );
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'wrong-password']);
      expect((await signIn(account.username)).statusCode).toBe(200);
    });

    it('a sign-in with what was right a moment ago opens nothing', async () => {
      const { account, invitation } = await add();
      await accept(invitation.token);
      const answer = await overtake(account.accountId, () => signIn(account.username));
      expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'wrong-credentials']);
      expect(answer.headers['set-cookie']).toBeUndefined();
    });
  });
});
