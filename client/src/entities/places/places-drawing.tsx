import { useMemo } from 'react';
import { localName, useLanguage } from '../../lib/use-language.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { nameObstacle } from '../../map/label-obstacles.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { PLACE_LABEL_BANDS, createPlaceLabelLayer, findLabelledPlaces, sizeOfName } from './place-labels.layer.ts';
import { usePlaces } from './places.api.ts';

/** Names of towns on the map. */
export function PlacesDrawing() {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const zoom = useMapViewStore((view) => view.zoom);
  const places = usePlaces().data;
  const named = useMemo(() => findLabelledPlaces(places ?? [], zoom, language), [places, zoom, language]);
  useDrawLayers(
    useMemo(
      () => [createPlaceLabelLayer({ places: named, language, palette, zoom })],
      [named, language, palette, zoom],
    ),
    PLACE_LABEL_BANDS,
    useMemo(
      () =>
        named.map((place) => nameObstacle(place.position, localName(place.name, language), sizeOfName(place, zoom))),
      [named, language, zoom],
    ),
  );
  return null;
}
