import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FileRegister, RegisterFileMapping } from '@liaowang/shared/schemas/register-file';
import { REGISTRY_KEY } from '../../entities/places/places.api.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { uploadFile } from '../../lib/upload-file.ts';

const FILES_KEY = [...REGISTRY_KEY, 'files'] as const;

interface FileRequest {
  register: FileRegister;
  file: File;
  /** Null = as it is guessed. */
  mapping: RegisterFileMapping | null;
  onProgress: (share: number) => void;
}

const toQuery = ({ file, mapping }: FileRequest) => ({
  fileName: file.name,
  ...(mapping && { mapping: JSON.stringify(mapping) }),
});

/** Asks what would become of a table; nothing is stored. */
export const useCheckRegisterFile = () =>
  useMutation({
    mutationFn: (request: FileRequest) => {
      const { register, file, onProgress } = request;
      return uploadFile(
        'POST /register-files/:register/check',
        file,
        { onProgress },
        { params: { register }, query: toQuery(request) },
      );
    },
  });

/** Registers tell by themselves that they changed; lists of units and lookouts are not among them. */
function useRefreshed<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Tokens of new devices are not kept.
    gcTime: 0,
    onSettled: () => void client.invalidateQueries({ queryKey: REGISTRY_KEY }),
  });
}

/** Reads a table into its register: from now on, or as what was always so. */
export const useReadRegisterFile = () =>
  useRefreshed((request: FileRequest & { isCorrection: boolean }) => {
    const { register, file, isCorrection, onProgress } = request;
    return uploadFile(
      'POST /register-files/:register',
      file,
      { onProgress },
      { params: { register }, query: { ...toQuery(request), ...(isCorrection && { isCorrection }) } },
    );
  });

export const useUndoRegisterFile = () =>
  useRefreshed((fileId: number) => callApi('DELETE /register-files/:fileId', { params: { fileId } }));

/** Tables that were read, the last first. */
export const useRegisterFiles = () =>
  useFetched({ queryKey: FILES_KEY, staleTime: 0, queryFn: () => callApi('GET /register-files') });
