import { useMutation } from '@tanstack/react-query';
import type {
  NewReferenceLayerQuery,
  ReferenceFileQuery,
  ReferenceLayerChange,
} from '@liaowang/shared/schemas/reference-layer';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';
import { uploadFile } from '../../lib/upload-file.ts';

export const REFERENCE_LAYERS_KEY = ['reference-layers'] as const;

/** Layers of the city's own, without their shapes: those the map fetches itself. */
export function useReferenceLayers() {
  return useFetched({
    queryKey: REFERENCE_LAYERS_KEY,
    enabled: usePermission('registry:view'),
    queryFn: async () => (await callApi('GET /reference-layers')).layers,
  });
}

const askAnew = () => queryClient.invalidateQueries({ queryKey: REFERENCE_LAYERS_KEY });

/** How a file is to be read; what is left out is found. */
export type ReferenceFileChoice = Omit<ReferenceFileQuery, 'fileName'>;

interface FileRequest {
  file: File;
  choice: ReferenceFileChoice;
  onProgress: (share: number) => void;
}

/** Asks what would become of a file; nothing is stored. */
export function useCheckReferenceFile() {
  return useMutation({
    mutationFn: ({ file, choice, onProgress }: FileRequest) =>
      uploadFile('POST /reference-layers/check', file, { onProgress }, { query: { fileName: file.name, ...choice } }),
  });
}

/** Stores a file as a layer. */
export function useStoreReferenceFile() {
  return useMutation({
    mutationFn: ({
      file,
      choice,
      look,
      onProgress,
    }: FileRequest & { look: Omit<NewReferenceLayerQuery, keyof ReferenceFileQuery> }) =>
      uploadFile(
        'POST /reference-layers',
        file,
        { onProgress },
        { query: { fileName: file.name, ...choice, ...look } },
      ),
    onSuccess: askAnew,
  });
}

export function useChangeReferenceLayer() {
  return useMutation({
    mutationFn: ({ layerId, change }: { layerId: number; change: ReferenceLayerChange }) =>
      callApi('PUT /reference-layers/:layerId', { params: { layerId }, body: change }),
    onSettled: askAnew,
  });
}

export function useDeleteReferenceLayer() {
  return useMutation({
    mutationFn: (layerId: number) => callApi('DELETE /reference-layers/:layerId', { params: { layerId } }),
    onSettled: askAnew,
  });
}
