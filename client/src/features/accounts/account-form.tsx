import { Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type InvitedAccount, type ManagedAccount } from '@liaowang/shared/schemas/account';
import { SelectField, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { useLocalName } from '../../lib/use-language.ts';
import {
  EMPTY_DRAFT,
  LEAST_USERNAME,
  MAX_NAME,
  belongsToBranch,
  findDraftProblems,
  toAccount,
  toDraft,
  toLine,
  type AccountDraft,
  type DraftProblems,
} from './account-draft.ts';
import { useAddAccount, useChangeAccount } from './accounts.api.ts';
import { failureText } from './failure-text.ts';

interface AccountFormProps {
  /** Null = a new one. */
  account: ManagedAccount | null;
  /** Nobody changes the own role. */
  isOwn: boolean;
  onAdded: (added: InvitedAccount) => void;
  onDone: () => void;
}

/** Where the form says what the server refuses of a field. */
const FIELDS = new Map<string, keyof DraftProblems>([
  ['body.username', 'username'],
  ['body.displayName.zh', 'nameZh'],
  ['body.branchId', 'branchId'],
]);

/** Who an account is for and what it may do. */
export function AccountForm({ account, isOwn, onAdded, onDone }: AccountFormProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const [draft, setDraft] = useState<AccountDraft>(() => (account ? toDraft(account) : EMPTY_DRAFT));
  const [isAsked, setIsAsked] = useState(false);
  const add = useAddAccount();
  const change = useChangeAccount();
  const failed = add.error ?? change.error;
  const isBusy = add.isPending || change.isPending;
  const problems = findDraftProblems(draft);
  const failedField = failed instanceof ApiError ? FIELDS.get(failed.field ?? '') : undefined;

  const edit = (part: Partial<AccountDraft>): void => {
    setDraft({ ...draft, ...part });
    // One that is under way brings the link of what was sent.
    if (isBusy) return;
    add.reset();
    change.reset();
  };
  const say = (field: keyof DraftProblems): string | undefined => {
    const problem = isAsked ? problems[field] : undefined;
    if (problem === 'tooShort') return t('form.tooShort', { count: LEAST_USERNAME });
    if (problem) return t(`form.${problem}`);
    return failedField === field ? errorText(t, failed) : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (isBusy || Object.keys(problems).length > 0) return;
    const { username, ...values } = toAccount(draft);
    if (!account) add.mutate({ username, ...values }, { onSuccess: onAdded });
    else {
      const { accountId, version } = account;
      const { displayName, ...rights } = values;
      change.mutate(
        { accountId, version, change: isOwn ? { displayName } : { displayName, ...rights } },
        { onSuccess: onDone },
      );
    }
  };
  const losesSessions =
    account !== null && (draft.role !== account.role || toAccount(draft).branchId !== account.branchId);

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextField
          label={t('signIn.username')}
          value={draft.username}
          disabled={account !== null}
          placeholder="zhang.wei"
          problem={say('username')}
          onChange={(username) => edit({ username: username.toLowerCase() })}
        />
        <Group gap="lg" grow align="flex-start">
          <TextField
            label={t('accounts.nameZh')}
            value={draft.nameZh}
            problem={say('nameZh')}
            onChange={(nameZh) => edit({ nameZh: toLine(nameZh, MAX_NAME.zh) })}
          />
          <TextField
            label={t('accounts.nameEn')}
            value={draft.nameEn}
            onChange={(nameEn) => edit({ nameEn: toLine(nameEn, MAX_NAME.en) })}
          />
        </Group>
        <SelectField
          label={t('accounts.role')}
          value={draft.role}
          options={ROLES.map((value) => ({ value, label: `${t(`role.${value}`)} · ${t(`roleNote.${value}`)}` }))}
          disabled={isOwn}
          onChange={(role) => edit({ role })}
        />
        {belongsToBranch(draft.role) && (
          <SelectField
            label={t('card.branch')}
            value={draft.branchId === null ? '' : String(draft.branchId)}
            options={branches.map(({ id, name }) => ({ value: String(id), label: localName(name) }))}
            problem={say('branchId')}
            onChange={(branchId) => edit({ branchId: Number(branchId) })}
          />
        )}
        <Text size="xs" c="dimmed">
          {t(isOwn ? 'accounts.ownHint' : losesSessions ? 'accounts.endsSessions' : 'accounts.leastHint')}
        </Text>
        {failed && failedField === undefined && <Problem>{failureText(t, failed)}</Problem>}
        <Group gap="md">
          <TextButton type="submit" tone="primary" disabled={isBusy}>
            {t(account ? 'accounts.save' : 'accounts.create')}
          </TextButton>
          <TextButton disabled={isBusy} onClick={onDone}>
            {t('common.cancel')}
          </TextButton>
        </Group>
      </Stack>
    </form>
  );
}
