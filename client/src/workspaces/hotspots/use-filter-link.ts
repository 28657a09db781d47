import { useEffect, useLayoutEffect } from 'react';
import { DEFAULT_FILTER } from '../../features/filter/filter-choice.ts';
import { formatFilter, parseFilter } from '../../features/filter/filter-link.ts';
import { adoptFilter, useFilterStore } from '../../features/filter/filter.store.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

/** The filter in force as the link carries it; null = the default. */
const findLink = (): string | null => formatFilter(useFilterStore.getState().settled);

/** Keeps the filter and the link's words for it the same: whichever changes, the other follows. What a link says that nobody understands is the default. */
export function useFilterLink(): void {
  const linked = useHotspotsView((view) => view.filter);
  // Before anything is fetched or drawn for a filter that the link does not mean.
  useLayoutEffect(() => {
    if (linked === findLink()) return;
    adoptFilter((linked === null ? null : parseFilter(linked)) ?? DEFAULT_FILTER);
    // What cannot be understood is not kept in the address.
    useHotspotsView.getState().setFilter(findLink());
  }, [linked]);
  // Only what changes from now on: the room may be drawn before the address has been read, and must not empty it.
  useEffect(
    () =>
      useFilterStore.subscribe(
        ({ settled }, before) => settled !== before.settled && useHotspotsView.getState().setFilter(findLink()),
      ),
    [],
  );
}
