import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AreaLegend } from '../../features/areas/area-legend.tsx';
import type { AreaRow } from '../../features/areas/area-rows.ts';
import type { AreaMeasure } from '../../features/areas/area-view.ts';
import { areaColor } from './area-colors.ts';
import { PALETTES, type Theme, toCss } from '../../map/palette.ts';
import { findAreaScale, findScaleEnds } from './area-scale.ts';

const STEPS = [0, 0.25, 0.5, 0.75, 1] as const;

/** The scale of the map's colours, as the areas are painted. */
export function AreaScaleLegend({ rows, measure }: { rows: readonly AreaRow[]; measure: AreaMeasure }) {
  const { t } = useTranslation();
  const theme: Theme = useComputedColorScheme('dark');
  const scale = findAreaScale(rows, measure);
  const ends = findScaleEnds(scale);
  const colors = STEPS.map((step) =>
    toCss(areaColor(ends[0] + (ends[1] - ends[0]) * step, scale, PALETTES[theme], theme)),
  );
  return <AreaLegend measure={measure} title={t(`areas.measures.${measure}`)} colors={colors} ends={ends} />;
}
