import type { BasemapDrawing } from '@liaowang/shared/schemas/basemap';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** Streets and towns both are made out. */
const PREVIEW_ZOOM = 12;

/** Path of the tile with the middle of the city, for a small picture beside a name; null where a basemap does not come as pictures. */
export function findPreviewTile(drawing: BasemapDrawing, [lng, lat]: LngLat): string | null {
  if (drawing.type !== 'pictures') return null;
  const zoom = Math.min(Math.max(PREVIEW_ZOOM, drawing.minZoom), drawing.maxZoom);
  const across = 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lng + 180) / 360) * across);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * across);
  return drawing.tiles[0]!.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y));
}
