/** Heights of the lines tried, as shares of the polygon's height; uneven, to miss vertices at round places. */
const LINE_HEIGHTS = [0.503, 0.297, 0.701, 0.119, 0.887];

/**
 * A point inside a polygon (open rings: outer, then holes; x and y of each vertex in turn) to put a label on: the middle
 * of the longest stretch that a few horizontal lines have inside. Returns the first vertex of a polygon without height.
 */
export function findInteriorPoint(rings: readonly Float64Array[]): [number, number] {
  const outer = rings[0] ?? new Float64Array(0);
  let minY = Infinity;
  let maxY = -Infinity;
  for (let v = 1; v < outer.length; v += 2) {
    minY = Math.min(minY, outer[v]!);
    maxY = Math.max(maxY, outer[v]!);
  }
  let widest = 0;
  let point: [number, number] = [outer[0] ?? 0, outer[1] ?? 0];
  for (const height of LINE_HEIGHTS) {
    const y = minY + height * (maxY - minY);
    const crossings: number[] = [];
    for (const ring of rings) {
      let previousX = ring.at(-2)!;
      let previousY = ring.at(-1)!;
      for (let v = 0; v < ring.length; v += 2) {
        const x = ring[v]!;
        const vertexY = ring[v + 1]!;
        if (previousY > y !== vertexY > y)
          crossings.push(previousX + ((x - previousX) * (y - previousY)) / (vertexY - previousY));
        previousX = x;
        previousY = vertexY;
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const width = crossings[k + 1]! - crossings[k]!;
      if (width > widest) {
        widest = width;
        point = [(crossings[k]! + crossings[k + 1]!) / 2, y];
      }
    }
  }
  return point;
}
