import { useMutation } from '@tanstack/react-query';
import type {
  AreaChange,
  AreaFileQuery,
  AreaSetChange,
  AreaSetWithAreas,
  NewArea,
  NewDrawnSet,
} from '@liaowang/shared/schemas/area-set';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { queryClient } from '../../lib/query-client.ts';
import { uploadFile } from '../../lib/upload-file.ts';

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
    queryFn: async () => (await callApi('GET /area-sets')).areaSets,
    staleTime: 30_000,
  });
}

/** One set with the shapes of its areas. */
export function useAreaSet(areaSetId: string) {
  return useFetched({
    queryKey: setKey(areaSetId),
    queryFn: () => callApi('GET /area-sets/:areaSetId', { params: { areaSetId } }),
    staleTime: 60_000,
  });
}

/** How a file is to be read; what is null is found out. */
export type AreaFileChoice = Partial<Omit<AreaFileQuery, 'fileName'>>;

interface FileRequest {
  file: File;
  choice: AreaFileChoice;
  onProgress: (share: number) => void;
}

/** Asks what would become of a file; nothing is stored. */
export function useCheckAreaFile() {
  return useMutation({
    mutationFn: ({ file, choice, onProgress }: FileRequest) =>
      uploadFile('POST /area-sets/check', file, { onProgress }, { query: { fileName: file.name, ...choice } }),
  });
}

/** Stores a file as a set. */
export function useStoreAreaFile() {
  return useMutation({
    mutationFn: ({ file, choice, name, onProgress }: FileRequest & { name: string }) =>
      uploadFile('POST /area-sets', file, { onProgress }, { query: { fileName: file.name, ...choice, name } }),
    onSuccess: (set) => set && putSet(set),
  });
}

/** Keeps a drawn area: in a set, or as the first one of a new set. */
export function useKeepDrawn() {
  return useMutation({
    mutationFn: ({ into, area }: { into: string | Omit<NewDrawnSet, 'area'>; area: NewArea }) =>
      typeof into === 'string'
        ? callApi('POST /area-sets/:areaSetId/areas', { params: { areaSetId: into }, body: area })
        : callApi('POST /area-sets/drawn', { body: { ...into, area } }),
    onSuccess: putSet,
  });
}

/** Renames a set. */
export function useChangeAreaSet(areaSetId: string) {
  return useMutation({
    mutationFn: (change: AreaSetChange) =>
      callApi('PUT /area-sets/:areaSetId', { params: { areaSetId }, body: change }),
    onSuccess: putSet,
  });
}

/** Renames an area, or says how many residents or households it has. */
export function useChangeArea(areaSetId: string) {
  return useMutation({
    mutationFn: ({ areaId, ...change }: AreaChange & { areaId: number }) =>
      callApi('PUT /area-sets/:areaSetId/areas/:areaId', { params: { areaSetId, areaId }, body: change }),
    onSuccess: putSet,
  });
}

/** Takes an area out of its set. */
export function useRemoveArea(areaSetId: string) {
  return useMutation({
    mutationFn: (areaId: number) =>
      callApi('DELETE /area-sets/:areaSetId/areas/:areaId', { params: { areaSetId, areaId } }),
    onSuccess: putSet,
  });
}

/** Deletes a set. */
export function useRemoveAreaSet(areaSetId: string) {
  return useMutation({
    mutationFn: () => callApi('DELETE /area-sets/:areaSetId', { params: { areaSetId } }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: setKey(areaSetId) });
      void queryClient.invalidateQueries({ queryKey: LIST_KEY });
    },
  });
}
