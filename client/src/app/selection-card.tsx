import { notifications } from '@mantine/notifications';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { findSelectable } from '../map/selectable.ts';
import { useViewStore } from '../map/view.store.ts';

/** The selected thing as a card; nothing while nothing is selected. */
export function SelectionCard() {
  const { t } = useTranslation();
  const selection = useViewStore((view) => view.selection);
  const select = useViewStore((view) => view.select);
  if (!selection) return null;
  const selectable = findSelectable(selection.kind);
  if (!selectable) return null;
  const copyLink = () => {
    // Absent without https, except on localhost.
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => notifications.show({ message: t('common.linkCopied'), autoClose: 2_500 }),
      () => notifications.show({ message: t('common.linkNotCopied'), color: 'yellow' }),
    );
  };
  return (
    <Suspense>
      <selectable.Card id={selection.id} onCopyLink={copyLink} onClose={() => select(null)} />
    </Suspense>
  );
}
