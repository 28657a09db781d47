import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useHotspots } from '../features/hotspots/hotspots.api.ts';
import { useHotspotsStore } from '../features/hotspots/hotspots.store.ts';
import { createHotspotContourLayer, createHotspotSurfaceLayer, paintSurface } from '../map/layers/hotspots.layer.ts';
import type { Theme } from '../map/palette.ts';

/** The live high-incident zones: their density surface and their contours; null where they are off or not known yet. */
export function useHotspotLayers(
  theme: Theme,
  zoom: number,
  areZonesOn: boolean,
): [surface: Layer | null, contours: Layer | null] {
  const { windowDays, bandwidthMeters, source } = useHotspotsStore();
  const hotspots = useHotspots({ windowDays, bandwidthMeters, source }).data;
  const surfaceImage = useMemo(() => {
    const pixels = hotspots?.surface ? paintSurface(hotspots.surface, theme) : null;
    return pixels && hotspots?.surface
      ? {
          data: new ImageData(pixels, hotspots.surface.columns, hotspots.surface.rows),
          corners: hotspots.surface.corners,
        }
      : null;
  }, [hotspots, theme]);
  // Made anew when they come back: deck takes no layer twice.
  const surface = useMemo(
    () =>
      areZonesOn && surfaceImage ? createHotspotSurfaceLayer(surfaceImage.data, surfaceImage.corners, zoom) : null,
    [areZonesOn, surfaceImage, zoom],
  );
  const contours = useMemo(
    () => (areZonesOn ? createHotspotContourLayer(hotspots?.features ?? [], theme) : null),
    [areZonesOn, hotspots, theme],
  );
  return [surface, contours];
}
