import { useCallback } from 'react';
import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { useFetched } from '../../lib/fetched.ts';
import type { Language } from '../../lib/format.ts';
import { loadChunk } from '../../lib/chunk-loading.ts';
import type { BasemapGround } from '../../map/other-basemap.ts';
import type { Theme } from '../../map/palette.ts';

export interface GroundState {
  /** Null = the built-in one's, which is also drawn where another does not come; undefined = it is awaited. */
  ground: BasemapGround | null | undefined;
  /** What was chosen did not come. */
  isMissing: boolean;
  retry: () => void;
}

/** The ground of a basemap, once what it needs is here. */
export function useGround(basemap: Basemap | null, theme: Theme, language: Language): GroundState {
  const isBuiltIn = basemap?.drawing.type === 'schematic';
  const { data, error, refetch } = useFetched({
    queryKey: ['basemap-ground', basemap, theme, language],
    enabled: basemap !== null && !isBuiltIn,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { loadGround } = await loadChunk(() => import('../../map/load-ground.ts'));
      return loadGround(basemap!, theme, language);
    },
  });
  const ground = isBuiltIn || error ? null : data;
  const retry = useCallback(() => void refetch(), [refetch]);
  return { ground, isMissing: !isBuiltIn && error !== null, retry };
}
