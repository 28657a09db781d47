import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IncidentCategoryChange, NewIncidentCategory } from '@liaowang/shared/schemas/incident-category';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { CATEGORIES_KEY } from './categories.api.ts';

/** Incidents of each category itself. */
export function useCategoryCounts() {
  return useFetched({
    queryKey: [...CATEGORIES_KEY, 'counts'],
    enabled: usePermission('incidents:import'),
    queryFn: () => callApi('GET /incident-categories/counts'),
  });
}

/** Does something to the categories, which are asked for anew afterwards. */
function useCategoryMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: CATEGORIES_KEY }) });
}

export const useCreateCategory = () =>
  useCategoryMutation((input: NewIncidentCategory) => callApi('POST /incident-categories', { body: input }));
export const useChangeCategory = () =>
  useCategoryMutation(({ categoryId, change }: { categoryId: string; change: IncidentCategoryChange }) =>
    callApi('PATCH /incident-categories/:categoryId', { params: { categoryId }, body: change }),
  );
export const useMergeCategory = () =>
  useCategoryMutation(({ categoryId, into }: { categoryId: string; into: string }) =>
    callApi('POST /incident-categories/:categoryId/merge', { params: { categoryId }, body: { into } }),
  );
