import { Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { TextField } from '../../components/field.tsx';
import { useSession } from '../../entities/accounts/session.api.ts';
import { MAX_NAME_LENGTH, forgetView, readSavedViews, readView, saveView } from './saved-views.ts';
import { useUnitListStore } from './unit-list.store.ts';

/** Views under names, kept for this account in this browser; a link gives one to somebody else. */
export function SavedSection() {
  const { t } = useTranslation();
  const username = useSession().data?.username ?? '';
  const view = useUnitListStore((store) => store.view);
  const change = useUnitListStore((store) => store.change);
  const [saved, setSaved] = useState(() => readSavedViews(username));
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') return;
    setSaved(saveView(username, trimmed, view));
    setName('');
  };
  return (
    <>
      {saved.length > 0 && (
        <Group component="ul" className="lw-list" gap="sm" aria-label={t('unitList.saved')}>
          {saved.map((each) => (
            <Group component="li" key={each.name} gap={0} wrap="nowrap">
              <TextButton onClick={() => change(readView(each.text))}>{each.name}</TextButton>
              <IconButton
                label={t('unitList.forget', { name: each.name })}
                onClick={() => setSaved(forgetView(username, each.name))}
              >
                <IconTrash />
              </IconButton>
            </Group>
          ))}
        </Group>
      )}
      <Group component="form" wrap="nowrap" gap="sm" onSubmit={save}>
        <TextField
          label={t('unitList.saveAs')}
          isLabelHidden
          placeholder={t('unitList.saveAs')}
          value={name}
          onChange={(text) => setName(text.slice(0, MAX_NAME_LENGTH))}
        />
        <TextButton type="submit" disabled={name.trim() === ''}>
          {t('unitList.save')}
        </TextButton>
      </Group>
      <Text size="xs" c="dimmed">
        {t('unitList.savedNote')}
      </Text>
    </>
  );
}
