import { useLocation } from 'wouter';

/** The screens on the one map, in the order of the tabs. Each has a path of its own. */
export const WORKSPACES = ['live', 'coverage'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const WORKSPACE_PATHS: Record<Workspace, string> = { live: '/', coverage: '/coverage' };

/** Matches every workspace's path, so that going from one to another keeps the map. */
export const WORKSPACE_ROUTE = /^\/(?:coverage)?\/?$/;

/** The workspace of a path; live where it names none. */
export function findWorkspace(path: string): Workspace {
  return path.startsWith(WORKSPACE_PATHS.coverage) ? 'coverage' : 'live';
}

/** The workspace that the address names. */
export function useWorkspace(): Workspace {
  return findWorkspace(useLocation()[0]);
}
