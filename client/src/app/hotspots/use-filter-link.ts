import { useEffect, useLayoutEffect } from 'react';
import { DEFAULT_FILTER } from '../../features/hotspots/filter-choice.ts';
import { formatFilter, parseFilter } from '../../features/hotspots/filter-link.ts';
import { adoptFilter, useFilterStore } from '../../features/hotspots/filter.store.ts';
import { useHotspotRoomView } from './hotspot-room-view.store.ts';

/** Keeps the filter and the link's words for it the same: whichever changes, the other follows. What a link says that nobody understands is the default. */
export function useFilterLink(): void {
  const linked = useHotspotRoomView((view) => view.filter);
  const settled = useFilterStore((store) => store.settled);
  // Before anything is fetched or drawn for a filter that the link does not mean.
  useLayoutEffect(() => {
    if (linked !== formatFilter(useFilterStore.getState().settled)) adoptFilter((linked === null ? null : parseFilter(linked)) ?? DEFAULT_FILTER);
  }, [linked]);
  useEffect(() => {
    // The link may have changed the filter in this very commit.
    if (settled === useFilterStore.getState().settled) useHotspotRoomView.getState().setFilter(formatFilter(settled));
  }, [settled]);
}
