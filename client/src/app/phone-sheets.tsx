import { IconCards, IconHash, IconList, IconMap, IconStack2 } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import type { Command } from './commands.ts';
import { FeedPanel } from './feed-panel.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { LayersPanel } from './layers-panel.tsx';
import styles from './phone-sheets.module.css';
import { SelectionCard } from './selection-card.tsx';
import { TopBar } from './top-bar.tsx';
import { useMapInsets } from './use-map-insets.ts';
import { useViewStore } from './view.store.ts';

type Sheet = 'map' | 'layers' | 'feed' | 'card' | 'figures';

const TABS: ReadonlyArray<{ id: Sheet; icon: ReactNode }> = [
  { id: 'map', icon: <IconMap /> },
  { id: 'feed', icon: <IconList /> },
  { id: 'figures', icon: <IconHash /> },
  { id: 'layers', icon: <IconStack2 /> },
  { id: 'card', icon: <IconCards /> },
];

/** On a phone the panels are sheets over the lower half of the map, one at a time. */
export function PhoneSheets({ session, commands }: { session: Session; commands: readonly Command[] }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<Sheet>('map');
  const selection = useViewStore((view) => view.selection);
  const panels = useMapInsets();
  useEffect(() => setSheet((open) => (selection ? 'card' : open === 'card' ? 'map' : open)), [selection]);
  return (
    <div className={styles.phone} ref={panels}>
      <TopBar session={session} commands={commands} />
      <div className={styles.space} data-middle />
      {sheet !== 'map' && (
        <div className={styles.sheet}>
          {sheet === 'layers' && <LayersPanel foldable={false} />}
          {sheet === 'feed' && <FeedPanel foldable={false} />}
          {sheet === 'card' && <SelectionCard />}
          {sheet === 'figures' && <FiguresStrip />}
        </div>
      )}
      <nav className={styles.tabs}>
        {TABS.map(({ id, icon }) => (
          <button
            key={id}
            type="button"
            aria-current={sheet === id || undefined}
            disabled={id === 'card' && !selection}
            onClick={() => setSheet(id)}
          >
            {icon}
            {t(`phone.${id}`)}
          </button>
        ))}
      </nav>
    </div>
  );
}
