import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import styles from './plans.module.css';

/** As the schema says; the fields cut off, so nobody sees a refusal. */
const MAX_NAME_LENGTH = 80;
const MAX_NOTE_LENGTH = 500;

interface SaveDialogProps {
  title: string;
  name: string;
  note: string;
  isSaving: boolean;
  error: unknown;
  onSave: (name: string, note: string) => void;
  onClose: () => void;
}

/** Asks for a plan's name and why it is as it is. */
export function SaveDialog({
  title,
  name: firstName,
  note: firstNote,
  isSaving,
  error,
  onSave,
  onClose,
}: SaveDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(firstName);
  const [note, setNote] = useState(firstNote);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (name.trim() !== '') onSave(name.trim(), note.trim());
  };
  return (
    <Dialog title={title} width={420} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <label>
          <span className={styles.label}>{t('plans.saveDialog.name')}</span>
          <input
            className={styles.input}
            value={name}
            maxLength={MAX_NAME_LENGTH}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {wasSubmitted && name.trim() === '' && (
            <p className={styles.error} role="alert">
              {t('plans.saveDialog.needName')}
            </p>
          )}
        </label>
        <label>
          <span className={styles.label}>{t('plans.saveDialog.note')}</span>
          <textarea
            className={styles.input}
            value={note}
            maxLength={MAX_NOTE_LENGTH}
            placeholder={t('plans.saveDialog.noteHint')}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </label>
        {error !== null && (
          <p className={styles.error} role="alert">
            {errorText(t, error)}
          </p>
        )}
        <div className={styles.actions}>
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={isSaving}>
            {isSaving ? t('plans.saveDialog.saving') : t('plans.save')}
          </TextButton>
        </div>
      </form>
    </Dialog>
  );
}
