import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer } from '@deck.gl/layers';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import { createHandleLayers, handleBands } from '../../map/handles.layer.ts';
import type { MapPalette } from '../../map/palette.ts';

export const GROUND_DRAFT_BANDS: LayerBands = { 'ground-draft-fill': 'grounds', ...handleBands('ground') };

/** The ground that a form speaks of, its corners, and the outline that is being drawn in its place. */
export function createGroundDraftLayers(
  { ground, handles, draft }: { ground: AreaGeometry | null; handles: readonly LngLat[]; draft: readonly LngLat[] },
  palette: MapPalette,
): Layer[] {
  return [
    new GeoJsonLayer({
      id: 'ground-draft-fill',
      data: ground ?? [],
      getFillColor: [...palette.selection, 26],
      getLineColor: [...palette.selection, 220],
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    ...createHandleLayers('ground', { handles, draft, color: [...palette.selection, 255] }, palette),
  ];
}
