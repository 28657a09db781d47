import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNowMs } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import type { EntryFormState } from '../lib/use-entry-form.ts';
import { EntryConflict, type EntryField } from './entry-conflict.tsx';
import { entryErrorText } from './entry-error-text.ts';
import { findRefusedField } from './field-problem.ts';
import { Problem } from './problem.tsx';
import { TextButton } from './text-button.tsx';
import { ValidityField } from './validity-field.tsx';
import { createValidity, readValidity } from './validity.ts';

interface EntryFormProps<D extends object> {
  title: string;
  form: EntryFormState<D>;
  /** How each field is told where somebody else changed it too, or where the server refuses it. */
  fields: ReadonlyArray<EntryField<D>>;
  /** False where nobody can say since when it holds: from now on. */
  hasSince?: boolean;
  /** What is written can be saved as far as the page can tell; the fields say what is wrong. */
  isFit: boolean;
  /** Said once somebody tried to save what is not fit. */
  onTried: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The form of an entry of a register: its fields, since when what is written holds, and what happens where somebody else was faster. */
export function EntryForm<D extends object>({
  title,
  form,
  fields,
  hasSince = true,
  isFit,
  onTried,
  onClose,
  children,
}: EntryFormProps<D>) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [validity, setValidity] = useState(() => createValidity(serverNowMs(), timeZone));
  const [wasTried, setWasTried] = useState(false);
  const frame = useRef<HTMLFormElement>(null);
  // It takes the place of a list in the same panel: who opened it came to write.
  useEffect(() => frame.current?.querySelector<HTMLElement>('input:not([type=radio])')?.focus(), []);
  const since = readValidity(validity, serverNowMs(), timeZone);
  const { conflict } = form;
  const refused = fields.find(({ id }) => id === findRefusedField(form.error));
  return (
    <form
      ref={frame}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        onTried();
        if (isFit && !('problem' in since)) form.save(since);
      }}
    >
      <Stack px={14} py="md">
        <Text component="h3" fw={500}>
          {title}
        </Text>
        {conflict ? (
          <EntryConflict
            fields={fields}
            mine={form.draft}
            theirs={conflict.draft}
            sides={conflict.sides}
            onKeep={form.keep}
          />
        ) : (
          children
        )}
        {hasSince && (
          <ValidityField
            value={validity}
            problem={wasTried && 'problem' in since ? t(`entry.validity.problem.${since.problem}`) : undefined}
            onChange={setValidity}
          />
        )}
        {form.error && (
          <Problem>
            {refused
              ? t('entry.refusedField', { field: refused.label, reason: entryErrorText(t, form.error) })
              : entryErrorText(t, form.error)}
          </Problem>
        )}
        {wasTried && !isFit && <Problem>{t('entry.unfit')}</Problem>}
        {/* In sight, however long the form is. */}
        <Group
          justify="flex-end"
          pos="sticky"
          bottom={0}
          mx={-14}
          px={14}
          py="sm"
          bg="var(--lw-panel-solid)"
          style={{ zIndex: 2 }}
        >
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={form.isPending || !form.isChanged}>
            {t(conflict ? 'entry.conflict.save' : form.isNew ? 'entry.add' : 'entry.save')}
          </TextButton>
        </Group>
      </Stack>
    </form>
  );
}
