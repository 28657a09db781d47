import { findTile } from '@liaowang/shared/analysis/geometry/web-mercator';
import type { BasemapDrawing } from '@liaowang/shared/schemas/basemap';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** Streets and towns both are made out. */
const PREVIEW_ZOOM = 12;

/** Path of the tile with the middle of the city, for a small picture beside a name; null where a basemap does not come as pictures. */
export function findPreviewTile(drawing: BasemapDrawing, middle: LngLat): string | null {
  if (drawing.type !== 'pictures') return null;
  const { z, x, y } = findTile(middle, Math.min(Math.max(PREVIEW_ZOOM, drawing.minZoom), drawing.maxZoom));
  return drawing.tiles[0]!.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
}
