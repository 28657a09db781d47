import {
  IconCheck,
  IconChevronDown,
  IconDeviceTv,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconLogout,
  IconMap,
  IconMapPinPlus,
  IconMaximize,
  IconMoon,
  IconSearch,
  IconSun,
  IconUser,
  IconUsers,
  IconRotateClockwise2,
  IconX,
} from '@tabler/icons-react';
import { Suspense } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location';
import type { Session } from '@liaowang/shared/schemas/account';
import { DemoBadge } from '../components/demo-badge.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Menu } from '../components/menu.tsx';
import { createPart } from '../components/part.tsx';
import { useInstallation, useSignOut } from '../entities/accounts/session.api.ts';
import { useBranchName } from '../entities/places/branch-name.ts';
import { useRotaStore } from '../features/rota/rota.store.ts';
import { ROTA_TEXTS } from '../features/rota/texts.ts';
import { loadSection } from '../i18n/i18n.ts';
import { useLocalName } from '../lib/use-language.ts';
import { usePermission } from '../lib/permission.store.ts';
import { startLive, stopLive } from '../live/live-connection.ts';
import { CityClock } from './city-clock.tsx';
import type { Command, CommandId } from './commands.ts';
import { LinkHealth } from './link-health.tsx';
import { liveFeed } from './live-feed.ts';
import { useDialogStore } from './dialog.store.ts';
import styles from './top-bar.module.css';
import { findOpenWorkspaces, useWorkspace } from './workspaces.ts';

const RotaStatus = createPart(async () => {
  const [{ RotaStatus: Status }] = await Promise.all([
    import('../features/rota/rota-status.tsx'),
    loadSection(ROTA_TEXTS),
  ]);
  return { default: Status };
});

function PersonMenu({ session, commands }: { session: Session; commands: Partial<Record<CommandId, () => void>> }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const scheme = useComputedColorScheme('dark');
  const branchName = useBranchName();
  const signOut = useSignOut();
  const mayViewLive = usePermission('live:view');
  const leave = () => {
    // First the link: the server cuts it when the session ends, and that must not look like a session that ran out.
    stopLive();
    signOut.mutate(undefined, { onError: () => mayViewLive && startLive(liveFeed) });
  };
  const role = t(`role.${session.role}`);
  const name = localName(session.displayName);
  return (
    <Menu
      label={t('topBar.person')}
      look={{ className: styles.person }}
      button={
        <>
          <IconUser />
          <span>{name}</span>
        </>
      }
      head={
        <>
          <b>{name}</b>
          {[role, session.branchId !== null && branchName(session.branchId), session.username]
            .filter(Boolean)
            .join(' · ')}
        </>
      }
      items={[
        ...(commands.report
          ? [
              {
                id: 'report',
                icon: <IconMapPinPlus />,
                label: t('report.title'),
                keyHint: 'N',
                onChoose: commands.report,
              },
            ]
          : []),
        {
          id: 'wall',
          icon: <IconDeviceTv />,
          label: t('topBar.wall'),
          keyHint: 'W',
          onChoose: () => commands.wall?.(),
        },
        {
          id: 'rota',
          icon: <IconRotateClockwise2 />,
          label: t('topBar.rota'),
          onChoose: () => commands.rota?.(),
        },
        {
          id: 'full-screen',
          icon: <IconMaximize />,
          label: t('topBar.fullScreen'),
          onChoose: () => commands.fullScreen?.(),
        },
        {
          id: 'language',
          icon: <IconLanguage />,
          label: t('common.switchLanguage'),
          keyHint: 'L',
          onChoose: () => commands.language?.(),
        },
        {
          id: 'keys',
          icon: <IconKeyboard />,
          label: t('topBar.keys'),
          keyHint: '?',
          onChoose: () => commands.keys?.(),
        },
        {
          id: 'theme',
          icon: scheme === 'dark' ? <IconSun /> : <IconMoon />,
          label: scheme === 'dark' ? t('common.lightTheme') : t('common.darkTheme'),
          keyHint: 'T',
          onChoose: () => commands.theme?.(),
        },
        ...(commands.accounts
          ? [{ id: 'accounts', icon: <IconUsers />, label: t('topBar.accounts'), onChoose: commands.accounts }]
          : []),
        {
          id: 'own-account',
          icon: <IconLock />,
          label: t('topBar.ownAccount'),
          onChoose: () => commands.ownAccount?.(),
        },
        { id: 'sign-out', icon: <IconLogout />, label: t('topBar.signOut'), onChoose: leave },
      ]}
    />
  );
}

/** The branch that all figures are of, for whoever sees one only. */
function OwnBranch({ session: { branchId } }: { session: Session }) {
  const branchName = useBranchName();
  return branchId === null ? null : <strong className={styles.branch}>{branchName(branchId)}</strong>;
}

/** The workspaces of a phone, whose bar has no room for a tab each: the one that is open names the menu. */
function WorkspaceMenu({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, navigate] = useLocation();
  const open = findOpenWorkspaces(permissions);
  const name = t(`workspace.${workspace.id}`);
  if (open.length < 2) return <span className={styles.workspace}>{name}</span>;
  return (
    <Menu
      label={`${t('workspace.label')}: ${name}`}
      look={{ className: styles.workspace }}
      button={
        <>
          {name}
          <IconChevronDown />
        </>
      }
      items={open.map(({ id, path }) => ({
        id,
        icon: id === workspace.id ? <IconCheck /> : <IconMap />,
        label: t(`workspace.${id}`),
        onChoose: () => navigate(path + location.search),
      }))}
    />
  );
}

/** Whose room this is, search, link health, clock, language, theme and person. */
export function TopBar({
  session,
  commands,
  isNarrow = false,
}: {
  session: Session;
  commands: readonly Command[];
  /** A phone: the workspaces are in a menu. */
  isNarrow?: boolean;
}) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const scheme = useComputedColorScheme('dark');
  const installation = useInstallation().data;
  const mayViewLive = usePermission('live:view');
  const workspace = useWorkspace();
  const search = useSearch();
  const openSearch = useDialogStore((store) => store.open);
  const run = Object.fromEntries(commands.map((command) => [command.id, command.run])) as Partial<
    Record<CommandId, () => void>
  >;
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>{t('common.appName')}</h1>
      {installation && <span className={styles.association}>{localName(installation.associationName)}</span>}
      <OwnBranch session={session} />
      {installation?.demo && <DemoBadge compact />}
      {isNarrow ? (
        <WorkspaceMenu permissions={session.permissions} />
      ) : (
        <nav className={styles.tabs} aria-label={t('workspace.label')}>
          {findOpenWorkspaces(session.permissions).map(({ id, path }) => (
            // The view goes along: the camera and what is chosen stay.
            <Link
              key={id}
              href={path + search}
              className={styles.tab}
              aria-current={id === workspace.id ? 'page' : undefined}
              aria-keyshortcuts="G"
            >
              {t(`workspace.${id}`)}
            </Link>
          ))}
        </nav>
      )}
      <button
        type="button"
        className={styles.search}
        aria-label={t('topBar.search')}
        aria-keyshortcuts="Control+K"
        onClick={() => openSearch('search')}
      >
        <IconSearch />
        <span>{t('topBar.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {run.report && (
        <button
          type="button"
          className={styles.report}
          aria-keyshortcuts="N"
          title={`${t('report.title')} (N)`}
          onClick={run.report}
        >
          <IconMapPinPlus />
          {t('report.submit')}
        </button>
      )}
      {mayViewLive && <LinkHealth />}
      <CityClock />
      <button
        type="button"
        className={styles.language}
        title={`${t('common.switchLanguageHint')} (L)`}
        onClick={() => run.language?.()}
      >
        {t('common.switchLanguage')}
      </button>
      <span className={styles.theme}>
        <IconButton
          label={scheme === 'dark' ? t('common.lightTheme') : t('common.darkTheme')}
          keyHint="T"
          onClick={() => run.theme?.()}
        >
          {scheme === 'dark' ? <IconSun /> : <IconMoon />}
        </IconButton>
      </span>
      <PersonMenu session={session} commands={run} />
    </header>
  );
}

/** What a wall must still say: whose city, that it is a demo, the link and the time; and the way out without a keyboard. */
export function WallHeader({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const isTurning = useRotaStore((store) => store.isOn);
  const openDialog = useDialogStore((store) => store.open);
  const localName = useLocalName();
  const installation = useInstallation().data;
  const mayViewLive = usePermission('live:view');
  return (
    <header className={`${styles.bar} ${styles.wall}`}>
      <h1 className={styles.name}>{t('common.appName')}</h1>
      {installation && <span className={styles.association}>{localName(installation.associationName)}</span>}
      {installation?.demo && <DemoBadge />}
      {mayViewLive && <LinkHealth />}
      <CityClock />
      <Suspense>{isTurning && <RotaStatus />}</Suspense>
      <IconButton label={t('topBar.rota')} onClick={() => openDialog('rota')}>
        <IconRotateClockwise2 />
      </IconButton>
      <IconButton label={t('topBar.leaveWall')} keyHint="W" onClick={onLeave}>
        <IconX />
      </IconButton>
    </header>
  );
}
