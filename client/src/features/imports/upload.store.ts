import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { create } from 'zustand';
import { ApiError } from '../../lib/api-client.ts';
import { checkFile } from './import-file.validation.ts';
import { uploadFile } from '../../lib/upload-file.ts';
import { useImportStore } from './import.store.ts';
import { putImport } from './imports.api.ts';

interface UploadState {
  /** Name of the file under way; null = none is. */
  fileName: string | null;
  /** 0–1 of its bytes that are sent. */
  share: number;
  /** Why the last one did not arrive, and its name. */
  error: ApiError | null;
  refusedName: string | null;
  /** Uploads a file and opens it in the wizard. One at a time: void while another is under way. */
  start: (file: File) => Promise<void>;
  cancel: () => void;
}

let aborting: AbortController | null = null;

/** The file that is being sent. It goes on while another tab is looked at. */
export const useUploadStore = create<UploadState>()((set, get) => ({
  fileName: null,
  share: 0,
  error: null,
  refusedName: null,
  start: async (file) => {
    if (get().fileName !== null) return;
    const refusal = checkFile(file);
    if (refusal) {
      set({
        error: new ApiError({ status: 400, code: refusal, field: null, reason: 'The page did not send it.' }),
        refusedName: file.name,
      });
      return;
    }
    set({ fileName: file.name, share: 0, error: null });
    aborting = new AbortController();
    let arrived: IncidentImport | null = null;
    try {
      arrived = await uploadFile(
        'POST /incident-imports',
        file,
        {
          signal: aborting.signal,
          onProgress: (share) => set({ share }),
        },
        { query: { fileName: file.name } },
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      set({ error, refusedName: file.name });
    } finally {
      set({ fileName: null });
    }
    if (!arrived) return;
    putImport(arrived);
    useImportStore.getState().open(arrived);
  },
  cancel: () => aborting?.abort(),
}));
