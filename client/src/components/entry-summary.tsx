import { Box, Group, Text } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from './facts.tsx';
import { IconButton } from './icon-button.tsx';
import { TextButton } from './text-button.tsx';

interface EntrySummaryProps {
  mark: ReactNode;
  title: string;
  facts: Parameters<typeof Facts>[0]['facts'];
  /** Left out where nothing can be changed: of a past day. */
  onEdit?: (() => void) | undefined;
  onClose: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** The chosen entry of a register, below its list. */
export function EntrySummary({ mark, title, facts, onEdit, onClose, children }: EntrySummaryProps) {
  const { t } = useTranslation();
  return (
    <Box
      component="section"
      flex="none"
      mah="42vh"
      className="lw-ruled"
      style={{ overflow: 'auto' }}
      aria-label={title}
    >
      <Group px={14} py="sm" gap="sm" wrap="nowrap">
        {mark}
        <Text component="h3" fw={600} c="bright" flex={1} truncate>
          {title}
        </Text>
        {onEdit && (
          <TextButton onClick={onEdit}>
            <IconPencil />
            {t('entry.list.change')}
          </TextButton>
        )}
        <IconButton label={t('common.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      <Box px={14} pb="md">
        <Facts facts={facts} />
      </Box>
      {children}
    </Box>
  );
}
