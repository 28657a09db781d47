import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Session } from '@liaowang/shared/schemas/account';
import { Dialog } from '../components/dialog.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Note } from '../components/note.tsx';
import { createPart } from '../components/part.tsx';
import { useKeepCategories } from '../features/categories/categories.api.ts';
import { startIncidentWindow } from '../entities/incidents/incidents.api.ts';
import { useJurisdiction } from '../entities/registry/registry.api.ts';
import { errorText } from '../i18n/error-text.ts';
import { loadSection } from '../i18n/i18n.ts';
import { usePermission } from '../lib/permission.store.ts';
import { queryClient } from '../lib/query-client.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { startLive, stopLive } from '../live/live-connection.ts';
import { useCommands, type Command } from './commands.ts';
import { FeedPanel } from './feed-panel.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { JumpChips } from './jump-chips.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LayersPanel } from './layers-panel.tsx';
import { liveFeed } from './live-feed.ts';
import styles from './live-room.module.css';
import { MapReadout, MapTools } from './map-tools.tsx';
import { PhoneSheets } from './phone-sheets.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { RoomNotices } from './room-notices.tsx';
import { useRoomStore } from './room.store.ts';
import { SelectionCard } from './selection-card.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TopBar, WallHeader } from './top-bar.tsx';
import { adoptLayersOf, startViewSync } from './view-sync.ts';
import { useViewStore } from './view.store.ts';
import { WORKSPACE_PATHS, findOpenWorkspaces, useWorkspace, type Workspace } from './workspace.ts';

/** Over the whole map. */
function Cover({ children }: { children: ReactNode }) {
  return <div className={styles.cover}>{children}</div>;
}

/** A workspace whose code does not come: one can still go to another. */
function MissingRoom({
  session,
  commands,
  children,
}: {
  session: Session;
  commands: readonly Command[];
  children: ReactNode;
}) {
  return (
    <div className={styles.panels}>
      <div className={styles.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={styles.missing}>{children}</div>
    </div>
  );
}

/** MapLibre and deck.gl, the heavy part, come while the panels already stand. */
const MapView = createPart(() => import('./map-view.tsx'), Cover);
/** Where the search does not come, it can be closed all the same. */
function SearchMissing({
  onClose,
  children,
}: {
  commands: readonly Command[];
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('search.title')} width={560} place="top" onClose={onClose}>
      {children}
    </Dialog>
  );
}

/** When somebody searches. */
const SearchPalette = createPart(
  async () => ({ default: (await import('./search-palette.tsx')).SearchPalette }),
  SearchMissing,
);
/** Only for those who go there. */
const ROOMS = {
  coverage: createPart(async () => {
    const [room] = await Promise.all([import('./coverage/coverage-room.tsx'), loadSection('coverage')]);
    return room;
  }, MissingRoom),
  hotspots: createPart(async () => {
    const [room] = await Promise.all([
      import('./hotspots/hotspots-room.tsx'),
      loadSection('coverage'),
      loadSection('hotspots'),
    ]);
    return room;
  }, MissingRoom),
};

function MapArea() {
  const { t } = useTranslation();
  const theme = useComputedColorScheme('dark');
  const jurisdiction = useJurisdiction();
  const [isReady, setIsReady] = useState(false);
  return (
    <div className={styles.map} role="application" aria-label={t('map.label')}>
      <ErrorBoundary
        renderFallback={(retry) => (
          <Cover>
            <Note
              tone="error"
              title={t('map.failed')}
              text={t('map.failedText')}
              action={{ label: t('map.loadAgain'), onClick: retry }}
            />
          </Cover>
        )}
      >
        <Suspense>
          <MapView theme={theme} onReady={() => setIsReady(true)} />
        </Suspense>
        {!isReady && !jurisdiction.error && (
          <div className={styles.cover} role="status">
            <span className={styles.loading}>{t('map.loading')}</span>
          </div>
        )}
        {!isReady && jurisdiction.error && (
          <Cover>
            <Note
              tone="error"
              title={t('map.failed')}
              text={errorText(t, jurisdiction.error)}
              action={{ label: t('common.retry'), onClick: () => void jurisdiction.refetch() }}
            />
          </Cover>
        )}
      </ErrorBoundary>
    </div>
  );
}

/** The view in the address, the live link, the keys and the clock's time zone. */
function useRoom(commands: readonly Command[]): void {
  const mayViewLive = usePermission('live:view');
  const wall = useViewStore((view) => view.wall);
  const timeZone = useJurisdiction().data?.timeZone;
  useShortcuts(commands);
  useKeepCategories();
  useEffect(() => {
    if (!mayViewLive) return undefined;
    startLive(liveFeed);
    return stopLive;
  }, [mayViewLive]);
  useEffect(() => startIncidentWindow(queryClient), []);
  useEffect(() => {
    if (timeZone) useTimeZoneStore.getState().setTimeZone(timeZone);
  }, [timeZone]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-wall', wall);
    return () => document.documentElement.removeAttribute('data-wall');
  }, [wall]);
}

function Panels({ session, commands }: { session: Session; commands: readonly Command[] }) {
  return (
    <div className={styles.panels}>
      <div className={styles.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={styles.left}>
        <LayersPanel />
      </div>
      <div className={styles.right}>
        <FeedPanel />
        <SelectionCard />
      </div>
      <div className={styles.tools}>
        <MapTools commands={commands} />
      </div>
      <div className={styles.bottom}>
        <div className={styles.above}>
          <MapReadout />
          <JumpChips />
        </div>
        <FiguresStrip />
      </div>
    </div>
  );
}

function WallPanels() {
  const setWall = useViewStore((view) => view.setWall);
  return (
    <div className={styles.panels} data-wall>
      <div className={styles.top}>
        <WallHeader onLeave={() => setWall(false)} />
      </div>
      <div className={styles.right}>
        <FeedPanel foldable={false} />
      </div>
      <div className={styles.bottom}>
        <FiguresStrip />
      </div>
    </div>
  );
}

/** The workspace of the address; live for whoever may not see the one it names. */
function useAllowedWorkspace(session: Session): Workspace {
  const named = useWorkspace();
  const isAllowed = findOpenWorkspaces(session.permissions).includes(named);
  const workspace = isAllowed ? named : 'live';
  const [, navigate] = useLocation();
  const shown = useRef(workspace);
  useLayoutEffect(() => {
    if (!isAllowed) navigate(WORKSPACE_PATHS.live + location.search, { replace: true });
  }, [isAllowed, navigate]);
  useLayoutEffect(() => {
    // Only on the way from one to another: the layers of a link are its own.
    if (shown.current !== workspace) adoptLayersOf(workspace);
    shown.current = workspace;
  }, [workspace]);
  return workspace;
}

function Workplace({
  id,
  ...props
}: {
  id: keyof typeof ROOMS;
  session: Session;
  commands: readonly Command[];
  layout: 'desk' | 'phone' | 'wall';
}) {
  const Room = ROOMS[id];
  return <Room {...props} />;
}

/** The map room: a full-bleed map, panels floating over its edge. The workspaces share the map. */
export default function LiveRoom({ session }: { session: Session }) {
  const wall = useViewStore((view) => view.wall);
  // Of screens only: paper is narrow too, and must not turn the room over while it prints.
  const isPhone = useMediaQuery('screen and (max-width: 860px)', false, { getInitialValueInEffect: false });
  const { dialog, close } = useRoomStore();
  const workspace = useAllowedWorkspace(session);
  const commands = useCommands(session);
  useRoom(commands);
  // Before anything is painted, so that a link never flashes another view first.
  useLayoutEffect(startViewSync, []);
  return (
    <div className={styles.room} data-wall={wall || undefined}>
      <MapArea />
      {workspace !== 'live' ? (
        <Suspense>
          <Workplace
            id={workspace}
            session={session}
            commands={commands}
            layout={wall ? 'wall' : isPhone ? 'phone' : 'desk'}
          />
        </Suspense>
      ) : wall ? (
        <WallPanels />
      ) : isPhone ? (
        <PhoneSheets session={session} commands={commands} />
      ) : (
        <Panels session={session} commands={commands} />
      )}
      <RoomNotices />
      <ReportDialog />
      {dialog === 'search' && (
        <Suspense>
          <SearchPalette commands={commands} onClose={close} />
        </Suspense>
      )}
      {dialog === 'keys' && <KeysDialog onClose={close} />}
    </div>
  );
}
