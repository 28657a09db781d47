import { Box, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentCategoryNode } from '@liaowang/shared/schemas/incident-category';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCategoryName, useCategoryOptions } from '../../entities/incidents/category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useMergeCategory } from './category-changes.api.ts';

interface MergeCategoryProps {
  node: IncidentCategoryNode;
  incidentCount: number;
  onMerged: () => void;
}

/** Asks into which category a kind goes, and says what that means before it is done. */
export function MergeCategory({ node: { categoryId, parentId }, incidentCount, onMerged }: MergeCategoryProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const options = useCategoryOptions().filter(({ value }) => value !== categoryId);
  const merge = useMergeCategory();
  const [isAsking, setIsAsking] = useState(false);
  const [into, setInto] = useState(parentId!);
  const confirm = (): void =>
    merge.mutate(
      { categoryId, into },
      {
        onSuccess: ({ incidentCount: moved }) => {
          notifications.show({
            message: t('categories.merged', { into: nameOf(into), number: formatNumber(moved) }),
            autoClose: 4_000,
          });
          onMerged();
        },
      },
    );
  return (
    <>
      <Box component="span" mr="auto">
        <TextButton onClick={() => setIsAsking(true)}>{t('categories.merge')}</TextButton>
      </Box>
      {isAsking && (
        <Dialog title={t('categories.merge')} width={420} onClose={() => setIsAsking(false)}>
          <Stack pt="xs" pb={10}>
            <SelectField label={t('categories.mergeInto')} value={into} options={options} onChange={setInto} />
            <p>
              {t('categories.mergeText', {
                from: nameOf(categoryId),
                into: nameOf(into),
                number: formatNumber(incidentCount),
              })}
            </p>
            {merge.error && <Problem>{errorText(t, merge.error)}</Problem>}
            <Group justify="flex-end" align="stretch">
              <TextButton onClick={() => setIsAsking(false)}>{t('categories.cancel')}</TextButton>
              <TextButton tone="danger" disabled={merge.isPending} onClick={confirm}>
                {t('categories.mergeConfirm', { into: nameOf(into) })}
              </TextButton>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
