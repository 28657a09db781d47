import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';

const isSame = (a: LngLat, b: LngLat): boolean => a[0] === b[0] && a[1] === b[1];

/** A ring that says its first place again at its end. */
function closeRing(ring: readonly LngLat[]): LngLat[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && !isSame(first, last) ? [...ring, first] : [...ring];
}

/** The area with every ring closed, as RFC 7946 demands and people forget. */
export function closeRings<A extends AreaGeometry>(area: A): A {
  if (area.type === 'Polygon') return { ...area, coordinates: area.coordinates.map(closeRing) };
  return { ...area, coordinates: area.coordinates.map((polygon) => polygon.map(closeRing)) };
}
