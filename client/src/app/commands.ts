import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Session } from '@liaowang/shared/schemas/account';
import { switchLanguage } from '../i18n/i18n.ts';
import { usePermission } from '../lib/permission.store.ts';
import { useLanguage } from '../lib/use-language.ts';
import { mapControl, usePointerStore } from '../map/map-control.ts';
import { goToCity } from '../entities/places/go-to-city.ts';
import { useRotaStore } from '../features/rota/rota.store.ts';
import { useUnitListStore } from '../features/unit-list/unit-list.store.ts';
import { liveWorkspace } from '../workspaces/live/live.workspace.ts';
import { useDialogStore } from './dialog.store.ts';
import { useViewStore } from '../map/view.store.ts';
import { findOpenWorkspaces, useWorkspace, type WorkspaceId } from './workspaces.ts';

export type CommandId =
  | 'report'
  | 'wall'
  | 'rota'
  | 'fullScreen'
  | 'ruler'
  | 'city'
  | 'units'
  | 'theme'
  | 'language'
  | 'keys'
  | 'ownAccount'
  | 'accounts'
  | WorkspaceId;

export interface Command {
  id: CommandId;
  /** Single key that does it, or null. */
  keyHint: string | null;
  run: () => void;
}

function toggleFullScreen(): void {
  // Refused without a gesture of the user; then nothing happens, which is what the user sees too.
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
}

/** On a wall it turns or rests; elsewhere it is set up first. */
function toggleRota(isWall: boolean): void {
  const { isOn, start, stop } = useRotaStore.getState();
  if (!isWall) useDialogStore.getState().open('rota');
  else if (isOn) stop();
  else start();
}

/** What can be done from the keyboard, the search box and the menu alike. */
export function useCommands({ permissions }: Pick<Session, 'permissions'>): readonly Command[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const scheme = useComputedColorScheme('dark');
  const { setColorScheme } = useMantineColorScheme();
  const mayReport = usePermission('incidents:report');
  const mayViewLive = usePermission('live:view');
  const mayManageAccounts = usePermission('accounts:manage');
  const wall = useViewStore((store) => store.wall);
  const workspace = useWorkspace();
  const [, navigate] = useLocation();

  const report = useCallback(() => {
    const place = usePointerStore.getState().lngLat ?? mapControl.getCenter();
    if (place) useViewStore.getState().startReport(place);
    else notifications.show({ message: t('report.noPlace') });
  }, [t]);

  return useMemo(() => {
    const view = () => useViewStore.getState();
    const commands: Command[] = [
      { id: 'wall', keyHint: 'W', run: () => view().setWall(!view().wall) },
      { id: 'rota', keyHint: wall ? 'P' : null, run: () => toggleRota(view().wall) },
      { id: 'fullScreen', keyHint: null, run: toggleFullScreen },
      { id: 'ruler', keyHint: 'R', run: () => view().setRuler(!view().ruler) },
      { id: 'city', keyHint: '0', run: goToCity },
      { id: 'theme', keyHint: 'T', run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark') },
      { id: 'language', keyHint: 'L', run: () => void switchLanguage(language === 'en' ? 'zh-CN' : 'en') },
      { id: 'keys', keyHint: '?', run: () => useDialogStore.getState().open('keys') },
      { id: 'ownAccount', keyHint: null, run: () => useDialogStore.getState().open('ownAccount') },
    ];
    if (mayManageAccounts)
      commands.push({ id: 'accounts', keyHint: null, run: () => useDialogStore.getState().open('accounts') });
    const listUnits = () => {
      const { isOpen, open, close } = useUnitListStore.getState();
      if (isOpen && workspace === liveWorkspace) close();
      else open();
      if (workspace !== liveWorkspace) navigate(liveWorkspace.path + location.search);
    };
    if (mayViewLive) commands.push({ id: 'units', keyHint: 'U', run: listUnits });
    const open = findOpenWorkspaces(permissions);
    const next = open[(open.indexOf(workspace) + 1) % open.length];
    // One key for all: it goes to the next one.
    for (const to of open)
      if (to !== workspace)
        commands.push({
          id: to.id,
          keyHint: to === next ? 'G' : null,
          run: () => navigate(to.path + location.search),
        });
    return mayReport ? [{ id: 'report', keyHint: 'N', run: report }, ...commands] : commands;
  }, [
    language,
    scheme,
    setColorScheme,
    wall,
    mayReport,
    mayViewLive,
    mayManageAccounts,
    report,
    permissions,
    workspace,
    navigate,
  ]);
}
