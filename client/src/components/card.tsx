import { Box, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './card.module.css';
import { IconButton } from './icon-button.tsx';

interface CardProps {
  mark?: ReactNode;
  title: string;
  subtitle?: ReactNode;
  /** Buttons at the bottom. */
  actions?: ReactNode;
  onClose: () => void;
  children?: ReactNode;
}

/** The selected thing, beside the map instead of over it. */
export function Card({ mark, title, subtitle, actions, onClose, children }: CardProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.card} aria-label={title}>
      <Group component="header" align="flex-start" wrap="nowrap">
        {mark}
        <Box flex={1} miw={0}>
          <Text component="h2" size="lg" fw={600} c="bright">
            {title}
          </Text>
          {subtitle && (
            <Text component="div" size="xs" c="dimmed">
              {subtitle}
            </Text>
          )}
        </Box>
        <IconButton label={t('card.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      {children}
      {actions && <Group gap="sm">{actions}</Group>}
    </section>
  );
}

const TEXT_LOOKS = {
  text: {},
  quiet: { c: 'dimmed' },
  warning: { c: 'var(--lw-warn)', size: 'xs' },
} as const;

/** A sentence on a card: `warning` for what must not be overlooked. */
export function CardText({ tone = 'text', children }: { tone?: keyof typeof TEXT_LOOKS; children: ReactNode }) {
  return (
    <Text component="div" {...TEXT_LOOKS[tone]}>
      {children}
    </Text>
  );
}
