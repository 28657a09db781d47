import { Suspense } from 'react';
import type { MapLayer } from '../map/map-layer.ts';
import styles from './legend.module.css';

/** What marks and colours mean, for the layers that the account is offered. */
export function Legend({ layers }: { layers: readonly MapLayer[] }) {
  return (
    <div className={styles.legend}>
      <ul className={styles.marks}>{layers.map(({ id, Key }) => Key && <Key key={id} />)}</ul>
      <Suspense>{layers.map(({ id, KeyDetail }) => KeyDetail && <KeyDetail key={id} />)}</Suspense>
    </div>
  );
}
