import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import ground from '../../components/ground.module.css';
import { SkeletonRows } from '../../components/note.tsx';
import { useUnitListStore } from '../../features/unit-list/unit-list.store.ts';
import type { UnitView } from '../../features/unit-list/unit-view.ts';
import { formatNumber } from '../../lib/format.ts';
import styles from './figure-detail.module.css';

/** What every detail is given: how it is closed, e.g. as something else takes its place. */
export interface DetailProps {
  onClose: () => void;
}

interface UnitCountProps extends DetailProps {
  count: number;
  /** The list whose length it is. */
  view: Partial<UnitView>;
  /** Of whom, for those who do not see the table. */
  label: string;
  children?: ReactNode;
}

/** A count of units that opens them as the list beside the map. */
export function UnitCount({ count, view, label, onClose, children }: UnitCountProps) {
  const open = () => {
    useUnitListStore.getState().open(view);
    onClose();
  };
  return (
    <button
      type="button"
      className={ground.link}
      disabled={count === 0}
      title={label}
      aria-label={label}
      onClick={open}
    >
      {children ?? formatNumber(count)}
    </button>
  );
}

/** A line of a figure's list: its name, its value, and what it opens. */
export function DetailRow({ name, value, onOpen }: { name: ReactNode; value: ReactNode; onOpen?: () => void }) {
  return (
    <li>
      <button type="button" className={styles.row} disabled={!onOpen} onClick={onOpen}>
        <Text component="span" flex={1} truncate>
          {name}
        </Text>
        <Text component="span" flex="none" c="bright">
          {value}
        </Text>
      </button>
    </li>
  );
}

/** How a figure is counted, in a sentence. */
export function DetailRule({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed" mx="md" my="sm">
      {children}
    </Text>
  );
}

/** While the list of a figure is on its way. */
export function DetailLoading() {
  const { t } = useTranslation();
  return <SkeletonRows rows={4} label={t('common.loading')} />;
}
