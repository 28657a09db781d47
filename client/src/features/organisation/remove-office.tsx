import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { entryErrorText } from '../../components/entry-error-text.ts';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { Office } from './office.ts';
import { useRemoveOffice } from './organisation.api.ts';

/** What of a branch's keeps it from going, by the key of the refusal. */
const USES = ['stations', 'units', 'lookouts', 'keyAreas', 'accounts'] as const;

interface RemoveOfficeProps {
  office: Office;
  onRemoved: () => void;
  onClose: () => void;
}

/** Asks once more before an office goes; where others still need it, says which must go first. */
export function RemoveOffice({ office, onRemoved, onClose }: RemoveOfficeProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const remove = useRemoveOffice();
  const refusal = remove.error instanceof ApiError && remove.error.code === 'still-used' ? remove.error : null;
  const use = refusal && USES.find((each) => refusal.detail?.key === `still-used-${each}`);
  return (
    <Callout role="alert">
      <Stack gap="sm">
        <Text>{t(`organisation.removeText.${office.kind}`, { name: localName(office.name) })}</Text>
        {remove.error && (
          <Problem>
            {use
              ? t(`organisation.used.${use}`, { count: Number(refusal.detail?.values['count'] ?? 0) })
              : entryErrorText(t, remove.error)}
          </Problem>
        )}
        <Group justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton
            tone="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate(office, { onSuccess: onRemoved })}
          >
            {t('organisation.removeSure')}
          </TextButton>
        </Group>
      </Stack>
    </Callout>
  );
}
