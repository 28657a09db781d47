import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What the reader must know before believing the figures beside it. */
export function Caution({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="var(--lw-warn)" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  );
}
