import type { TFunction } from 'i18next';
import type { LegendEntry } from '../../map/map-furniture.ts';
import type { MapPalette } from '../../map/palette.ts';
import { plasmaAt } from '../../map/palette.ts';
import type { LayerId } from '../view.store.ts';

/** Legend of the layers that are on. */
export function findLegend(t: TFunction, visibleLayers: ReadonlySet<LayerId>, palette: MapPalette): LegendEntry[] {
  const entries: Partial<Record<LayerId, LegendEntry[]>> = {
    'foot': [{ shape: 'disc', color: palette.foot, text: t('legend.foot') }],
    'vehicles': [{ shape: 'bar', color: palette.vehicle, text: `${t('legend.bus')} / ${t('legend.taxi')}` }],
    'lookouts': [{ shape: 'hexagon', color: palette.lookout, text: t('legend.lookout') }],
    'incidents': [{ shape: 'triangle', color: palette.incident.low, text: t('legend.incident') }, { shape: 'triangle', color: palette.incident.high, text: t('legend.severe') }],
    'zones': [{ shape: 'surface', color: plasmaAt(0.6), text: t('legend.zones') }],
    'gaps': [{ shape: 'hatch', color: palette.gap, text: t('legend.gap') }, { shape: 'tint', color: palette.foot, text: t('brief.observedNow') }],
    'key-areas': [{ shape: 'outline', color: palette.keyArea, text: t('brief.kind.key-area') }],
  };
  return Object.entries(entries).flatMap(([id, own]) => (visibleLayers.has(id as LayerId) ? own : []));
}
