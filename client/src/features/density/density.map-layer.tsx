import { plasmaAt } from '../../map/palette.ts';
import type { MapLayer } from '../../map/map-layer.ts';
import { createPart } from '../../components/part.tsx';
import { useDensity } from './density.api.ts';
import { useDensityStore } from './density.store.ts';

/** Comes after the map, as the zones do. */
const DensityLegend = createPart(async () => ({ default: (await import('./density-legend.tsx')).DensityLegend }));

/** Zones that were found. */
function useZoneCount(): number | null {
  const { windowDays, bandwidthMeters, source } = useDensityStore();
  return useDensity({ windowDays, bandwidthMeters, source }).data?.features.length ?? null;
}

export const densityLayer: MapLayer = {
  id: 'zones',
  name: (t) => t('layers.zones'),
  look: { shape: 'surface', color: 'currentColor' },
  permission: 'hotspots:view',
  useCount: useZoneCount,
  Key: null,
  KeyDetail: DensityLegend,
  pictureKey: (t) => [{ shape: 'surface', color: plasmaAt(0.6), text: t('legend.zones') }],
};
