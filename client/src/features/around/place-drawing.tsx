import { VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { PLACE_BANDS, createPlaceLayers } from './place.layer.ts';
import { usePlaceStore } from './place.store.ts';

/** The marked place, on the map and in words. */
export function PlaceDrawing() {
  const { t } = useTranslation();
  const { palette } = useMapTheme();
  const position = usePlaceStore((store) => store.place);
  const name = usePlaceStore((store) => store.name);
  useDrawLayers(
    useMemo(() => (position ? createPlaceLayers({ position, name }, palette) : []), [position, name, palette]),
    PLACE_BANDS,
  );
  return <VisuallyHidden role="status">{position && name && t('map.marked', { name })}</VisuallyHidden>;
}
