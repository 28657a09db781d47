import { Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { validateNewPassword } from '../../entities/accounts/new-password.validation.ts';
import { useSession } from '../../entities/accounts/session.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { useChangePassword, useOwnSessions, useSignOutElsewhere } from './accounts.api.ts';
import { SessionList } from './session-list.tsx';

const EMPTY = { password: '', newPassword: '', repeat: '' };

function PasswordForm() {
  const { t } = useTranslation();
  const username = useSession().data?.username ?? '';
  const change = useChangePassword();
  const [form, setForm] = useState(EMPTY);
  const [isAsked, setIsAsked] = useState(false);
  const fresh = validateNewPassword(form.newPassword, form.repeat);
  const problems = {
    password: form.password === '' ? t('form.required') : null,
    newPassword: fresh.password && t(`form.${fresh.password.key}`, fresh.password),
    repeat: fresh.repeat && t(`form.${fresh.repeat.key}`),
  };
  const refusedField = change.error instanceof ApiError ? change.error.field : null;
  const field = (name: keyof typeof EMPTY) => ({
    value: form[name],
    error: (isAsked && problems[name]) || (refusedField === `body.${name}` ? errorText(t, change.error) : null),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setForm((before) => ({ ...before, [name]: value }));
      if (!change.isPending) change.reset();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (change.isPending || Object.values(problems).some(Boolean)) return;
    const { password, newPassword } = form;
    change.mutate(
      { password, newPassword },
      {
        onSuccess: () => {
          setForm(EMPTY);
          setIsAsked(false);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {/* By it the browser knows whose password it keeps. */}
        <input type="text" hidden readOnly autoComplete="username" value={username} />
        <PasswordInput label={t('ownAccount.old')} autoComplete="current-password" {...field('password')} />
        <PasswordInput
          label={t('ownAccount.new')}
          description={t('setUp.passwordHint')}
          autoComplete="new-password"
          {...field('newPassword')}
        />
        <PasswordInput label={t('setUp.repeat')} autoComplete="new-password" {...field('repeat')} />
        {change.error && refusedField === null && <Problem>{errorText(t, change.error)}</Problem>}
        <Group gap="md">
          <TextButton type="submit" tone="primary" disabled={change.isPending}>
            {t('ownAccount.change')}
          </TextButton>
          {change.isSuccess && (
            <Text role="status" c="var(--lw-good)">
              {t('ownAccount.changed')}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** The own password, and where one is signed in. */
export function OwnAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const fetched = useOwnSessions();
  const sessions = fetched.data;
  const elsewhere = useSignOutElsewhere();
  return (
    <Dialog title={t('ownAccount.title')} width={460} onClose={onClose}>
      <Stack gap="xl">
        <PasswordForm />
        <Stack gap="lg">
          <Text fw={600} c="var(--lw-strong)">
            {t('accounts.sessions')}
          </Text>
          {sessions ? (
            <SessionList sessions={sessions} />
          ) : (
            <Fetching of={fetched} failed={t('accounts.sessionsFailed')} rows={1} />
          )}
          {elsewhere.error && <Problem>{errorText(t, elsewhere.error)}</Problem>}
          {sessions && sessions.length > 1 && (
            <div>
              <TextButton disabled={elsewhere.isPending} onClick={() => elsewhere.mutate(undefined)}>
                {t('ownAccount.elsewhere')}
              </TextButton>
            </div>
          )}
        </Stack>
      </Stack>
    </Dialog>
  );
}
