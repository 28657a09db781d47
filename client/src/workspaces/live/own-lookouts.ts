import { useMemo } from 'react';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useSession } from '../../entities/accounts/session.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';

/** The lookouts that the account's figures are of: those of its branch, where it sees one only; undefined = not known yet. */
export function useOwnLookouts(): readonly LookoutFeature[] | undefined {
  const branchId = useSession().data?.branchId ?? null;
  const lookouts = useLookouts().data;
  return useMemo(
    () => (branchId === null ? lookouts : lookouts?.filter(({ properties }) => properties.branchId === branchId)),
    [lookouts, branchId],
  );
}
