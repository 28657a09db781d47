import { useMemo } from 'react';
import { findLabelledPlaces } from '../../entities/places/place-labels.layer.ts';
import { usePlaces } from '../../entities/places/places.api.ts';
import { useVisibleKinds } from '../../entities/units/visible-kinds.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useUnitsNow } from '../../map/ticks.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { countByPlace, createPlaceGrid } from './town-counts.ts';
import { UNIT_COUNT_BANDS, createUnitCountLayer } from './unit-counts.layer.ts';

/** Over the city, how many units are around each town. */
export function TownCountsDrawing() {
  const { palette } = useMapTheme();
  const zoom = useMapViewStore((view) => view.zoom);
  const isCity = zoom < ZOOM_STOPS.fullMarks;
  const unitsNow = useUnitsNow(isCity);
  const visibleKinds = useVisibleKinds();
  const known = usePlaces().data;
  const language = useLanguage();
  const places = useMemo(() => findLabelledPlaces(known ?? [], zoom, language), [known, zoom, language]);
  const grid = useMemo(() => createPlaceGrid(places.map(({ position }) => position)), [places]);
  useDrawLayers(
    useMemo(
      () =>
        isCity
          ? [
              createUnitCountLayer({
                places,
                counts: countByPlace(unitsNow.slots, grid, visibleKinds),
                palette,
                zoom,
              }),
            ]
          : [],
      [isCity, places, unitsNow, grid, visibleKinds, palette, zoom],
    ),
    UNIT_COUNT_BANDS,
  );
  return null;
}
