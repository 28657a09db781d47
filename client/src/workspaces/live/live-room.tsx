import { IconHash, IconList, IconUsers } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { createPart } from '../../components/part.tsx';
import type { WorkspaceProps } from '../../components/workspace.ts';
import { UNIT_LIST_TEXTS } from '../../features/unit-list/texts.ts';
import { useUnitListStore } from '../../features/unit-list/unit-list.store.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { FeedPanel } from './feed-panel.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { JumpChips } from './jump-chips.tsx';

const UnitList = createPart(async () => {
  const [{ UnitListPanel }] = await Promise.all([
    import('../../features/unit-list/unit-list-panel.tsx'),
    loadSection(UNIT_LIST_TEXTS),
  ]);
  return { default: UnitListPanel };
});

/** On a phone the list is open while its sheet is. */
function UnitListSheet() {
  useEffect(() => {
    useUnitListStore.getState().open();
    return () => useUnitListStore.getState().close();
  }, []);
  return (
    <Suspense>
      <UnitList />
    </Suspense>
  );
}

/** The live workspace. */
export function LiveRoom({ renderPanels }: WorkspaceProps) {
  const { t } = useTranslation();
  const mayViewLive = usePermission('live:view');
  const isListOpen = useUnitListStore((store) => store.isOpen) && mayViewLive;
  return renderPanels({
    left: isListOpen && (
      <Suspense>
        <UnitList />
      </Suspense>
    ),
    right: <FeedPanel />,
    above: <JumpChips />,
    bottom: <FiguresStrip />,
    wall: { right: <FeedPanel foldable={false} />, bottom: <FiguresStrip /> },
    firstSheet: 'map',
    calledSheet: isListOpen ? 'units' : null,
    sheets: [
      { id: 'feed', icon: <IconList />, label: t('phone.feed'), body: <FeedPanel foldable={false} /> },
      { id: 'figures', icon: <IconHash />, label: t('phone.figures'), body: <FiguresStrip /> },
      ...(mayViewLive ? [{ id: 'units', icon: <IconUsers />, label: t('phone.units'), body: <UnitListSheet /> }] : []),
    ],
  });
}
