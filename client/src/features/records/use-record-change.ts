import { useState } from 'react';
import type { HotspotChange, HotspotDetail, HotspotEvent } from '@liaowang/shared/schemas/hotspot-record';
import { ApiError } from '../../lib/api-client.ts';
import { useChangeHotspot } from './records.api.ts';

/** What is said or attached beside a record changes nothing of it. */
const REMARKS: ReadonlySet<HotspotEvent['kind']> = new Set(['comment', 'attachment', 'attachment-removed']);

/**
 * A change that begins when a form opens: it is refused when somebody changed the record since. `meanwhile` then says
 * what they did; sent again it goes on from there.
 */
export function useRecordChange({ hotspot, events }: Pick<HotspotDetail, 'hotspot' | 'events'>) {
  const change = useChangeHotspot(hotspot.hotspotId);
  const [begun] = useState({ version: hotspot.version, eventId: events.at(-1)?.eventId ?? 0 });
  const isConflict = change.error instanceof ApiError && change.error.code === 'changed-meanwhile';
  return {
    isPending: change.isPending,
    error: isConflict ? null : change.error,
    /** Null = nobody came between. */
    meanwhile: isConflict ? events.filter(({ eventId, kind }) => eventId > begun.eventId && !REMARKS.has(kind)) : null,
    /** Once it is done, `onDone` is called. */
    send: (edit: Omit<HotspotChange, 'version'>, onDone: () => void) =>
      change.mutate({ ...edit, version: isConflict ? hotspot.version : begun.version }, { onSuccess: onDone }),
  };
}
