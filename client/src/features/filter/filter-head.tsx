import { Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconFilterOff, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { formatFilter } from './filter-link.ts';
import { clearFilter, undoFilter, useFilterStore } from './filter.store.ts';
import { useCrossFilter } from './use-cross-filter.ts';
import { formatNumber } from '../../lib/format.ts';
import styles from './filter-panel.module.css';

/** How many incidents the filter lets through, and what can be done with it. */
export function FilterHead() {
  const { t } = useTranslation();
  const view = useCrossFilter();
  const isDefault = useFilterStore((store) => formatFilter(store.filter) === null);
  const canUndo = useFilterStore((store) => store.past.length > 0);
  const copyLink = (): void => {
    // Absent without https, except on localhost.
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => notifications.show({ message: t('common.linkCopied'), autoClose: 2_500 }),
      () => notifications.show({ message: t('common.linkNotCopied'), color: 'yellow' }),
    );
  };
  return (
    <Group component="span" gap="xxs" justify="flex-end" wrap="nowrap">
      <span className={styles.count} role="status">
        {view && (
          <>
            <b>{formatNumber(view.counts.matched.length)}</b> /{' '}
            {t('filter.ofAll', {
              count: view.loaded.columns.ids.length,
              number: formatNumber(view.loaded.columns.ids.length),
            })}
          </>
        )}
      </span>
      <IconButton label={t('filter.undo')} keyHint="Control+Z" disabled={!canUndo} onClick={undoFilter}>
        <IconArrowBackUp />
      </IconButton>
      <IconButton label={t('filter.clear')} disabled={isDefault} onClick={clearFilter}>
        <IconFilterOff />
      </IconButton>
      <IconButton label={t('common.copyLink')} onClick={copyLink}>
        <IconLink />
      </IconButton>
    </Group>
  );
}
