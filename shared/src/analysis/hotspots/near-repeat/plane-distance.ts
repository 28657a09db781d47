/** How distance on the plane is measured: as the crow flies, or along streets that run with the axes. */
export type PlaneMetric = 'euclidean' | 'manhattan';

/** Length of a step on the plane, in the unit of its parts. */
export function measureStep(dx: number, dy: number, metric: PlaneMetric): number {
  return metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : Math.abs(dx) + Math.abs(dy);
}
