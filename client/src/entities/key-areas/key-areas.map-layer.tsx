import type { MapLayer } from '../../map/map-layer.ts';
import { useKeyAreas } from './key-areas.api.ts';

export const KEY_AREA_LOOK = { shape: 'outline', color: 'var(--lw-key-area)' } as const;

export const keyAreasLayer: MapLayer = {
  id: 'key-areas',
  name: (t) => t('layers.key-areas'),
  look: KEY_AREA_LOOK,
  permission: 'registry:view',
  useCount: () => useKeyAreas().data?.length ?? null,
  // An outline, as in its row.
  Key: null,
  pictureKey: (t, palette) => [{ shape: 'outline', color: palette.keyArea, text: t('layers.key-areas') }],
};
