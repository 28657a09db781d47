import { useMutation } from '@tanstack/react-query';
import type {
  HotspotAttachment,
  HotspotChange,
  HotspotDetail,
  HotspotEvent,
  HotspotRecord,
  HotspotRecordList,
} from '@liaowang/shared/schemas/hotspot-record';
import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Static } from 'typebox';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';
import { uploadFile } from '../../lib/upload-file.ts';

/** Prefix of all queries here: live events (`hotspots:changed`) make them outdated. */
const REVIEWS_KEY = ['reviews'] as const;
const PATH = '/api/v1/hotspots/records';

/** Somebody who may answer for a record. */
export interface HotspotOwner {
  accountId: number;
  name: LocalizedName;
}

const forget = (): Promise<void> => queryClient.invalidateQueries({ queryKey: REVIEWS_KEY });

/** Every hotspot record. */
export function useHotspotRecords() {
  return useFetched({
    queryKey: [...REVIEWS_KEY, 'list'],
    enabled: usePermission('hotspots:view'),
    queryFn: async () => (await getJson<Static<typeof HotspotRecordList>>(PATH)).hotspots,
  });
}

/** One record with what happened to it and what is attached; null = none is chosen. */
export function useHotspotDetail(hotspotId: number | null) {
  return useFetched({
    queryKey: [...REVIEWS_KEY, 'detail', hotspotId],
    enabled: usePermission('hotspots:view') && hotspotId !== null,
    queryFn: () => getJson<HotspotDetail>(`${PATH}/${hotspotId}`),
  });
}

/** The accounts that may answer for a record; for those who may change one. */
export function useHotspotOwners() {
  return useFetched({
    queryKey: [...REVIEWS_KEY, 'owners'],
    enabled: usePermission('hotspots:review'),
    queryFn: () => getJson<HotspotOwner[]>('/api/v1/hotspots/owners'),
  });
}

/** The last nightly look at the records. */
export function useNightlyReview() {
  return useFetched({
    queryKey: [...REVIEWS_KEY, 'nightly'],
    enabled: usePermission('hotspots:view'),
    queryFn: () => getJson<NightlyReview>('/api/v1/hotspots/nightly'),
  });
}

/** Runs the nightly look now. */
export function useRunNightly() {
  return useMutation({
    mutationFn: () => request<NightlyReview>('POST', '/api/v1/hotspots/nightly'),
    onSettled: forget,
  });
}

/** Changes a record; refused with `changed-meanwhile` when somebody was faster. Pending until the page shows the record as it is then. */
export function useChangeHotspot(hotspotId: number) {
  return useMutation({
    mutationFn: (change: HotspotChange) => request<HotspotRecord>('PUT', `${PATH}/${hotspotId}`, change),
    onSettled: forget,
  });
}

/** Says something about a record. */
export function useCommentHotspot(hotspotId: number) {
  return useMutation({
    mutationFn: (text: string) => request<HotspotEvent>('POST', `${PATH}/${hotspotId}/comments`, { text }),
    onSettled: forget,
  });
}

/** Attaches a file; `onProgress` is told the share sent, 0–1. */
export function useAttachFile(hotspotId: number) {
  return useMutation({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadFile<HotspotAttachment>(
        `${PATH}/${hotspotId}/attachments?fileName=${encodeURIComponent(file.name)}`,
        file,
        { onProgress },
      ),
    onSettled: forget,
  });
}

/** Removes an attachment for good. */
export function useRemoveAttachment(hotspotId: number) {
  return useMutation({
    mutationFn: (attachmentId: number) => request<void>('DELETE', attachmentPath(hotspotId, attachmentId)),
    onSettled: forget,
  });
}

/** Where an attachment is downloaded from. */
export function attachmentPath(hotspotId: number, attachmentId: number): string {
  return `${PATH}/${hotspotId}/attachments/${attachmentId}`;
}
