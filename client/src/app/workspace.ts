import type { Permission } from '@liaowang/shared/contract/permissions';
import { useLocation } from 'wouter';

/** The screens on the one map, in the order of the tabs. Each has a path of its own. */
export const WORKSPACES = ['live', 'coverage', 'hotspots'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const WORKSPACE_PATHS: Record<Workspace, string> = { live: '/', coverage: '/coverage', hotspots: '/hotspots' };

/** What an account must be allowed to go there; null = nothing. */
export const WORKSPACE_PERMISSIONS: Record<Workspace, Permission | null> = {
  live: null,
  coverage: 'coverage:view',
  hotspots: 'hotspots:view',
};

/** Matches every workspace's path, so that going from one to another keeps the map. */
export const WORKSPACE_ROUTE = /^\/(?:coverage|hotspots)?\/?$/;

/** The workspace of a path; live where it names none. */
export function findWorkspace(path: string): Workspace {
  return WORKSPACES.find((id) => id !== 'live' && path.startsWith(WORKSPACE_PATHS[id])) ?? 'live';
}

/** The workspaces that somebody with these permissions may go to. */
export function findOpenWorkspaces(permissions: readonly string[]): Workspace[] {
  return WORKSPACES.filter((id) => {
    const needed = WORKSPACE_PERMISSIONS[id];
    return needed === null || permissions.includes(needed);
  });
}

/** The workspace that the address names. */
export function useWorkspace(): Workspace {
  return findWorkspace(useLocation()[0]);
}
