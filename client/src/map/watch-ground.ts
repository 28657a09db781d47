import type { Map as MapLibreMap } from 'maplibre-gl';
import { useBasemapHealth } from './basemap-health.store.ts';
import { isGroundSource } from './other-basemap.ts';

/** Tells whether the tiles of a basemap of others come. What else goes wrong on the map is reported. */
export function watchGround(map: MapLibreMap): void {
  map.on('error', ({ error, ...event }) => {
    if (isGroundSource('sourceId' in event && event.sourceId)) useBasemapHealth.getState().tellMissed();
    else reportError(error);
  });
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (tile && isGroundSource(sourceId)) useBasemapHealth.getState().tellCame();
  });
}
