import { Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findTopCategory } from '@liaowang/shared/contract/category-tree';
import type { IncidentCategoryChange, IncidentCategoryNode } from '@liaowang/shared/schemas/incident-category';
import { SelectField, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { showUndoNotice } from '../../components/undo-notice.tsx';
import { useCategoryName, useCategoryOptions } from '../../entities/incidents/category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useChangeCategory, useCreateCategory } from './category-changes.api.ts';
import { MergeCategory } from './merge-category.tsx';

interface CategoryEditorProps {
  /** Null = a new one. */
  node: IncidentCategoryNode | null;
  parentId: string | null;
  incidentCount: number;
  onClose: () => void;
}

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Names a new kind, or renames and moves one, and says what files call it; what was saved can be taken back. */
export function CategoryEditor({ node, parentId, incidentCount, onClose }: CategoryEditorProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const options = useCategoryOptions();
  const create = useCreateCategory();
  const change = useChangeCategory();
  const isOurs = node !== null && findTopCategory(node.categoryId) !== null;
  const [nameZh, setNameZh] = useState(node?.nameZh ?? '');
  const [nameEn, setNameEn] = useState(node?.nameEn ?? '');
  const [parent, setParent] = useState(parentId ?? '');
  const [words, setWords] = useState(node?.words.join('\n') ?? '');
  const error = create.error ?? change.error;

  const offerUndo = ({ categoryId }: IncidentCategoryNode, before: IncidentCategoryChange): void => {
    showUndoNotice({
      message: t('categories.saved', { name: isOurs ? nameOf(categoryId) : nameZh }),
      label: t('common.undo'),
      // Awaited, not called back: the editor is gone by then.
      onUndo: () =>
        void change
          .mutateAsync({ categoryId, change: before })
          .catch((failure: unknown) => notifications.show({ message: errorText(t, failure), color: 'yellow' })),
    });
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (node === null) {
      create.mutate(
        { parentId: parent, nameZh, nameEn },
        {
          onSuccess: (made) => {
            notifications.show({ message: t('categories.created', { name: made.nameZh }), autoClose: 3_000 });
            onClose();
          },
        },
      );
      return;
    }
    const wording = { words: toLines(words) };
    const after: IncidentCategoryChange = isOurs ? wording : { nameZh, nameEn, parentId: parent, ...wording };
    const before: IncidentCategoryChange = isOurs
      ? { words: node.words }
      : { nameZh: node.nameZh, nameEn: node.nameEn, parentId: parentId!, words: node.words };
    change.mutate(
      { categoryId: node.categoryId, change: after },
      {
        onSuccess: () => {
          offerUndo(node, before);
          onClose();
        },
      },
    );
  };

  return (
    <Stack component="form" pt="xs" pb={10} onSubmit={save}>
      {!isOurs && (
        <>
          <Group grow align="stretch" wrap="nowrap">
            <TextField label={t('categories.nameZh')} value={nameZh} onChange={setNameZh} />
            <TextField label={t('categories.nameEn')} value={nameEn} onChange={setNameEn} />
          </Group>
          <SelectField
            label={t('categories.parent')}
            value={parent}
            options={options.filter(({ value }) => value !== node?.categoryId)}
            onChange={setParent}
          />
        </>
      )}
      {node !== null && (
        <Textarea
          label={t('categories.words')}
          value={words}
          minRows={3}
          placeholder={t('categories.wordsHint')}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {error && <Problem>{errorText(t, error)}</Problem>}
      <Group justify="flex-end" align="stretch">
        {node !== null && !isOurs && <MergeCategory node={node} incidentCount={incidentCount} onMerged={onClose} />}
        <TextButton onClick={onClose}>{t('categories.cancel')}</TextButton>
        <TextButton
          type="submit"
          tone="primary"
          disabled={create.isPending || change.isPending || (!isOurs && nameZh.trim() === '')}
        >
          {t('categories.save')}
        </TextButton>
      </Group>
    </Stack>
  );
}
