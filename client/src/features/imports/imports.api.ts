import { keepPreviousData, useMutation } from '@tanstack/react-query';
import type {
  CsvLanguage,
  ImportMapping,
  ImportPreview,
  IncidentImport,
} from '@liaowang/shared/schemas/incident-import';
import { apiPath, callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

const LIST_KEY = ['imports', 'list'] as const;

const importKey = (importId: number | null) => ['imports', 'one', importId] as const;

/** Takes in what the server says of an import. */
export function putImport(one: IncidentImport): void {
  queryClient.setQueryData<IncidentImport>(importKey(one.importId), one);
  void queryClient.invalidateQueries({ queryKey: LIST_KEY });
}

/** Asks anew for an import and for the list of them, e.g. when a job has ended. */
export async function renewImport(importId: number): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: importKey(importId) }),
    queryClient.invalidateQueries({ queryKey: LIST_KEY }),
  ]);
}

/** Every import, newest first. */
export function useImports() {
  return useFetched({
    queryKey: LIST_KEY,
    enabled: usePermission('incidents:import'),
    queryFn: async () => (await callApi('GET /incident-imports')).imports,
    staleTime: 5_000,
  });
}

/** One import with its mapping and the result of its dry run; null asks for none. */
export function useImport(importId: number | null) {
  return useFetched({
    queryKey: importKey(importId),
    enabled: usePermission('incidents:import') && importId !== null,
    queryFn: () => callApi('GET /incident-imports/:importId', { params: { importId: importId! } }),
    staleTime: 5_000,
  });
}

/** How a preview reads the file. Null leaves the encoding as it is, and sheet, heading and columns to the server to find out. */
export interface PreviewChoice {
  encoding: string | null;
  sheet: string | null;
  /** From 1. */
  headerRow: number | null;
  categoryColumn: string | null;
  severityColumn: string | null;
}

const previewQuery = (importId: number, choice: PreviewChoice) => ({
  // Apart from what changes with an import's state: once it is committed, the server refuses to read the file again.
  queryKey: ['import-preview', importId, choice] as const,
  queryFn: () => callApi('POST /incident-imports/:importId/preview', { params: { importId }, body: choice }),
  // Kept only while it is shown: an encoding is chosen on the server by asking, each time it is chosen.
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});

/** The first rows as they are read with `choice`, from the cache where it has them. Throws ApiError. */
export function fetchPreview(importId: number, choice: PreviewChoice): Promise<ImportPreview> {
  return queryClient.fetchQuery(previewQuery(importId, choice));
}

/** The first rows as they are read with `choice`; nothing is asked for while it is null. The last answer stays while another comes. */
export function useImportPreview(importId: number, choice: PreviewChoice | null) {
  return useFetched({
    ...previewQuery(
      importId,
      choice ?? { encoding: null, sheet: null, headerRow: null, categoryColumn: null, severityColumn: null },
    ),
    enabled: usePermission('incidents:import') && choice !== null,
    placeholderData: keepPreviousData,
  });
}

/** Starts a dry run: nothing is stored. */
export function useCheckImport(importId: number) {
  return useMutation({
    mutationFn: (mapping: ImportMapping) =>
      callApi('POST /incident-imports/:importId/check', { params: { importId }, body: mapping }),
  });
}

/** Starts the import itself, as the last dry run read the file. */
export function useCommitImport(importId: number) {
  return useMutation({
    mutationFn: (mapping: ImportMapping) =>
      callApi('POST /incident-imports/:importId/commit', { params: { importId }, body: { mapping } }),
  });
}

/** Removes the incidents that an import brought. */
export function useUndoImport() {
  return useMutation({
    mutationFn: (importId: number) => callApi('POST /incident-imports/:importId/undo', { params: { importId } }),
    onSuccess: putImport,
  });
}

/** Gives up what was not imported; its file is deleted. */
export function useDiscardImport() {
  return useMutation({
    mutationFn: (importId: number) => callApi('DELETE /incident-imports/:importId', { params: { importId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: LIST_KEY }),
  });
}

/** Where all rows with problems can be downloaded as CSV. */
export function problemsAddress(importId: number, language: CsvLanguage): string {
  return apiPath('GET /incident-imports/:importId/problems.csv', { params: { importId }, query: { language } });
}
