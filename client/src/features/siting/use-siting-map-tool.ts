import { useEffect } from 'react';
import { useSitingStore } from './siting.store.ts';
import { usePointerStore } from '../../map/map-control.ts';
import { useMapToolStore } from '../../map/map-tool.store.ts';

const OWNER = 'siting';
/** CSS pixels a click may miss a candidate by to take it away. */
const HIT_PIXELS = 9;

/** While candidates are drawn a click on the map puts one up, a click on one takes it away, and Esc ends it. */
export function useSitingMapTool(): void {
  const isDrawing = useSitingStore((siting) => siting.isDrawing);
  useEffect(() => {
    if (!isDrawing) return undefined;
    const { take, release } = useMapToolStore.getState();
    take({
      owner: OWNER,
      cursor: 'crosshair',
      click: (place) =>
        useSitingStore.getState().toggleDrawn(place, usePointerStore.getState().metersPerPixel * HIT_PIXELS),
      cancel: () => useSitingStore.getState().setDrawing(false),
    });
    return () => release(OWNER);
  }, [isDrawing]);
}
