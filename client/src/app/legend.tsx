import { Stack } from '@mantine/core';
import { Suspense } from 'react';
import type { MapLayer } from '../map/map-layer.ts';
import styles from './legend.module.css';

/** What marks and colours mean, for the layers that the account is offered. */
export function Legend({ layers }: { layers: readonly MapLayer[] }) {
  return (
    <Stack px={14} pb="lg" fz="xs" c="var(--lw-ink)">
      <Stack component="ul" gap="xs" p={0} className={`lw-list ${styles.marks}`}>
        {layers.map(({ id, Key }) => Key && <Key key={id} />)}
      </Stack>
      <Suspense>{layers.map(({ id, KeyDetail }) => KeyDetail && <KeyDetail key={id} />)}</Suspense>
    </Stack>
  );
}
