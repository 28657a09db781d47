import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { validateNewPassword } from './new-password.validation.ts';
import { useAcceptInvitation, useInstallation, useLookAtInvitation } from './session.api.ts';
import { Entrance } from './sign-in-frame.tsx';
import styles from './sign-in-frame.module.css';

interface InvitationPageProps {
  /** The one-time token of the link, from its fragment: fragments are never sent or logged. */
  token: string | null;
  controls: ReactNode;
  onDone: () => void;
}

function ChoosePassword({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const look = useLookAtInvitation();
  const accept = useAcceptInvitation();
  const [form, setForm] = useState({ password: '', repeat: '' });
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { mutate } = look;
  useEffect(() => mutate(token), [mutate, token]);
  const problems = wasSubmitted ? validateNewPassword(form.password, form.repeat) : {};
  const isAboutPassword = accept.error instanceof ApiError && accept.error.field === 'body.password';
  const change =
    (name: 'password' | 'repeat') =>
    ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setForm((before) => ({ ...before, [name]: value }));
      // One that is under way signs in.
      if (!accept.isPending) accept.reset();
    };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (accept.isPending || Object.keys(validateNewPassword(form.password, form.repeat)).length > 0) return;
    accept.mutate({ token, password: form.password }, { onSuccess: onDone });
  };
  if (look.error)
    return (
      <>
        <p className={styles.error} role="alert">
          {errorText(t, look.error)}
        </p>
        {look.error instanceof ApiError && look.error.code === 'invitation-void' ? (
          <Button onClick={onDone}>{t('setUp.toSignIn')}</Button>
        ) : (
          <Button loading={look.isPending} onClick={() => mutate(token)}>
            {t('common.retry')}
          </Button>
        )}
      </>
    );
  return (
    <>
      <p className={styles.text}>
        {look.data
          ? t('invitation.text', { name: localName(look.data.displayName), username: look.data.username })
          : '\u00a0'}
      </p>
      <form className={styles.form} onSubmit={submit} noValidate>
        {/* For the browser's own store of passwords. */}
        <input type="text" hidden name="username" autoComplete="username" value={look.data?.username ?? ''} readOnly />
        <PasswordInput
          label={t('signIn.password')}
          description={t('setUp.passwordHint')}
          name="password"
          autoComplete="new-password"
          value={form.password}
          error={
            (problems.password && t(`form.${problems.password.key}`, problems.password)) ??
            (isAboutPassword && errorText(t, accept.error))
          }
          onChange={change('password')}
        />
        <PasswordInput
          label={t('setUp.repeat')}
          name="repeat"
          autoComplete="new-password"
          value={form.repeat}
          error={problems.repeat && t(`form.${problems.repeat.key}`)}
          onChange={change('repeat')}
        />
        {accept.error && !isAboutPassword && (
          <p className={styles.error} role="alert">
            {errorText(t, accept.error)}
          </p>
        )}
        <Button type="submit" loading={accept.isPending} disabled={!look.data}>
          {t('invitation.submit')}
        </Button>
      </form>
    </>
  );
}

/** Chooses the password of an account by the one-time link that its owner was given; then they are signed in. */
export function InvitationPage({ token, controls, onDone }: InvitationPageProps) {
  const { t } = useTranslation();
  const installation = useInstallation();
  return (
    <Entrance installation={installation.data} controls={controls}>
      <h2>{t('invitation.title')}</h2>
      {token === null ? (
        <p className={styles.error} role="alert">
          {t('invitation.noToken')}
        </p>
      ) : (
        <ChoosePassword token={token} onDone={onDone} />
      )}
    </Entrance>
  );
}
