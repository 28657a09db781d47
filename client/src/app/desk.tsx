import './mantine-desk-styles.ts';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useEffect, useLayoutEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Session } from '@liaowang/shared/schemas/account';
import { TextButton } from '../components/text-button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Note } from '../components/note.tsx';
import { createPart } from '../components/part.tsx';
import { useKeepCategories } from '../features/categories/categories.api.ts';
import { startIncidentWindow } from '../entities/incidents/incidents.api.ts';
import { MANAGED_ACCOUNTS_TEXTS } from '../features/accounts/texts.ts';
import { ROTA_TEXTS } from '../features/rota/texts.ts';
import { useJurisdiction, useSchematic } from '../entities/places/places.api.ts';
import { loadSection } from '../i18n/i18n.ts';
import { errorText } from '../i18n/error-text.ts';
import { usePermission } from '../lib/permission.store.ts';
import { queryClient } from '../lib/query-client.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { startLive, stopLive } from '../live/live-connection.ts';
import { useCommands, type Command } from './commands.ts';
import { liveFeed } from './live-feed.ts';
import styles from './desk.module.css';
import { ReportDialog } from './report-dialog.tsx';
import { Notices } from './notices.tsx';
import { useDialogStore } from './dialog.store.ts';
import { usePlaceMenuStore } from './place-menu.store.ts';
import { useShortcuts } from './shortcuts.ts';
import { adoptLayersOf } from './layers-link.ts';
import { startLink } from './link.ts';
import { listSelectables } from '../map/selectable.ts';
import { useViewStore } from '../map/view.store.ts';
import { MissingWorkspace, WorkspaceFrame } from './workspace-frames.tsx';
import { WORKSPACES, useOpenWorkspace } from './workspaces.ts';

/** Over the whole map. */
function Cover({ children }: { children: ReactNode }) {
  return <div className={styles.cover}>{children}</div>;
}

interface DialogProps {
  /** Over it. */
  label: string;
  commands: readonly Command[];
  onClose: () => void;
}

interface SearchProps extends DialogProps {
  username: string;
}

/** Where a dialog does not come, it can be closed all the same: the browser's own, since the library's comes with those that do. */
function DialogMissing({ label, onClose, children }: DialogProps & { children: ReactNode }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={label} className={styles.missing} onClose={onClose}>
      {children}
      <TextButton onClick={onClose}>{t('common.close')}</TextButton>
    </dialog>
  );
}

/** MapLibre and deck.gl, the heavy part, come while the panels already stand. */
const MapView = createPart(() => import('./map-view.tsx'), Cover);

/** When somebody searches: the box with what each kind of thing brings to it. */
const SearchPalette = createPart<SearchProps>(async () => {
  const [{ SearchPalette: Palette }, sources] = await Promise.all([
    import('./search-palette.tsx'),
    Promise.all(listSelectables().flatMap(({ loadSearch }) => loadSearch?.() ?? [])),
  ]);
  return { default: (props) => <Palette sources={sources} {...props} /> };
}, DialogMissing);

const PlaceMenu = createPart(async () => ({ default: (await import('./place-menu.tsx')).PlaceMenu }));

const KeysDialog = createPart<DialogProps>(
  async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }),
  DialogMissing,
);

const RotaDialog = createPart<DialogProps>(async () => {
  const [{ RotaDialog: Chooser }] = await Promise.all([
    import('../features/rota/rota-dialog.tsx'),
    loadSection(ROTA_TEXTS),
  ]);
  return { default: Chooser };
}, DialogMissing);

/** Of the texts of accounts, which nobody needs before. */
const createAccountPart = (load: () => Promise<{ default: ComponentType<DialogProps> }>) =>
  createPart<DialogProps>(async () => {
    const [part] = await Promise.all([load(), loadSection(MANAGED_ACCOUNTS_TEXTS)]);
    return part;
  }, DialogMissing);
const AccountsDialog = createAccountPart(async () => ({
  default: (await import('../features/accounts/accounts-dialog.tsx')).AccountsDialog,
}));
const OwnAccountDialog = createAccountPart(async () => ({
  default: (await import('../features/accounts/own-account-dialog.tsx')).OwnAccountDialog,
}));

function MapArea({ branchId }: { branchId: number | null }) {
  const { t } = useTranslation();
  const theme = useComputedColorScheme('dark');
  const jurisdiction = useJurisdiction();
  // Asked for while the map's code is still coming: the map waits for it.
  useSchematic();
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
          <MapView theme={theme} branchId={branchId} onReady={() => setIsReady(true)} />
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

/** The live link, the keys and the clock's time zone. */
function useDesk(commands: readonly Command[]): void {
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

/** The workspace of the address; the first where it names none, or one that is not for this account. */
function useAllowedWorkspace(session: Session): (typeof WORKSPACES)[number] {
  const named = useOpenWorkspace(session.permissions);
  const workspace = named ?? WORKSPACES[0];
  const isNamed = named !== undefined;
  const [, navigate] = useLocation();
  const shown = useRef(workspace);
  useLayoutEffect(() => {
    if (!isNamed) navigate(WORKSPACES[0].path + location.search, { replace: true });
  }, [isNamed, navigate]);
  useLayoutEffect(() => {
    // Only on the way from one to another: the layers of a link are its own.
    if (shown.current !== workspace) adoptLayersOf(workspace);
    shown.current = workspace;
  }, [workspace]);
  return workspace;
}

const openAccounts = (): void => useDialogStore.getState().open('accounts');

/** The desk: a full-bleed map, panels floating over its edge. The workspaces share the map. */
export default function Desk({ session }: { session: Session }) {
  const { t } = useTranslation();
  const wall = useViewStore((view) => view.wall);
  // Of screens only: paper is narrow too, and must not turn the room over while it prints.
  const isPhone = useMediaQuery('screen and (max-width: 860px)', false, { getInitialValueInEffect: false });
  const { dialog, close } = useDialogStore();
  const { id, arrangement, Room } = useAllowedWorkspace(session);
  const isMenuOpen = usePlaceMenuStore((store) => store.menu !== null);
  const commands = useCommands(session);
  useDesk(commands);
  // Before anything is painted, so that a link never flashes another view first.
  useLayoutEffect(startLink, []);
  return (
    <div className={styles.room} data-wall={wall || undefined}>
      <MapArea branchId={session.branchId} />
      <Suspense>
        <Room
          key={id}
          renderPanels={(panels) => (
            <WorkspaceFrame
              session={session}
              commands={commands}
              arrangement={arrangement}
              layout={wall ? 'wall' : isPhone ? 'phone' : 'desk'}
              panels={panels}
            />
          )}
          openAccounts={openAccounts}
          renderMissing={(note) => <MissingWorkspace session={session} commands={commands} note={note} />}
        />
      </Suspense>
      <Notices />
      <ReportDialog />
      <Suspense>{isMenuOpen && <PlaceMenu />}</Suspense>
      <Suspense>
        {dialog === 'search' && (
          <SearchPalette label={t('search.title')} commands={commands} username={session.username} onClose={close} />
        )}
        {dialog === 'rota' && <RotaDialog label={t('topBar.rota')} commands={commands} onClose={close} />}
        {dialog === 'accounts' && <AccountsDialog label={t('topBar.accounts')} commands={commands} onClose={close} />}
        {dialog === 'ownAccount' && (
          <OwnAccountDialog label={t('topBar.ownAccount')} commands={commands} onClose={close} />
        )}
        {dialog === 'keys' && <KeysDialog label={t('keys.title')} commands={commands} onClose={close} />}
      </Suspense>
    </div>
  );
}
