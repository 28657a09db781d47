import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Side } from '../lib/entry-changes.ts';
import { Callout } from './callout.tsx';
import { Choice } from './choice.tsx';
import { Facts } from './facts.tsx';

/** A field of an entry, to tell it from another's. */
export interface EntryField<D extends object> {
  id: keyof D & string;
  label: string;
  /** What it says in a draft, in the reader's language. */
  show: (draft: D) => string;
}

interface EntryConflictProps<D extends object> {
  fields: ReadonlyArray<EntryField<D>>;
  mine: D;
  theirs: D;
  sides: ReadonlyMap<keyof D, Side>;
  onKeep: (field: keyof D, side: Side) => void;
}

/** Somebody changed an entry meanwhile: theirs beside mine for each field that differs, and which of them is kept. */
export function EntryConflict<D extends object>({ fields, mine, theirs, sides, onKeep }: EntryConflictProps<D>) {
  const { t } = useTranslation();
  const differing = fields.filter(({ id }) => sides.has(id));
  return (
    <Callout role="alert">
      <Stack gap="sm">
        <Text fw={500}>{t('entry.conflict.title')}</Text>
        <Text size="xs" c="dimmed">
          {t(differing.length === 0 ? 'entry.conflict.same' : 'entry.conflict.text')}
        </Text>
        {differing.map(({ id, label, show }) => (
          <Stack key={id} gap="xs" role="group" aria-label={label}>
            <Text size="xs">{label}</Text>
            <Facts
              facts={[
                { label: t('entry.conflict.mine'), value: show(mine) },
                { label: t('entry.conflict.theirs'), value: show(theirs) },
              ]}
            />
            <Choice<Side>
              label={t('entry.conflict.keep', { field: label })}
              value={sides.get(id)!}
              options={[
                { value: 'mine', label: t('entry.conflict.keepMine') },
                { value: 'theirs', label: t('entry.conflict.keepTheirs') },
              ]}
              onChange={(side) => onKeep(id, side)}
            />
          </Stack>
        ))}
      </Stack>
    </Callout>
  );
}
