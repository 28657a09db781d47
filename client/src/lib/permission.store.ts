import { create } from 'zustand';
import { scopeBranchId, type Permission } from '@liaowang/shared/contract/permissions';
import type { Session } from '@liaowang/shared/schemas/account';

interface PermissionState {
  permissions: ReadonlySet<string>;
  /** Whether the account sees the whole city, not one branch of it. */
  isCityWide: boolean;
  grant: (session: Session | null) => void;
}

/** What the signed-in account may do, so that a page never asks for what would be refused. The server decides all the same. */
export const usePermissionStore = create<PermissionState>((set) => ({
  permissions: new Set(),
  isCityWide: false,
  grant: (session) =>
    set({
      permissions: new Set(session?.permissions),
      isCityWide: session !== null && scopeBranchId(session) === null,
    }),
}));

/** Whether the signed-in account holds `permission`. */
export function usePermission(permission: Permission): boolean {
  return usePermissionStore((state) => state.permissions.has(permission));
}

/** Whether the page is sent every unit that observes: whoever sees one branch only does not know the others'. */
export function useKnowsAllUnits(): boolean {
  return usePermissionStore((state) => state.isCityWide && state.permissions.has('live:view'));
}

/**
 * Whether gaps can be drawn truly: the page works them out from the units it knows, and whoever sees one branch only does
 * not know the others' that watch the same ground. The figures come from the server and are true for everybody.
 */
export function useMayDrawGaps(): boolean {
  return usePermissionStore((state) => state.isCityWide && state.permissions.has('coverage:view'));
}
