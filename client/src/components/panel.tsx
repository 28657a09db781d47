import { Box, Group, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  /** Beside the title, e.g. a count or a filter. */
  extra?: ReactNode;
  /** Present: the panel folds. */
  fold?: { folded: boolean; label: string; onChange: (folded: boolean) => void };
  className?: string | undefined;
  children: ReactNode;
}

/** A floating panel over the map's edge. */
export function Panel({ title, extra, fold, className, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={titleId}>
      <Group component="header" wrap="nowrap" c="dimmed" className={styles.header}>
        <Text component="h2" fw={500} flex="none" id={titleId}>
          {title}
        </Text>
        <Box flex={1} miw={0}>
          {extra}
        </Box>
        {fold && (
          <IconButton label={fold.label} expanded={!fold.folded} onClick={() => fold.onChange(!fold.folded)}>
            {fold.folded ? <IconChevronDown /> : <IconChevronUp />}
          </IconButton>
        )}
      </Group>
      {!fold?.folded && <div className={styles.body}>{children}</div>}
    </section>
  );
}
