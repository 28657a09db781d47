import { useMutation } from '@tanstack/react-query';
import type {
  AreaChange,
  AreaFileCheck,
  AreaFileQuery,
  AreaSet,
  AreaSetChange,
  AreaSetWithAreas,
  NewArea,
  NewDrawnSet,
} from '@liaowang/shared/schemas/area-set';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { queryClient } from '../../lib/query-client.ts';
import { uploadFile } from '../../lib/upload-file.ts';

const PATH = '/api/v1/area-sets';
const LIST_KEY = ['area-sets', 'list'] as const;
const setKey = (areaSetId: string) => ['area-sets', 'one', areaSetId] as const;

/** Takes in what the server says of a set. */
function putSet(set: AreaSetWithAreas): void {
  queryClient.setQueryData<AreaSetWithAreas>(setKey(set.areaSetId), set);
  void queryClient.invalidateQueries({ queryKey: LIST_KEY });
}

/** Every set, that of the branches first. */
export function useAreaSets() {
  return useFetched({
    queryKey: LIST_KEY,
    queryFn: async () => (await getJson<{ areaSets: AreaSet[] }>(PATH)).areaSets,
    staleTime: 30_000,
  });
}

/** One set with the shapes of its areas. */
export function useAreaSet(areaSetId: string) {
  return useFetched({
    queryKey: setKey(areaSetId),
    queryFn: () => getJson<AreaSetWithAreas>(`${PATH}/${areaSetId}`),
    staleTime: 60_000,
  });
}

/** How a file is to be read; what is null is found out. */
export type AreaFileChoice = Partial<Omit<AreaFileQuery, 'fileName'>>;

function toQuery(file: File, choice: AreaFileChoice, more: Record<string, string> = {}): string {
  const said = Object.entries(choice)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  return String(new URLSearchParams([['fileName', file.name], ...said, ...Object.entries(more)]));
}

interface FileRequest {
  file: File;
  choice: AreaFileChoice;
  onProgress: (share: number) => void;
}

/** Asks what would become of a file; nothing is stored. */
export function useCheckAreaFile() {
  return useMutation({
    mutationFn: ({ file, choice, onProgress }: FileRequest) =>
      uploadFile<AreaFileCheck>(`${PATH}/check?${toQuery(file, choice)}`, file, { onProgress }),
  });
}

/** Stores a file as a set. */
export function useStoreAreaFile() {
  return useMutation({
    mutationFn: ({ file, choice, name, onProgress }: FileRequest & { name: string }) =>
      uploadFile<AreaSetWithAreas>(`${PATH}?${toQuery(file, choice, { name })}`, file, { onProgress }),
    onSuccess: (set) => set && putSet(set),
  });
}

/** Keeps a drawn area: in a set, or as the first one of a new set. */
export function useKeepDrawn() {
  return useMutation({
    mutationFn: ({ into, area }: { into: string | Omit<NewDrawnSet, 'area'>; area: NewArea }) =>
      typeof into === 'string'
        ? request<AreaSetWithAreas>('POST', `${PATH}/${into}/areas`, area)
        : request<AreaSetWithAreas>('POST', `${PATH}/drawn`, { ...into, area }),
    onSuccess: putSet,
  });
}

/** Renames a set. */
export function useChangeAreaSet(areaSetId: string) {
  return useMutation({
    mutationFn: (change: AreaSetChange) => request<AreaSetWithAreas>('PUT', `${PATH}/${areaSetId}`, change),
    onSuccess: putSet,
  });
}

/** Renames an area, or says how many residents or households it has. */
export function useChangeArea(areaSetId: string) {
  return useMutation({
    mutationFn: ({ areaId, ...change }: AreaChange & { areaId: number }) =>
      request<AreaSetWithAreas>('PUT', `${PATH}/${areaSetId}/areas/${areaId}`, change),
    onSuccess: putSet,
  });
}

/** Takes an area out of its set. */
export function useRemoveArea(areaSetId: string) {
  return useMutation({
    mutationFn: (areaId: number) => request<AreaSetWithAreas>('DELETE', `${PATH}/${areaSetId}/areas/${areaId}`),
    onSuccess: putSet,
  });
}

/** Deletes a set. */
export function useRemoveAreaSet(areaSetId: string) {
  return useMutation({
    mutationFn: () => request<void>('DELETE', `${PATH}/${areaSetId}`),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: setKey(areaSetId) });
      void queryClient.invalidateQueries({ queryKey: LIST_KEY });
    },
  });
}
