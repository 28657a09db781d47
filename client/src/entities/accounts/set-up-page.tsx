import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { errorText } from '../../i18n/error-text.ts';
import { Entrance } from './sign-in-frame.tsx';
import styles from './sign-in-frame.module.css';
import {
  validateFirstAdministrator,
  type FieldProblem,
  type FirstAdministratorForm,
} from './first-administrator.validation.ts';
import { useInstallation, useSetUp } from './session.api.ts';

interface SetUpPageProps {
  /** The one-time token of the link, from its fragment: fragments are never sent or logged. */
  token: string | null;
  controls: ReactNode;
  onDone: () => void;
}

/** Makes the first administrator. The link to it is printed by the server at its first start. */
export function SetUpPage({ token, controls, onDone }: SetUpPageProps) {
  const { t } = useTranslation();
  const installation = useInstallation();
  const setUp = useSetUp();
  const [form, setForm] = useState<FirstAdministratorForm>({ username: '', password: '', repeat: '' });
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const problems = wasSubmitted ? validateFirstAdministrator(form) : {};

  const problemText = (problem: FieldProblem | undefined): string | null => {
    if (problem === undefined) return null;
    return problem.key === 'tooShort' ? t('form.tooShort', { count: problem.count }) : t(`form.${problem.key}`);
  };
  const refusedField = setUp.error instanceof ApiError ? setUp.error.field : null;
  const field = (name: keyof FirstAdministratorForm) => ({
    value: form[name],
    error: problemText(problems[name]) ?? (refusedField === `body.${name}` ? errorText(t, setUp.error) : null),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (token === null || Object.keys(validateFirstAdministrator(form)).length > 0) return;
    setUp.mutate({ token, username: form.username, password: form.password }, { onSuccess: onDone });
  };

  if (installation.data && !installation.data.needsSetUp) {
    return (
      <Entrance installation={installation.data} controls={controls}>
        <h2>{t('setUp.alreadyDone')}</h2>
        <Button onClick={onDone}>{t('setUp.toSignIn')}</Button>
      </Entrance>
    );
  }
  return (
    <Entrance installation={installation.data} controls={controls}>
      <h2>{t('setUp.title')}</h2>
      <p className={styles.text}>{t('setUp.text')}</p>
      {token === null && (
        <p className={styles.error} role="alert">
          {t('setUp.noToken')}
        </p>
      )}
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('signIn.username')}
          description={t('setUp.usernameHint')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          {...field('username')}
        />
        <PasswordInput
          label={t('signIn.password')}
          description={t('setUp.passwordHint')}
          name="password"
          autoComplete="new-password"
          {...field('password')}
        />
        <PasswordInput label={t('setUp.repeat')} name="repeat" autoComplete="new-password" {...field('repeat')} />
        {setUp.error && (refusedField === null || refusedField === 'body.token') && (
          <p className={styles.error} role="alert">
            {errorText(t, setUp.error)}
          </p>
        )}
        <Button type="submit" loading={setUp.isPending} disabled={token === null}>
          {t('setUp.submit')}
        </Button>
      </form>
    </Entrance>
  );
}
