/** The zooms at which the map changes what it says; `docs` for the legend, the layers and the tests. */
export const ZOOM_STOPS = {
  /** From here units get their full marks and lose the counts per town. */
  fullMarks: 11.5,
  /** Gaps of the whole jurisdiction, not only of its key areas. */
  jurisdictionGaps: 12,
  /** Icons in the incidents' triangles. */
  icons: 13,
  /** Names beside the units. */
  unitNames: 14,
  /** Places whose position is nominal. */
  nominalPlaces: 11,
} as const;

/** Size of the units' marks by zoom: below 11.5 small ticks, so that a town core is no blot; 1 = full size. */
const MARK_SCALE_STOPS: ReadonlyArray<readonly [zoom: number, scale: number]> = [
  [8, 0.28],
  [10, 0.36],
  [11.4, 0.5],
  [12, 0.78],
  [13, 0.95],
  [15, 1.2],
  [17, 1.5],
  [19, 1.8],
];

/** Piecewise linear value at a zoom; flat beyond the first and the last stop. */
export function interpolateStops(stops: ReadonlyArray<readonly [zoom: number, value: number]>, zoom: number): number {
  const above = stops.findIndex(([stop]) => stop > zoom);
  if (above === 0) return stops[0]![1];
  if (above === -1) return stops.at(-1)![1];
  const [lowZoom, low] = stops[above - 1]!;
  const [highZoom, high] = stops[above]!;
  return low + ((high - low) * (zoom - lowZoom)) / (highZoom - lowZoom);
}

/** Scale of the units' marks at a zoom; 1 = full size. */
export function computeMarkScale(zoom: number): number {
  return interpolateStops(MARK_SCALE_STOPS, zoom);
}

/** 0 below the full marks, 1 a quarter of a zoom above: dots, notches and outlines fade in with it. */
export function computeMarkDetail(zoom: number): number {
  return Math.min(1, Math.max(0, (zoom - ZOOM_STOPS.fullMarks) * 4));
}
