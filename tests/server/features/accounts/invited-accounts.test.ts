import { describe, expect, it } from 'vitest';
import { openAccountDesk, sessionCookieOf } from '../../../support/account-desk.ts';

const desk = openAccountDesk();
const { call, newAccount, add, accept, signIn, isSignedIn, find } = desk;

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
    expect(await isSignedIn(sessionCookieOf(answer))).toBe(true);
    expect((await signIn(account.username)).statusCode).toBe(200);
    expect(await find(account.accountId)).toMatchObject({ state: 'active', invitationExpiresAt: null });

    const again = await accept(invitation.token);
    expect([again.statusCode, again.json().error.code]).toEqual([403, 'invitation-void']);
    const { rows } = await desk.city.app.db.query('SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id', [
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
    const { rows } = await desk.city.app.db.query('SELECT row_to_json(a)::text AS text FROM accounts a WHERE id = $1', [
      account.accountId,
    ]);
    expect(rows[0].text).not.toContain(invitation.token);
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    await desk.city.app.db.query(`UPDATE accounts SET invitation_expires_at = now() - interval '1 s' WHERE id = $1`, [
      account.accountId,
    ]);
    expect((await accept(invitation.token)).json().error.code).toBe('invitation-void');
    expect(await find(account.accountId)).toMatchObject({ state: 'invited', invitationExpiresAt: null });
  });

  it('whose owner forgot the password gets a new link, which voids the one before; using it ends the sessions', async () => {
    const { account, invitation } = await add();
    const cookie = sessionCookieOf(await accept(invitation.token));
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
