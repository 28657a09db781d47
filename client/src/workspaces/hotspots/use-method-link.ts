import { useEffect } from 'react';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { DEFAULT_KIND } from '../../features/zones/finding-method.ts';
import { fitMethods } from '../../features/zones/fit-methods.ts';
import { formatMethod, parseMethod } from '../../features/zones/method-link.ts';
import { useMethodStore } from '../../features/zones/method.store.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

/** The method in force as the link carries it; null = as it begins in this jurisdiction. */
function findLink(): string | null {
  const { kind, methods, beginnings } = useMethodStore.getState();
  const link = formatMethod(methods[kind]);
  return link === formatMethod(beginnings[DEFAULT_KIND]) ? null : link;
}

/** Keeps the method and the address alike: a link sets the method, and another method changes the link. */
export function useMethodLink(): void {
  const linked = useHotspotsView((view) => view.method);
  const jurisdiction = useJurisdiction().data;
  useEffect(() => {
    if (linked === findLink()) return;
    const { adopt, beginnings } = useMethodStore.getState();
    const method = linked === null ? beginnings[DEFAULT_KIND] : parseMethod(linked);
    if (method) adopt(method);
    // What cannot be understood is not kept in the address.
    else useHotspotsView.getState().setMethod(findLink());
  }, [linked]);
  useEffect(() => useMethodStore.subscribe(() => useHotspotsView.getState().setMethod(findLink())), []);
  // After the link was read: what it names is somebody's choice, the rest begins as it suits the jurisdiction.
  useEffect(() => {
    if (jurisdiction) useMethodStore.getState().fit(fitMethods(jurisdiction));
  }, [jurisdiction]);
}
