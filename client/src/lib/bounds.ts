type Coordinates = readonly number[] | readonly Coordinates[];

function extend(bounds: [number, number, number, number], coordinates: Coordinates): void {
  if (typeof coordinates[0] === 'number') {
    const [lng, lat] = coordinates as readonly [number, number];
    bounds[0] = Math.min(bounds[0], lng);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lng);
    bounds[3] = Math.max(bounds[3], lat);
  } else {
    for (const part of coordinates as readonly Coordinates[]) extend(bounds, part);
  }
}

/** West, south, east, north of a geometry, in degrees. The geometry must not be empty. */
export function computeBounds(geometry: { coordinates: Coordinates }): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  extend(bounds, geometry.coordinates);
  return bounds;
}
