import { callApi, type ApiAnswer } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const COVERAGE_AREAS_KEY = ['coverage', 'areas'] as const;

/** An area of responsibility with its ground. */
export type CoverageArea = ApiAnswer<'GET /coverage/areas'>[number];

/** The jurisdiction, the branches and the key areas; they change with the registers. */
export function useCoverageAreas() {
  return useFetched({
    queryKey: COVERAGE_AREAS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/areas'),
    staleTime: Infinity,
  });
}
