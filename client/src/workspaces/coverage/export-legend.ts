import type { TFunction } from 'i18next';
import type { RevisitSurface } from '@liaowang/shared/schemas/revisit';
import { listMapLayers } from '../../map/map-layer.ts';
import type { LegendEntry } from '../../map/map-surround.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { revisitColor } from '../../features/revisit/revisit-colors.ts';

/** What the open tool has put onto the map. */
export interface ToolLegend {
  /** The surface of the revisit tab; null = none. */
  revisit: Pick<RevisitSurface, 'measure' | 'group'> | null;
  isRevisitOfWindow: boolean;
  /** Whether the siting tab shows places. */
  hasSites: boolean;
}

function findToolLegend(
  t: TFunction,
  { revisit, isRevisitOfWindow, hasSites }: ToolLegend,
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
  tool: ToolLegend,
  theme: Theme,
): LegendEntry[] {
  const palette = PALETTES[theme];
  return [
    ...listMapLayers().flatMap(({ id, pictureKey }) => (visibleLayers.has(id) ? pictureKey(t, palette) : [])),
    ...findToolLegend(t, tool, theme),
  ];
}
