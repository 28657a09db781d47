import { create } from 'zustand';
import type { Permission } from '@liaowang/shared/contract/permissions';

interface PermissionState {
  permissions: ReadonlySet<string>;
  grant: (permissions: Iterable<string>) => void;
}

/** What the signed-in account may do, so that a page never asks for what would be refused. The server decides all the same. */
export const usePermissionStore = create<PermissionState>((set) => ({
  permissions: new Set(),
  grant: (permissions) => set({ permissions: new Set(permissions) }),
}));

/** Whether the signed-in account holds `permission`. */
export function usePermission(permission: Permission): boolean {
  return usePermissionStore((state) => state.permissions.has(permission));
}
