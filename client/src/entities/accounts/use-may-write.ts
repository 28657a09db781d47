import { useCallback } from 'react';
import { usePermissionStore } from '../../lib/permission.store.ts';
import { useSession } from './session.api.ts';

/** Whether the account may write what belongs to a branch (null = to none): who sees one branch only, keeps what is its own. */
export function useMayWrite(): (branchId: number | null) => boolean {
  const isCityWide = usePermissionStore((store) => store.isCityWide);
  const ownId = useSession().data?.branchId ?? null;
  return useCallback((branchId) => isCityWide || (branchId !== null && branchId === ownId), [isCityWide, ownId]);
}
