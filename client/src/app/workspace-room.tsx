import { IconCards, IconMap, IconStack2 } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import { TextButton } from '../components/text-button.tsx';
import type { Command } from './commands.ts';
import { LayersPanel } from './layers-panel.tsx';
import { MapReadout, MapTools } from './map-tools.tsx';
import sheetStyles from './phone-sheets.module.css';
import { SelectionCard } from './selection-card.tsx';
import { TopBar, WallHeader } from './top-bar.tsx';
import { useMapInsets } from './use-map-insets.ts';
import { useViewStore } from './view.store.ts';
import styles from './workspace-room.module.css';

interface Visitor {
  session: Session;
  commands: readonly Command[];
}

/** The layers of the map, one click away: the panel of the live room would not fit beside the tables. */
function LayersButton() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.layers}>
      {isOpen && (
        <div className={styles.layersPanel}>
          <LayersPanel foldable={false} />
        </div>
      )}
      <span className={styles.layersButton}>
        <TextButton pressed={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <IconStack2 />
          {t('layers.title')}
        </TextButton>
      </span>
    </div>
  );
}

/** A workspace over the map: what it is about left, its tools right, time below. */
export function WorkspaceDesk({
  session,
  commands,
  left,
  right,
  bottom,
}: Visitor & { left: ReactNode; right: ReactNode; bottom: ReactNode }) {
  const panels = useMapInsets();
  return (
    <div className={styles.panels} ref={panels}>
      <div className={styles.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={styles.left}>{left}</div>
      <div className={styles.right}>
        {right}
        <SelectionCard />
      </div>
      <div className={styles.middle} data-middle />
      <div className={styles.above}>
        <LayersButton />
        <MapReadout />
      </div>
      <div className={styles.tools}>
        <MapTools commands={commands} />
      </div>
      <div className={styles.bottom}>{bottom}</div>
    </div>
  );
}

/** A workspace on a wall: nothing to operate. */
export function WorkspaceWall({ left, right }: { left: ReactNode; right: ReactNode }) {
  const setWall = useViewStore((view) => view.setWall);
  const panels = useMapInsets();
  return (
    <div className={styles.panels} data-wall ref={panels}>
      <div className={styles.top}>
        <WallHeader onLeave={() => setWall(false)} />
      </div>
      <div className={styles.left}>{left}</div>
      <div className={styles.right}>{right}</div>
      <div className={styles.middle} data-middle />
    </div>
  );
}

interface Sheet {
  id: string;
  icon: ReactNode;
  label: string;
  body: ReactNode;
}

/** A workspace on a phone: its panels as sheets over the lower half of the map, one at a time; `first` is open at the start. */
export function WorkspacePhone({
  session,
  commands,
  sheets,
  first,
}: Visitor & { sheets: readonly Sheet[]; first: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(first);
  const selection = useViewStore((view) => view.selection);
  const panels = useMapInsets();
  useEffect(() => setOpen((id) => (selection ? 'card' : id === 'card' ? 'map' : id)), [selection]);
  const all: readonly Sheet[] = [
    { id: 'map', icon: <IconMap />, label: t('phone.map'), body: null },
    ...sheets,
    { id: 'card', icon: <IconCards />, label: t('phone.card'), body: <SelectionCard /> },
  ];
  const body = all.find(({ id }) => id === open)?.body;
  return (
    <div className={sheetStyles.phone} ref={panels}>
      <TopBar session={session} commands={commands} />
      <div className={sheetStyles.space} data-middle />
      {body && <div className={sheetStyles.sheet}>{body}</div>}
      <nav className={sheetStyles.tabs}>
        {all.map(({ id, icon, label }) => (
          <button
            key={id}
            type="button"
            aria-current={open === id || undefined}
            disabled={id === 'card' && !selection}
            onClick={() => setOpen(id)}
          >
            {icon}
            {label}
          </button>
        ))}
      </nav>
    </div>
  );
}
