import { useEffect } from 'react';
import { DEFAULT_KIND, DEFAULT_METHODS } from '../../features/zones/finding-method.ts';
import { formatMethod, parseMethod } from '../../features/zones/method-link.ts';
import { useMethodStore } from '../../features/zones/method.store.ts';
import { useHotspotRoomView } from './hotspot-room-view.store.ts';

const DEFAULT_LINK = formatMethod(DEFAULT_METHODS[DEFAULT_KIND]);

/** The method in force as the link carries it; null = the default. */
function findLink(): string | null {
  const { kind, methods } = useMethodStore.getState();
  const link = formatMethod(methods[kind]);
  return link === DEFAULT_LINK ? null : link;
}

/** Keeps the method and the address alike: a link sets the method, and another method changes the link. */
export function useMethodLink(): void {
  const linked = useHotspotRoomView((view) => view.method);
  useEffect(() => {
    if (linked === findLink()) return;
    const method = parseMethod(linked ?? DEFAULT_LINK);
    if (method) useMethodStore.getState().adopt(method);
    // What cannot be understood is not kept in the address.
    else useHotspotRoomView.getState().setMethod(findLink());
  }, [linked]);
  useEffect(() => useMethodStore.subscribe(() => useHotspotRoomView.getState().setMethod(findLink())), []);
}
