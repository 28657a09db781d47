import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useDensity } from './density.api.ts';
import { useDensityStore } from './density.store.ts';
import {
  createHotspotContourLayer,
  createHotspotSurfaceLayer,
  paintSurface,
} from '../../map/layers/density-surface.layer.ts';
import type { Theme } from '../../map/palette.ts';

/** The live high-incident zones: their density surface and their contours; null where they are off or not known yet. */
export function useDensityLayers(
  theme: Theme,
  zoom: number,
  areZonesOn: boolean,
): [surface: Layer | null, contours: Layer | null] {
  const { windowDays, bandwidthMeters, source } = useDensityStore();
  const hotspots = useDensity({ windowDays, bandwidthMeters, source }).data;
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
