import { useCallback } from 'react';
import { useRegistryView, type EntryKind } from './registry-view.store.ts';

/** The chosen entry where it is of a kind, and how another of the kind is chosen. */
export function useChosenId(kind: EntryKind): [id: number | null, choose: (id: number | null) => void] {
  const id = useRegistryView(({ entry }) => (entry?.kind === kind ? entry.id : null));
  const choose = useRegistryView((view) => view.choose);
  return [id, useCallback((next) => choose(next === null ? null : { kind, id: next }), [choose, kind])];
}
