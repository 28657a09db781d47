import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlaceStore } from '../features/around/place.store.ts';
import { findSelectable } from '../map/selectable.ts';
import { useViewStore } from '../map/view.store.ts';
import { MarkedPlace } from './card-parts.tsx';
import { copyText } from '../components/copy-text.ts';

/** The selected thing as a card, else the marked place; nothing while there is neither. */
export function SelectionCard() {
  const { t } = useTranslation();
  const selection = useViewStore((view) => view.selection);
  const select = useViewStore((view) => view.select);
  const isPlaceMarked = usePlaceStore((store) => store.place !== null);
  const mark = usePlaceStore((store) => store.mark);
  const copyLink = () => copyText(location.href, { done: t('common.linkCopied'), refused: t('common.linkNotCopied') });
  const selectable = selection && findSelectable(selection.kind);
  return (
    <Suspense>
      {selectable && <selectable.Card id={selection.id} onCopyLink={copyLink} onClose={() => select(null)} />}
      {!selection && isPlaceMarked && <MarkedPlace onCopyLink={copyLink} onClose={() => mark(null)} />}
    </Suspense>
  );
}
