import { describe, expect, it } from 'vitest';
import type { ManagedAccount } from '@liaowang/shared/schemas/account';
import { openAccountDesk, sessionCookieOf } from '../../../support/account-desk.ts';
import { TEST_PASSWORD } from '../../../support/create-test-app.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

const desk = openAccountDesk();
const { call, add, accept, signIn, isSignedIn, find, lastAudit } = desk;

describe('a change of an account', () => {
  it('of role and branch ends its sessions, sockets too; what stays is not asked for', async () => {
    const { account, invitation } = await add();
    const cookie = sessionCookieOf(await accept(invitation.token));
    const viewer = await connectViewer(desk.city.address, cookie);
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
    const cookie = sessionCookieOf(await accept(invitation.token));
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
    const cookie = sessionCookieOf(await accept(invitation.token));
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
    const other = sessionCookieOf(await accept(invitation.token));
    const second = await find(account.accountId);
    const disable = (of: ManagedAccount, cookie: string) =>
      call('PATCH', `/accounts/${of.accountId}`, { cookie, version: of.version, body: { isDisabled: true } });
    const answers = await Promise.all([disable(second, desk.admin), disable(own, other)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).not.toEqual([200, 200]);
    const { rows } = await desk.city.app.db.query(
      `SELECT count(*)::int AS left FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL`,
    );
    expect(rows[0].left).toBe(1);
    await desk.city.app.db.query(`UPDATE accounts SET disabled_at = NULL WHERE username = 'administrator'`);
    await desk.city.app.db.query(`UPDATE accounts SET disabled_at = now() WHERE id = $1`, [account.accountId]);
    desk.admin = sessionCookieOf(await signIn('administrator', TEST_PASSWORD));
    await expectLastKept(own.accountId);
  });

  async function expectLastKept(accountId: number): Promise<void> {
    // Another one, who is invited only, does not count: nobody could sign in.
    const { invitation, account } = await add({ username: `spare-${desk.count}`, role: 'administrator' });
    const spare = sessionCookieOf(await accept(invitation.token));
    const { version } = await find(account.accountId);
    const { version: ownVersion } = await find(accountId);
    await desk.city.app.db.query('UPDATE accounts SET password_hash = NULL WHERE id = $1', [account.accountId]);
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
