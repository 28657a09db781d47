import { useLocation } from 'wouter';
import type { Workspace } from '../components/workspace.ts';
import { coverageWorkspace } from '../workspaces/coverage/coverage.workspace.ts';
import { hotspotsWorkspace } from '../workspaces/hotspots/hotspots.workspace.ts';
import { liveWorkspace } from '../workspaces/live/live.workspace.ts';

/** The screens on the one map, in the order of the tabs. The first opens where an address names none. */
export const WORKSPACES = [liveWorkspace, coverageWorkspace, hotspotsWorkspace] as const;
export type WorkspaceId = (typeof WORKSPACES)[number]['id'];

/** Matches every workspace's path, so that going from one to another keeps the map. */
export const WORKSPACE_ROUTE = new RegExp(
  `^/(?:${WORKSPACES.flatMap(({ path }) => (path === '/' ? [] : [path.slice(1)])).join('|')})?/?$`,
);

/** The workspace of a path; the first where it names none. */
export function findWorkspace(path: string): (typeof WORKSPACES)[number] {
  return WORKSPACES.find((workspace) => workspace.path !== '/' && path.startsWith(workspace.path)) ?? WORKSPACES[0];
}

/** The workspaces that somebody with these permissions may go to. */
export function findOpenWorkspaces(permissions: readonly string[]): Array<(typeof WORKSPACES)[number]> {
  return WORKSPACES.filter(({ permission }: Workspace) => permission === null || permissions.includes(permission));
}

/** The workspace that the address names. */
export function useWorkspace(): (typeof WORKSPACES)[number] {
  return findWorkspace(useLocation()[0]);
}
