import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { getJson } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const COVERAGE_AREAS_KEY = ['coverage', 'areas'] as const;

/** An area of responsibility with its ground. */
export interface CoverageArea {
  areaId: string;
  name: LocalizedName;
  branchId: number | null;
  geometry: AreaGeometry;
}

/** The jurisdiction, the branches and the key areas; they do not change while the server runs. */
export function useCoverageAreas() {
  return useFetched({
    queryKey: COVERAGE_AREAS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<CoverageArea[]>('/api/v1/coverage/areas'),
    staleTime: Infinity,
  });
}
