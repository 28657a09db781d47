import { IconStack2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import { TextButton } from '../../components/text-button.tsx';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import type { Command } from '../commands.ts';
import { LayersPanel } from '../layers-panel.tsx';
import { MapReadout, MapTools } from '../map-tools.tsx';
import { SelectionCard } from '../selection-card.tsx';
import { TopBar, WallHeader } from '../top-bar.tsx';
import { useMapInsets } from '../use-map-insets.ts';
import { useViewStore } from '../view.store.ts';
import { AreasPanel } from './areas-panel.tsx';
import { BriefOutlet } from './brief-button.tsx';
import { CoveragePhone } from './coverage-phone.tsx';
import { CoveragePicture } from './coverage-picture.tsx';
import styles from './coverage-room.module.css';
import { useCoverageView } from './coverage-view.store.ts';
import { ToolPanel } from './tool-panel.tsx';
import { useUnsavedPlanWarning } from './use-unsaved-plan-warning.ts';
import { WindowStrip } from './window-strip.tsx';

/** A key area that is chosen on the map or by the search box is chosen in the table: its figures stand there. */
function useAreaOfSelection(): void {
  const selection = useViewStore((view) => view.selection);
  useEffect(() => {
    if (selection?.kind !== 'key-area') return;
    useCoverageView.getState().setArea(`key-area:${selection.id}`);
    useViewStore.getState().select(null);
  }, [selection]);
  // Fetched with the room, so that a click on a row can fly there at once.
  useCoverageAreas();
}

/** The layers of the map, one click away: the panel of the live room would not fit beside the tables. */
function LayersButton() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.layers}>
      {isOpen && <div className={styles.layersPanel}><LayersPanel foldable={false} /></div>}
      <span className={styles.layersButton}><TextButton pressed={isOpen} onClick={() => setIsOpen(!isOpen)}><IconStack2 />{t('layers.title')}</TextButton></span>
    </div>
  );
}

/** Over the map: areas left, tools right, time below. */
function CoverageDesk({ session, commands }: { session: Session; commands: readonly Command[] }) {
  const panels = useMapInsets();
  return (
    <div className={styles.panels} ref={panels}>
      <div className={styles.top}><TopBar session={session} commands={commands} /></div>
      <div className={styles.left}><AreasPanel /></div>
      <div className={styles.right}><ToolPanel /><SelectionCard /></div>
      <div className={styles.middle} data-middle />
      <div className={styles.above}><LayersButton /><MapReadout /></div>
      <div className={styles.tools}><MapTools commands={commands} /></div>
      <div className={styles.bottom}><WindowStrip /></div>
    </div>
  );
}

/** On a wall: areas and the open tool, nothing to operate. */
function CoverageWall() {
  const setWall = useViewStore((view) => view.setWall);
  const panels = useMapInsets();
  return (
    <div className={styles.panels} data-wall ref={panels}>
      <div className={styles.top}><WallHeader onLeave={() => setWall(false)} /></div>
      <div className={styles.left}><AreasPanel foldable={false} wideable={false} /></div>
      <div className={styles.right}><ToolPanel /></div>
      <div className={styles.middle} data-middle />
    </div>
  );
}

/** The coverage workspace, as the screen has room for it. */
export default function CoverageRoom({ session, commands, layout }: { session: Session; commands: readonly Command[]; layout: 'desk' | 'phone' | 'wall' }) {
  useAreaOfSelection();
  useUnsavedPlanWarning();
  const Room = layout === 'phone' ? CoveragePhone : CoverageDesk;
  return (
    <>
      {layout === 'wall' ? <CoverageWall /> : <Room session={session} commands={commands} />}
      <BriefOutlet />
      <CoveragePicture />
    </>
  );
}
