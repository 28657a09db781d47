import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { buildAreaRows } from '../../features/areas/area-rows.ts';
import { parseAreaView } from '../../features/areas/area-view.ts';
import { useAreasStore } from '../../features/areas/areas.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { areaColor } from './area-colors.ts';
import { createAreaDraftLayers, createAreaMapLayers, fadeAreaMap } from '../../features/areas/area-map.layer.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { findAreaScale, findMeasured } from './area-scale.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

const NONE: readonly Layer[] = [];

/** Layers of the areas tab: its areas by what they hold, a file's that is looked at, and what is being drawn. None while the tab is closed. */
export function useAreaLayers(theme: Theme): readonly Layer[] {
  const { t } = useTranslation();
  const nameOf = useLocalName();
  const text = useHotspotsView((view) => view.areas);
  const { isOpen, counted, preview, hoveredId, drawing } = useAreasStore();
  const { measure, areaId } = useMemo(() => parseAreaView(text), [text]);
  const palette = PALETTES[theme];
  const rows = useMemo(
    () => (counted ? buildAreaRows(counted.set, counted.table, { nameOf, outside: t('areas.outside') }) : []),
    [counted, nameOf, t],
  );
  const areas = useMemo(() => {
    if (!isOpen) return NONE;
    if (preview)
      return createAreaMapLayers(
        preview.map(({ geometry }) => ({
          geometry,
          color: [...palette.zone, 60],
          isSelected: false,
          isHovered: false,
        })),
        palette,
      );
    const scale = findAreaScale(rows, measure);
    return createAreaMapLayers(
      rows.flatMap((row) =>
        row.area
          ? {
              geometry: row.area.geometry,
              color: areaColor(findMeasured(row, measure), scale, palette, theme),
              isSelected: row.areaId === areaId,
              isHovered: row.areaId === hoveredId,
            }
          : [],
      ),
      palette,
    );
  }, [isOpen, preview, rows, measure, areaId, hoveredId, palette, theme]);
  const draft = useMemo(
    () => (isOpen && drawing ? createAreaDraftLayers(drawing, palette) : NONE),
    [isOpen, drawing, palette],
  );
  const zoom = useMapViewStore((map) => Math.round(map.zoom * 2) / 2);
  return useMemo(() => (areas.length > 0 ? [...fadeAreaMap(areas, zoom), ...draft] : draft), [areas, draft, zoom]);
}
