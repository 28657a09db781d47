import { useLocation } from 'wouter';
import type { Workspace } from '../components/workspace.ts';
import { coverageWorkspace } from '../workspaces/coverage/coverage.workspace.ts';
import { hotspotsWorkspace } from '../workspaces/hotspots/hotspots.workspace.ts';
import { registryWorkspace } from '../workspaces/registry/registry.workspace.ts';
import { liveWorkspace } from '../workspaces/live/live.workspace.ts';

/** The screens on the one map, in the order of the tabs. The first opens where an address names none. */
export const WORKSPACES = [liveWorkspace, coverageWorkspace, hotspotsWorkspace, registryWorkspace] as const;
export type WorkspaceId = (typeof WORKSPACES)[number]['id'];

/** The workspace that a path names, with a slash at its end or without; undefined for any other path. */
function findNamed(path: string): (typeof WORKSPACES)[number] | undefined {
  const named = path.replace(/\/$/, '') || '/';
  return WORKSPACES.find((workspace) => workspace.path === named);
}

/** The workspace of a path; the first where it names none. */
export function findWorkspace(path: string): (typeof WORKSPACES)[number] {
  return findNamed(path) ?? WORKSPACES[0];
}

/** The workspaces that somebody with these permissions may go to. */
export function findOpenWorkspaces(permissions: readonly string[]): Array<(typeof WORKSPACES)[number]> {
  return WORKSPACES.filter(({ permission }: Workspace) => permission === null || permissions.includes(permission));
}

/** The workspace that the address names; undefined where it names none, or one that is not for these permissions. */
export function useOpenWorkspace(permissions: readonly string[]): (typeof WORKSPACES)[number] | undefined {
  const named = findNamed(useLocation()[0]);
  return named && findOpenWorkspaces(permissions).includes(named) ? named : undefined;
}

/** The workspace that the address names; the first where it names none. */
export function useWorkspace(): (typeof WORKSPACES)[number] {
  return findWorkspace(useLocation()[0]);
}
