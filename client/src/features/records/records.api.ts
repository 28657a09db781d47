import { useMutation } from '@tanstack/react-query';
import type { HotspotChange, NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import { apiPath, callApi, type ApiAnswer } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';
import { uploadFile } from '../../lib/upload-file.ts';

/** Prefix of all queries here: live events (`hotspots:changed`) make them outdated. */
export const RECORDS_KEY = ['records'] as const;

/** Somebody who may answer for a record. */
export type HotspotOwner = ApiAnswer<'GET /hotspots/owners'>[number];

const forget = (): Promise<void> => queryClient.invalidateQueries({ queryKey: RECORDS_KEY });

/** Every hotspot record. */
export function useHotspotRecords() {
  return useFetched({
    queryKey: [...RECORDS_KEY, 'list'],
    enabled: usePermission('hotspots:view'),
    queryFn: async () => (await callApi('GET /hotspots/records')).hotspots,
  });
}

/** One record with what happened to it and what is attached; null = none is chosen. */
export function useHotspotDetail(hotspotId: number | null) {
  return useFetched({
    queryKey: [...RECORDS_KEY, 'detail', hotspotId],
    enabled: usePermission('hotspots:view') && hotspotId !== null,
    queryFn: () => callApi('GET /hotspots/records/:hotspotId', { params: { hotspotId: hotspotId! } }),
  });
}

/** The accounts that may answer for a record; for those who may change one. */
export function useHotspotOwners() {
  return useFetched({
    queryKey: [...RECORDS_KEY, 'owners'],
    enabled: usePermission('hotspots:review'),
    queryFn: () => callApi('GET /hotspots/owners'),
  });
}

/** The last nightly look at the records. */
export function useNightlyReview() {
  return useFetched({
    queryKey: [...RECORDS_KEY, 'nightly'],
    enabled: usePermission('hotspots:view'),
    queryFn: () => callApi('GET /hotspots/nightly'),
  });
}

/** Runs the nightly look now. */
export function useRunNightly() {
  return useMutation({
    mutationFn: () => callApi('POST /hotspots/nightly'),
    onSettled: forget,
  });
}

/** Makes a zone a hotspot record, to be confirmed or rejected by people. */
export function useProposeHotspot() {
  return useMutation({
    mutationFn: (hotspot: NewHotspot) => callApi('POST /hotspots/records', { body: hotspot }),
    onSuccess: () => void forget(),
  });
}

/** Changes a record; refused with `changed-meanwhile` when somebody was faster. Pending until the page shows the record as it is then. */
export function useChangeHotspot(hotspotId: number) {
  return useMutation({
    mutationFn: (change: HotspotChange) =>
      callApi('PUT /hotspots/records/:hotspotId', { params: { hotspotId }, body: change }),
    onSettled: forget,
  });
}

/** Says something about a record. */
export function useCommentHotspot(hotspotId: number) {
  return useMutation({
    mutationFn: (text: string) =>
      callApi('POST /hotspots/records/:hotspotId/comments', { params: { hotspotId }, body: { text } }),
    onSettled: forget,
  });
}

/** Attaches a file; `onProgress` is told the share sent, 0–1. */
export function useAttachFile(hotspotId: number) {
  return useMutation({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadFile(
        'POST /hotspots/records/:hotspotId/attachments',
        file,
        { onProgress },
        { params: { hotspotId }, query: { fileName: file.name } },
      ),
    onSettled: forget,
  });
}

/** Removes an attachment for good. */
export function useRemoveAttachment(hotspotId: number) {
  return useMutation({
    mutationFn: (attachmentId: number) =>
      callApi('DELETE /hotspots/records/:hotspotId/attachments/:attachmentId', { params: { hotspotId, attachmentId } }),
    onSettled: forget,
  });
}

/** Where an attachment is downloaded from. */
export function attachmentPath(hotspotId: number, attachmentId: number): string {
  return apiPath('GET /hotspots/records/:hotspotId/attachments/:attachmentId', { params: { hotspotId, attachmentId } });
}
