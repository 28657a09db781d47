import { useMemo } from 'react';
import { useLanguage } from '../../lib/use-language.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { PLACE_LABEL_BANDS, createPlaceLabelLayer, findLabelledPlaces } from './place-labels.layer.ts';
import { usePlaces } from './places.api.ts';

/** Names of towns on the map. */
export function PlacesDrawing() {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const zoom = useMapViewStore((view) => view.zoom);
  const places = usePlaces().data;
  useDrawLayers(
    useMemo(
      () => [createPlaceLabelLayer({ places: findLabelledPlaces(places ?? [], zoom), language, palette, zoom })],
      [places, language, palette, zoom],
    ),
    PLACE_LABEL_BANDS,
  );
  return null;
}
