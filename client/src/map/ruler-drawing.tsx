import { useMemo } from 'react';
import { useDrawLayers } from './drawn-layers.store.ts';
import { useMapViewStore } from './map-view.store.ts';
import { RULER_BANDS, createRulerLayers } from './ruler.layer.ts';
import { useRulerStore } from './ruler.ts';
import { useMapTheme } from './use-map-theme.ts';
import { useViewStore } from './view.store.ts';

/** The ruler on the map. */
export function RulerDrawing() {
  const { palette } = useMapTheme();
  const isOn = useViewStore((view) => view.ruler);
  const points = useRulerStore((state) => state.points);
  const pointer = useMapViewStore((state) => (isOn ? state.pointer : null));
  useDrawLayers(
    useMemo(() => (isOn ? createRulerLayers(points, pointer, palette) : []), [isOn, points, pointer, palette]),
    RULER_BANDS,
  );
  return null;
}
