/** Distance between the scan lines by which gaps are compared, metres: finer lines follow narrower gaps, and cost more. */
const LINE_METERS = 20;

/**
 * The ground of a polygon of the plane (open rings: outer, then holes; x and y of each vertex in turn) as stretches of scan lines, to compare it with
 * other gaps: triples of line number, from, to (whole metres of the plane, from < to), ordered by line, then from. A
 * polygon between two lines is given its whole width on the nearest one. Empty only for a polygon without vertices.
 */
export function findGapSpans(rings: readonly Float64Array[]): Int32Array {
  const crossingsByLine = new Map<number, number[]>();
  for (const ring of rings) {
    let previousX = ring.at(-2)!;
    let previousY = ring.at(-1)!;
    for (let v = 0; v < ring.length; v += 2) {
      const x = ring[v]!;
      const y = ring[v + 1]!;
      const endLine = Math.ceil(Math.max(previousY, y) / LINE_METERS);
      for (let line = Math.ceil(Math.min(previousY, y) / LINE_METERS); line < endLine; line++) {
        const crossing = previousX + ((x - previousX) * (line * LINE_METERS - previousY)) / (y - previousY);
        const crossings = crossingsByLine.get(line);
        if (crossings === undefined) crossingsByLine.set(line, [crossing]);
        else crossings.push(crossing);
      }
      previousX = x;
      previousY = y;
    }
  }
  const spans: number[] = [];
  for (const line of [...crossingsByLine.keys()].sort((a, b) => a - b)) {
    const crossings = crossingsByLine.get(line)!.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) appendSpan(spans, line, crossings[k]!, crossings[k + 1]!);
  }
  const outer = rings[0];
  if (spans.length === 0 && outer !== undefined && outer.length > 0) {
    let [minX, maxX] = [Infinity, -Infinity];
    for (let v = 0; v < outer.length; v += 2) {
      minX = Math.min(minX, outer[v]!);
      maxX = Math.max(maxX, outer[v]!);
    }
    appendSpan(spans, Math.round(outer[1]! / LINE_METERS), minX, maxX);
  }
  return Int32Array.from(spans);
}

function appendSpan(spans: number[], line: number, fromX: number, toX: number): void {
  const from = Math.floor(fromX);
  spans.push(line, from, Math.max(from + 1, Math.ceil(toX)));
}
