import { useQuery } from '@tanstack/react-query';
import type { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import { getJson } from '../../lib/api-client.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const COVERAGE_FIGURES_KEY = ['coverage', 'figures'] as const;

/** The figures of coverage now; live events replace them about once a second. */
export function useCoverageFigures() {
  return useQuery({
    queryKey: COVERAGE_FIGURES_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<CoverageFigures>('/api/v1/coverage/figures'),
  });
}
