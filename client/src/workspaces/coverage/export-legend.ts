import type { TFunction } from 'i18next';
import type { RevisitSurface } from '@liaowang/shared/schemas/revisit';
import type { LegendEntry } from '../../map/map-surround.ts';
import { PALETTES, plasmaAt, type Theme } from '../../map/palette.ts';
import { revisitColor } from '../../features/revisit/revisit-colors.ts';

/** What the open tool has put onto the map. */
export interface ToolPicture {
  /** The surface of the revisit tab; null = none. */
  revisit: Pick<RevisitSurface, 'measure' | 'group'> | null;
  isRevisitOfWindow: boolean;
  /** Whether the siting tab shows places. */
  hasSites: boolean;
}

function findToolLegend(
  t: TFunction,
  { revisit, isRevisitOfWindow, hasSites }: ToolPicture,
  theme: Theme,
): LegendEntry[] {
  const surfaceOf = (neglect: number | null, text: string): LegendEntry => {
    const [red, green, blue] = revisitColor(neglect, theme);
    return { shape: 'surface', color: [red, green, blue], text };
  };
  return [
    ...(revisit
      ? [
          surfaceOf(
            1,
            t('brief.revisitLegend', {
              measure: t(`revisit.measure.${revisit.measure}`),
              group: t(`revisit.group.${revisit.group}`),
            }),
          ),
          surfaceOf(null, t(isRevisitOfWindow ? 'revisit.neverInWindow' : 'revisit.never')),
        ]
      : []),
    ...(hasSites ? [{ shape: 'hexagon' as const, color: PALETTES[theme].lookout, text: t('brief.sitesLegend') }] : []),
  ];
}

/** Legend of the layers that are on, and of what the open tool shows. */
export function findLegend(
  t: TFunction,
  visibleLayers: ReadonlySet<string>,
  tool: ToolPicture,
  theme: Theme,
): LegendEntry[] {
  const palette = PALETTES[theme];
  const entries: Record<string, LegendEntry[]> = {
    foot: [{ shape: 'disc', color: palette.foot, text: t('legend.foot') }],
    vehicles: [{ shape: 'bar', color: palette.vehicle, text: `${t('legend.bus')} / ${t('legend.taxi')}` }],
    lookouts: [{ shape: 'hexagon', color: palette.lookout, text: t('legend.lookout') }],
    incidents: [
      { shape: 'triangle', color: palette.incident.low, text: t('legend.incident') },
      { shape: 'triangle', color: palette.incident.high, text: t('legend.severe') },
    ],
    zones: [{ shape: 'surface', color: plasmaAt(0.6), text: t('legend.zones') }],
    gaps: [
      { shape: 'hatch', color: palette.gap, text: t('legend.gap') },
      { shape: 'tint', color: palette.foot, text: t('brief.observedNow') },
    ],
    'key-areas': [{ shape: 'outline', color: palette.keyArea, text: t('brief.kind.key-area') }],
  };
  return [
    ...Object.entries(entries).flatMap(([id, own]) => (visibleLayers.has(id) ? own : [])),
    ...findToolLegend(t, tool, theme),
  ];
}
