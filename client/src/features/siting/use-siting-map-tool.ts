import { useSitingStore } from './siting.store.ts';
import { usePointerStore } from '../../map/map-control.ts';
import { useMapTool, type MapTool } from '../../map/map-tool.store.ts';

/** CSS pixels a click may miss a candidate by to take it away. */
const HIT_PIXELS = 9;

const TOOL: MapTool = {
  owner: 'siting',
  cursor: 'crosshair',
  click: (place) =>
    useSitingStore.getState().toggleDrawn(place, usePointerStore.getState().metersPerPixel * HIT_PIXELS),
  cancel: () => useSitingStore.getState().setDrawing(false),
};

/** While candidates are drawn a click on the map puts one up, a click on one takes it away, and Esc ends it. */
export function useSitingMapTool(): void {
  useMapTool(useSitingStore((siting) => siting.isDrawing) ? TOOL : null);
}
