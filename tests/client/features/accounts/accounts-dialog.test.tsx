import { fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManagedAccount } from '@liaowang/shared/schemas/account';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { AccountsDialog } from '../../../../client/src/features/accounts/accounts-dialog.tsx';
import { OwnAccountDialog } from '../../../../client/src/features/accounts/own-account-dialog.tsx';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { openPageServer, Page, refusal, type PageRequest, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.accounts;
const own = zhCN.ownAccount;
let server: PageServer;
let accounts: ManagedAccount[];

const account = (accountId: number, username: string, more: Partial<ManagedAccount> = {}): ManagedAccount => ({
  accountId,
  username,
  displayName: { zh: `名${accountId}`, en: '' },
  role: 'dispatcher',
  branchId: null,
  state: 'active',
  invitationExpiresAt: null,
  signedInAt: '2026-11-30T08:00:00.000Z',
  isUsed: true,
  version: 4,
  ...more,
});
const answerLists = ({ path }: PageRequest): { status: number; body: unknown } => {
  if (path.endsWith('/accounts')) return { status: 200, body: accounts };
  return { status: 200, body: [] };
};
const answerChanges = (change: (request: PageRequest) => { status: number; body: unknown }) => {
  server.answer = (request) => (request.method === 'GET' ? answerLists(request) : change(request));
};
const labelled = (pattern: string, username: string) => pattern.replace('{{username}}', username);
const asked = (method: string): PageRequest[] => server.requests.filter((request) => request.method === method);

beforeEach(async () => {
  server = await openPageServer();
  accounts = [
    account(1, 'admin', { role: 'administrator' }),
    account(2, 'wang', { role: 'analyst' }),
    account(3, 'li', {
      state: 'invited',
      isUsed: false,
      signedInAt: null,
      invitationExpiresAt: '2026-12-07T08:00:00.000Z',
    }),
    // Of before it was noted when somebody signs in.
    account(4, 'old', { state: 'disabled', signedInAt: null }),
  ];
  server.answer = answerLists;
  queryClient.clear();
  queryClient.setQueryData(SESSION_KEY, {
    username: 'admin',
    displayName: { zh: '管理员', en: '' },
    role: 'administrator',
    branchId: null,
    permissions: [],
  });
});
afterEach(() => server.close());

const open = async () => {
  render(
    <Page>
      <AccountsDialog onClose={() => undefined} />
    </Page>,
  );
  return within(await screen.findByRole('list', { name: words.title }));
};

describe('the accounts', () => {
  it('say who may sign in, and are found by name, role and user name', async () => {
    const list = await open();
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining(words.you),
      expect.stringContaining('上次登录'),
      expect.stringContaining(words.state.invited),
      expect.stringContaining(words.state.disabled),
    ]);
    fireEvent.change(screen.getByLabelText(words.find), { target: { value: '分析' } });
    expect(list.getAllByRole('listitem')).toHaveLength(1);
    fireEvent.change(screen.getByLabelText(words.find), { target: { value: 'nobody' } });
    expect(await screen.findByText(words.noneFound)).toBeTruthy();
  });

  it('leave out what would be refused: nobody disables the own account, a used one is not removed', async () => {
    await open();
    const button = (pattern: string, username: string) =>
      screen.queryByRole('button', { name: labelled(pattern, username) });
    expect([button(words.disable, 'admin'), button(words.disable, 'wang')].map(Boolean)).toEqual([false, true]);
    expect(
      [button(words.remove, 'wang'), button(words.remove, 'old'), button(words.remove, 'li')].map(Boolean),
    ).toEqual([false, false, true]);
    expect([button(words.invite, 'old'), button(words.invite, 'wang')].map(Boolean)).toEqual([false, true]);
    expect(button(words.enable, 'old')).toBeTruthy();
  });

  it('are changed on the version that was seen, and say so where somebody was quicker', async () => {
    await open();
    answerChanges(() => ({ status: 409, body: refusal('changed-meanwhile') }));
    fireEvent.click(screen.getByRole('button', { name: labelled(words.disable, 'wang') }));
    expect(await screen.findByText(words.changedMeanwhile)).toBeTruthy();
    expect(asked('PATCH')).toEqual([
      expect.objectContaining({ path: '/api/v1/accounts/2', version: '"4"', body: '{"isDisabled":true}' }),
    ]);
  });

  it('are added with what they need, and the link is shown once', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    fireEvent.click(await screen.findByRole('button', { name: words.create }));
    expect(screen.getAllByText(zhCN.form.required)).toHaveLength(3);
    expect(asked('POST')).toEqual([]);
    fireEvent.change(screen.getByLabelText(zhCN.signIn.username), { target: { value: 'Zhao' } });
    fireEvent.change(screen.getByLabelText(words.nameZh), { target: { value: '值班室' } });
    fireEvent.click(screen.getByLabelText(words.role));
    fireEvent.click(await screen.findByRole('option', { name: /^分析员/, hidden: true }));
    answerChanges(() => ({
      status: 201,
      body: {
        account: account(5, 'zhao', { state: 'invited' }),
        invitation: { token: 'secret-token', expiresAt: '2026-12-08T00:00:00.000Z' },
      },
    }));
    fireEvent.click(screen.getByRole('button', { name: words.create }));
    const link = (await screen.findByRole('textbox', { name: words.link })) as HTMLInputElement;
    expect(link.value).toBe(`${location.origin}/invitation#token=secret-token`);
    expect(JSON.parse(asked('POST')[0]!.body)).toEqual({
      username: 'zhao',
      displayName: { zh: '值班室', en: '' },
      role: 'analyst',
      branchId: null,
    });
    fireEvent.click(screen.getByRole('button', { name: zhCN.common.done }));
    await screen.findByRole('list', { name: words.title });
    expect(screen.queryByDisplayValue(/secret-token/)).toBeNull();
  });

  it('say at the field what the server refuses there', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    fireEvent.change(await screen.findByLabelText(zhCN.signIn.username), { target: { value: 'wang' } });
    fireEvent.change(screen.getByLabelText(words.nameZh), { target: { value: '王' } });
    fireEvent.click(screen.getByLabelText(words.role));
    fireEvent.click(await screen.findByRole('option', { name: /^分析员/, hidden: true }));
    answerChanges(() => ({
      status: 409,
      body: { error: { code: 'username-taken', field: 'body.username', reason: 'No.' } },
    }));
    fireEvent.click(screen.getByRole('button', { name: words.create }));
    await screen.findByText(zhCN.errors['username-taken']);
    const field = screen.getByLabelText(zhCN.signIn.username);
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toBe(
      zhCN.errors['username-taken'],
    );
  });
});

describe('the own password', () => {
  const fill = (values: Record<string, string>) => {
    for (const [label, value] of Object.entries(values))
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    fireEvent.click(screen.getByRole('button', { name: own.change }));
  };

  it('is changed once both fit, and what was typed is gone then', async () => {
    render(
      <Page>
        <OwnAccountDialog onClose={() => undefined} />
      </Page>,
    );
    fill({ [own.old]: 'old one', [own.new]: 'short', [zhCN.setUp.repeat]: 'other' });
    expect(screen.getByText(zhCN.form.differs)).toBeTruthy();
    expect(asked('PUT')).toEqual([]);
    answerChanges(() => ({
      status: 403,
      body: { error: { code: 'wrong-password', field: 'body.password', reason: 'No.' } },
    }));
    fill({ [own.new]: 'seven boats leave', [zhCN.setUp.repeat]: 'seven boats leave' });
    expect(await screen.findByText(zhCN.errors['wrong-password'])).toBeTruthy();
    answerChanges(() => ({ status: 200, body: null }));
    fill({ [own.old]: 'the right one' });
    expect(await screen.findByText(own.changed)).toBeTruthy();
    expect((screen.getByLabelText(own.old) as HTMLInputElement).value).toBe('');
    expect(JSON.parse(asked('PUT').at(-1)!.body)).toEqual({
      password: 'the right one',
      newPassword: 'seven boats leave',
    });
  });
});
