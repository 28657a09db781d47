/** What no name that is put beside something may cover: a box around a place, in pixels of the map, y downwards. */
export interface LabelObstacle {
  place: readonly [number, number];
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LATIN_WIDTH = 0.6;
const FIRST_WIDE_CHARACTER = '\u2e80';

/** How wide a text is about, in pixels: Chinese signs are as wide as they are high. */
export function estimateTextWidth(text: string, sizePixels: number): number {
  let width = 0;
  for (const sign of text) width += sign < FIRST_WIDE_CHARACTER ? LATIN_WIDTH : 1;
  return width * sizePixels;
}

const MARK_RADIUS_PIXELS = 16;

/** The room of a larger mark. */
export function markObstacle(place: readonly [number, number]): LabelObstacle {
  return {
    place,
    left: -MARK_RADIUS_PIXELS,
    right: MARK_RADIUS_PIXELS,
    top: -MARK_RADIUS_PIXELS,
    bottom: MARK_RADIUS_PIXELS,
  };
}

/** The room of a name that is centred on its place across, its middle `offsetY` pixels below it. */
export function nameObstacle(
  place: readonly [number, number],
  text: string,
  sizePixels: number,
  offsetY = 0,
): LabelObstacle {
  const halfWidth = estimateTextWidth(text, sizePixels) / 2;
  return {
    place,
    left: -halfWidth,
    right: halfWidth,
    top: offsetY - sizePixels / 2,
    bottom: offsetY + sizePixels / 2,
  };
}
