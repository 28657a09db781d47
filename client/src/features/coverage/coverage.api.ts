import { useQuery } from '@tanstack/react-query';
import type { CoverageFigures, CoverageNow } from '@liaowang/shared/schemas/coverage';
import { getJson } from '../../lib/api-client.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const COVERAGE_FIGURES_KEY = ['coverage', 'figures'] as const;
export const COVERAGE_NOW_KEY = ['coverage', 'now'] as const;

/** The figures of coverage now; live events replace them about once a second. */
export function useCoverageFigures() {
  return useQuery({
    queryKey: COVERAGE_FIGURES_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<CoverageFigures>('/api/v1/coverage/figures'),
  });
}

/** Gaps as shapes with the figures, asked for only while somebody looks at them. */
export function useCoverageNow(enabled: boolean) {
  const mayView = usePermission('coverage:view');
  return useQuery({
    queryKey: COVERAGE_NOW_KEY,
    enabled: enabled && mayView,
    staleTime: 5_000,
    refetchInterval: 10_000,
    queryFn: () => getJson<CoverageNow>('/api/v1/coverage/now'),
  });
}
