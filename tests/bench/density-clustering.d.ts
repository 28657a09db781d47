/** The part of density-clustering 1.3.0 that is measured; it brings no types. */
declare module 'density-clustering' {
  export class DBSCAN {
    /** Clusters as lists of numbers of points. */
    run(points: readonly (readonly number[])[], epsilon: number, minPoints: number): number[][];
  }
}
