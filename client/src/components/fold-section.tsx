import { Box, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './fold-section.module.css';

interface FoldSectionProps {
  title: string;
  /** At the right of the title, e.g. what is chosen in it. */
  aside?: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** A part of a panel that folds into its title. Children decide themselves what stands when it is folded. */
export function FoldSection({ title, aside, isOpen, onToggle, children }: FoldSectionProps) {
  return (
    <Box p="sm" className="lw-ruled">
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        <IconChevronRight color="var(--lw-soft)" />
        {title}
        <Text component="span" flex={1} ta="right" c="dimmed" truncate>
          {aside}
        </Text>
      </button>
      {children}
    </Box>
  );
}
