import type { AreaGeometry } from '../../schemas/geometry.ts';

/** Places of all rings, each ring's first and last one counted both. */
export function countVertices(area: AreaGeometry): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}
