import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Installation } from '@liaowang/shared/schemas/installation';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { Entrance } from './sign-in-frame.tsx';
import styles from './sign-in-frame.module.css';
import { useInstallation, useSignIn } from './session.api.ts';

type SignIn = ReturnType<typeof useSignIn>;

function DemoAccounts({ installation, signIn }: { installation: Installation; signIn: SignIn }) {
  const { t } = useTranslation();
  const password = installation.demoPassword;
  if (password === null) return null;
  return (
    <>
      <h2>{t('signIn.demoTitle')}</h2>
      <div className={styles.accounts}>
        {installation.demoAccounts.map(({ username, role }) => (
          <button
            key={username}
            type="button"
            className={styles.account}
            disabled={signIn.isPending}
            onClick={() => signIn.mutate({ username, password })}
          >
            <b>{t(`role.${role}`)}</b>
            <small>{t(`roleNote.${role}`)}</small>
          </button>
        ))}
      </div>
      <p className={styles.text}>{t('signIn.demoText')}</p>
      <div className={styles.divider}>{t('signIn.demoOr')}</div>
    </>
  );
}

function CredentialsForm({ signIn }: { signIn: SignIn }) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (username !== '' && password !== '') signIn.mutate({ username: username.trim(), password });
  };
  const missing = (value: string) => (wasSubmitted && value === '' ? t('form.required') : null);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('signIn.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        value={username}
        error={missing(username)}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing(password)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {signIn.error && (
        <p className={styles.error} role="alert">
          {errorText(t, signIn.error)}
        </p>
      )}
      <Button type="submit" loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

/** Where everybody begins. In the demo the made-up accounts are offered by role. */
export function SignInPage({ controls, ended }: { controls: ReactNode; ended: boolean }) {
  const { t } = useTranslation();
  const installation = useInstallation();
  const signIn = useSignIn();
  return (
    <Entrance installation={installation.data} controls={controls}>
      {ended && (
        <p className={styles.text} role="status">
          {t('signIn.ended')}
        </p>
      )}
      {installation.isLoading && <SkeletonRows rows={4} label={t('common.loading')} />}
      {installation.error && (
        <Note
          tone="error"
          title={errorText(t, installation.error)}
          action={{ label: t('common.retry'), onClick: () => void installation.refetch() }}
        />
      )}
      {installation.data?.needsSetUp && <p className={styles.text}>{t('signIn.needsSetUp')}</p>}
      {installation.data?.demo && <DemoAccounts installation={installation.data} signIn={signIn} />}
      {installation.data && !installation.data.demo && <h2>{t('signIn.title')}</h2>}
      {installation.data && <CredentialsForm signIn={signIn} />}
    </Entrance>
  );
}
