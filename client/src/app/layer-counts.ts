import { useCoverageFigures } from '../features/coverage/coverage.api.ts';
import { useDensity } from '../features/density/density.api.ts';
import { useDensityStore } from '../features/density/density.store.ts';
import { useIncidents } from '../entities/incidents/incidents.api.ts';
import { useLookouts } from '../entities/lookouts/lookouts.api.ts';
import { useKeyAreas } from '../entities/key-areas/key-areas.api.ts';
import { useUnitFigures } from '../live/use-unit-figures.ts';
import type { LayerId } from './layer-ids.ts';

/** How many things each layer shows now; null = not known yet, or nothing to count. */
export function useLayerCounts(): Record<LayerId, number | null> {
  const { isKnown, byKind } = useUnitFigures();
  const { windowDays, bandwidthMeters, source } = useDensityStore();
  const located = (...kinds: Array<keyof typeof byKind>) =>
    isKnown ? kinds.reduce((sum, kind) => sum + byKind[kind].fresh + byKind[kind].stale + byKind[kind].lost, 0) : null;
  return {
    foot: located('foot', 'bicycle'),
    vehicles: located('bus', 'taxi'),
    lookouts: useLookouts().data?.length ?? null,
    incidents: useIncidents().data?.length ?? null,
    zones: useDensity({ windowDays, bandwidthMeters, source }).data?.features.length ?? null,
    gaps:
      useCoverageFigures()
        .data?.areas.filter(({ areaId }) => areaId.startsWith('key-area:'))
        .reduce((sum, area) => sum + area.gapCount, 0) ?? null,
    trails: null,
    'key-areas': useKeyAreas().data?.length ?? null,
  };
}
