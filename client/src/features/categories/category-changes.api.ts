import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  CategoryCount,
  IncidentCategoryChange,
  IncidentCategoryNode,
  NewIncidentCategory,
} from '@liaowang/shared/schemas/incident-category';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { CATEGORIES_KEY } from './categories.api.ts';

const PATH = '/api/v1/incident-categories';

/** Incidents of each category itself. */
export function useCategoryCounts() {
  return useFetched({
    queryKey: [...CATEGORIES_KEY, 'counts'],
    enabled: usePermission('incidents:import'),
    queryFn: () => getJson<CategoryCount[]>(`${PATH}/counts`),
  });
}

/** Does something to the categories, which are asked for anew afterwards. */
function useCategoryMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: CATEGORIES_KEY }) });
}

export const useCreateCategory = () =>
  useCategoryMutation((input: NewIncidentCategory) => request<IncidentCategoryNode>('POST', PATH, input));
export const useChangeCategory = () =>
  useCategoryMutation(({ categoryId, change }: { categoryId: string; change: IncidentCategoryChange }) =>
    request<IncidentCategoryNode>('PATCH', `${PATH}/${categoryId}`, change),
  );
export const useMergeCategory = () =>
  useCategoryMutation(({ categoryId, into }: { categoryId: string; into: string }) =>
    request<{ incidentCount: number }>('POST', `${PATH}/${categoryId}/merge`, { into }),
  );
