import { useEffect } from 'react';
import { useCategoryNames } from '../../entities/incidents/category-names.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** Prefix of every query of categories: live events (`categories:changed`) make it outdated. */
export const CATEGORIES_KEY = ['categories'] as const;

/** Keeps the names of the city's categories, and their tree, while its caller is mounted. */
export function useKeepCategories(): void {
  const { data } = useFetched({
    queryKey: [...CATEGORIES_KEY, 'tree'],
    enabled: usePermission('incidents:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const [nodes, merged] = await Promise.all([
        callApi('GET /incident-categories'),
        callApi('GET /incident-categories/merged'),
      ]);
      return { nodes, merged };
    },
  });
  useEffect(() => {
    if (data) useCategoryNames.getState().adopt(data.nodes, data.merged);
  }, [data]);
}
