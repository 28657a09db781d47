import { describe, expect, it } from 'vitest';
import type { AccountSession } from '@liaowang/shared/schemas/account';
import { GOOD_PASSWORD, openAccountDesk, sessionCookieOf } from '../../../support/account-desk.ts';
import { waitFor } from '../../../support/wait-for.ts';

const desk = openAccountDesk();
const { call, add, accept, signIn, isSignedIn, lastAudit } = desk;

describe('where somebody is signed in', () => {
  const EDGE =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0';
  const PHONE =
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Mobile Safari/537.36';

  it('is told by kind of browser, network and time; the own password ends the others', async () => {
    const { account, invitation } = await add();
    await accept(invitation.token);
    await call('DELETE', `/accounts/${account.accountId}/sessions`);
    const computer = sessionCookieOf(await signIn(account.username, GOOD_PASSWORD, EDGE));
    const phone = sessionCookieOf(await signIn(account.username, GOOD_PASSWORD, PHONE));
    const sessions: AccountSession[] = (await call('GET', '/session/all', { cookie: computer })).json();
    expect(sessions.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['Chrome · HarmonyOS', false],
      ['Edge · Windows', true],
    ]);
    expect(new Set(sessions.map(({ network }) => network))).toEqual(new Set([`198.51.100.${desk.count}`]));

    const wrong = await call('PUT', '/session/password', {
      cookie: computer,
      body: { password: 'not this one', newPassword: 'seven boats leave' },
    });
    expect([wrong.statusCode, wrong.json().error]).toEqual([403, expect.objectContaining({ code: 'wrong-password' })]);
    const common = await call('PUT', '/session/password', {
      cookie: computer,
      body: { password: GOOD_PASSWORD, newPassword: 'basketball' },
    });
    expect(common.json().error).toMatchObject({ code: 'password-too-common', field: 'body.newPassword' });
    expect(await isSignedIn(phone)).toBe(true);

    const done = await call('PUT', '/session/password', {
      cookie: computer,
      body: { password: GOOD_PASSWORD, newPassword: 'seven boats leave' },
    });
    expect(done.statusCode).toBe(204);
    expect([await isSignedIn(computer), await isSignedIn(phone)]).toEqual([true, false]);
    expect((await signIn(account.username)).statusCode).toBe(401);
    expect((await signIn(account.username, 'seven boats leave')).statusCode).toBe(200);

    expect((await call('DELETE', '/session/all', { cookie: computer })).statusCode).toBe(204);
    expect((await call('GET', '/session/all', { cookie: computer })).json()).toHaveLength(1);
  });

  it('is seen and ended by an administrator, whose look is audited', async () => {
    const { account, invitation } = await add();
    const cookie = sessionCookieOf(await accept(invitation.token));
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
    await desk.city.app.db.transaction(async (client) => {
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
      const cookie = sessionCookieOf(await accept(invitation.token));
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
