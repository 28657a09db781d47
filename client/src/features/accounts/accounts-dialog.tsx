import { Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, ManagedAccount } from '@liaowang/shared/schemas/account';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { useSession } from '../../entities/accounts/session.api.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { AccountForm } from './account-form.tsx';
import { AccountRow } from './account-row.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { useAccounts, useChangeAccount, useInviteAccount, useRemoveAccount } from './accounts.api.ts';
import { failureText } from './failure-text.ts';
import { InvitationLink } from './invitation-link.tsx';

type View =
  | { kind: 'list' }
  | { kind: 'form'; account: ManagedAccount | null }
  | { kind: 'link'; username: string; invitation: Invitation }
  | { kind: 'sessions'; account: ManagedAccount };

/** Two lines and their padding. */
const ROW_HEIGHT_PX = 47;
const keyOf = ({ accountId }: ManagedAccount): number => accountId;

/** Accounts whose user name, name, role or branch holds what is typed. */
function useMatching(accounts: readonly ManagedAccount[], typed: string): readonly ManagedAccount[] {
  const { t } = useTranslation();
  const branchName = useBranchName();
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return accounts;
  return accounts.filter(({ username, displayName, role, branchId }) =>
    [username, displayName.zh, displayName.en, t(`role.${role}`), branchId === null ? '' : branchName(branchId)].some(
      (text) => text.toLowerCase().includes(wanted),
    ),
  );
}

function AccountList({ show }: { show: (view: View) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const accounts = useAccounts();
  const { data } = accounts;
  const own = useSession().data?.username;
  const change = useChangeAccount();
  const remove = useRemoveAccount();
  const invite = useInviteAccount();
  const failed = change.error ?? remove.error ?? invite.error;
  const found = useMatching(data ?? [], typed);
  if (!data) return <Fetching of={accounts} failed={t('accounts.failed')} rows={4} />;
  return (
    <Stack gap="lg">
      <Group gap="lg" align="flex-end">
        <Stack gap={0} flex={1}>
          <TextField label={t('accounts.find')} value={typed} onChange={setTyped} />
        </Stack>
        <TextButton tone="primary" onClick={() => show({ kind: 'form', account: null })}>
          <IconPlus />
          {t('accounts.add')}
        </TextButton>
      </Group>
      {failed && <Problem>{failureText(t, failed)}</Problem>}
      {found.length === 0 && <Text c="dimmed">{t('accounts.noneFound')}</Text>}
      <ListRows rows={found} keyOf={keyOf} rowHeightPx={ROW_HEIGHT_PX} ordered label={t('accounts.title')}>
        {(account, place) => {
          const { accountId, version, username } = account;
          return (
            <AccountRow
              key={accountId}
              place={place}
              account={account}
              isOwn={username === own}
              isBusy={change.isPending || remove.isPending || invite.isPending}
              onEdit={() => show({ kind: 'form', account })}
              onSessions={() => show({ kind: 'sessions', account })}
              onInvite={() =>
                invite.mutate(accountId, { onSuccess: (invitation) => show({ kind: 'link', username, invitation }) })
              }
              onDisable={(isDisabled) => change.mutate({ accountId, version, change: { isDisabled } })}
              onRemove={() => remove.mutate({ accountId, version })}
            />
          );
        }}
      </ListRows>
      <Text size="xs" c="dimmed">
        {t('accounts.lead')}
      </Text>
    </Stack>
  );
}

/** Who may sign in, with which role: for administrators. */
export function AccountsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [view, show] = useState<View>({ kind: 'list' });
  const own = useSession().data?.username;
  const toList = () => show({ kind: 'list' });
  const title = () => {
    if (view.kind === 'form')
      return view.account ? t('accounts.edit', { username: view.account.username }) : t('accounts.add');
    if (view.kind === 'sessions') return t('accounts.sessionsOf', { username: view.account.username });
    return t(view.kind === 'link' ? 'accounts.link' : 'accounts.title');
  };
  return (
    <Dialog title={title()} width={620} onClose={onClose}>
      {view.kind === 'list' && <AccountList show={show} />}
      {view.kind === 'form' && (
        <AccountForm
          account={view.account}
          isOwn={view.account?.username === own}
          onAdded={({ account, invitation }) => show({ kind: 'link', username: account.username, invitation })}
          onDone={toList}
        />
      )}
      {view.kind === 'link' && <InvitationLink {...view} onDone={toList} />}
      {view.kind === 'sessions' && (
        <AccountSessions account={view.account} isOwn={view.account.username === own} onDone={toList} />
      )}
    </Dialog>
  );
}
