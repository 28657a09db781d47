import { useMutation } from '@tanstack/react-query';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

export const COVERAGE_SETTINGS_KEY = ['coverage', 'settings'] as const;

/** Who counts as an observer and what counts as demand; live events replace it. */
export function useCoverageSettings() {
  return useFetched({
    queryKey: COVERAGE_SETTINGS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/settings'),
  });
}

/** Replaces the settings for everybody. */
export function useChangeCoverageSettings() {
  return useMutation({
    mutationFn: (settings: CoverageSettings) => callApi('PUT /coverage/settings', { body: settings }),
    onSuccess: (saved) => queryClient.setQueryData<CoverageSettings>(COVERAGE_SETTINGS_KEY, saved),
  });
}
