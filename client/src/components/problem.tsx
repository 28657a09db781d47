import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What went wrong, or does not fit: said aloud when it comes. What is wrong with one field says the field itself. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="var(--lw-severe)" role="alert">
      {children}
    </Text>
  );
}
