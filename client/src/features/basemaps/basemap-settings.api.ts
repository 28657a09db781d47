import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BasemapSetting } from '@liaowang/shared/schemas/basemap';
import { BASEMAPS_KEY } from '../../entities/basemaps/basemaps.api.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';

/** All basemaps as they are set, and their order. */
export const useBasemapSettings = () =>
  useFetched({ queryKey: [...BASEMAPS_KEY, 'settings'], queryFn: () => callApi('GET /basemap-settings') });

/** Changes what is set; lists of basemaps are asked for anew afterwards. */
function useSettingMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: BASEMAPS_KEY }) });
}

/** A setting, and of which basemap it is; null = of a new one. */
export interface SettingOf {
  basemapId: string | null;
  setting: BasemapSetting;
}

export const useSaveBasemap = () =>
  useSettingMutation(({ basemapId, setting }: SettingOf) =>
    basemapId === null
      ? callApi('POST /basemap-settings', { body: setting })
      : callApi('PUT /basemap-settings/:basemapId', { params: { basemapId }, body: setting }),
  );
export const useOrderBasemaps = () =>
  useSettingMutation((basemapIds: string[]) => callApi('PUT /basemap-order', { body: { basemapIds } }));
export const useDeleteBasemap = () =>
  useSettingMutation((basemapId: string) => callApi('DELETE /basemap-settings/:basemapId', { params: { basemapId } }));
/** Stores nothing. */
export const useTryBasemap = () =>
  useMutation({
    mutationFn: ({ basemapId, setting }: SettingOf) =>
      callApi('POST /basemap-settings/try', { query: { basemapId }, body: setting }),
  });
