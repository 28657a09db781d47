import { useMemo } from 'react';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import {
  DENSITY_BANDS,
  createHotspotContourLayer,
  createHotspotSurfaceLayer,
  paintSurface,
} from '../../map/density-surface.layer.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn } from '../../map/view.store.ts';
import { useDensity } from './density.api.ts';
import { useDensityStore } from './density.store.ts';

/** The high-incident zones of the live map: their density surface and their contours. */
export function DensityDrawing() {
  const { theme } = useMapTheme();
  const zoom = useMapViewStore((view) => view.zoom);
  const isOn = useIsLayerOn('zones');
  const { windowDays, bandwidthMeters, source } = useDensityStore();
  const density = useDensity({ windowDays, bandwidthMeters, source }).data;
  const surfaceImage = useMemo(() => {
    const pixels = density?.surface ? paintSurface(density.surface, theme) : null;
    return pixels && density?.surface
      ? {
          data: new ImageData(pixels, density.surface.columns, density.surface.rows),
          corners: density.surface.corners,
        }
      : null;
  }, [density, theme]);
  // Made anew when they come back: deck takes no layer twice.
  const surface = useMemo(
    () => (isOn && surfaceImage ? [createHotspotSurfaceLayer(surfaceImage.data, surfaceImage.corners, zoom)] : []),
    [isOn, surfaceImage, zoom],
  );
  const contours = useMemo(
    () => (isOn ? [createHotspotContourLayer(density?.features ?? [], theme)] : []),
    [isOn, density, theme],
  );
  useDrawLayers(
    useMemo(() => [...surface, ...contours], [surface, contours]),
    DENSITY_BANDS,
  );
  return null;
}
