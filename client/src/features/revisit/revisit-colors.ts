import type { RevisitMeasure } from '@liaowang/shared/schemas/revisit';
import { isHighGood } from './revisit-scale.ts';
import type { Rgb, Theme } from '../../map/palette.ts';

/**
 * Cividis (Nuñez, Anderton & Renslow 2018) at nine even steps: made to look the same to colour-blind eyes, and even in
 * lightness.
 */
const CIVIDIS: readonly Rgb[] = [
  [0, 32, 81],
  [17, 54, 108],
  [60, 77, 110],
  [98, 100, 111],
  [127, 124, 117],
  [154, 148, 120],
  [187, 175, 113],
  [226, 203, 92],
  [253, 234, 69],
];

/** Where in cividis the surface begins and ends, and how opaque: what lies long unseen stands out from either ground. */
const RAMP: Record<Theme, { from: number; to: number; alphaFrom: number; alphaTo: number }> = {
  // The darkest third sinks into a dark ground, the brightest into a light one.
  dark: { from: 0.3, to: 1, alphaFrom: 20, alphaTo: 165 },
  light: { from: 0.72, to: 0, alphaFrom: 30, alphaTo: 165 },
};

/** Never seen: a grey veil, so that a city that is mostly field does not shine. */
const NEVER: Record<Theme, [number, number, number, number]> = { dark: [136, 146, 158, 52], light: [96, 106, 118, 50] };

function cividisAt(share: number): Rgb {
  const position = Math.min(1, Math.max(0, share)) * (CIVIDIS.length - 1);
  const low = Math.min(CIVIDIS.length - 2, Math.floor(position));
  const part = position - low;
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(CIVIDIS[low]![channel] * (1 - part) + CIVIDIS[low + 1]![channel] * part);
  return [mix(0), mix(1), mix(2)];
}

/** Colour with opacity (all 0–255) of how little a cell is watched: 0 = just seen or often, 1 = at the end of the scale, null = never. */
export function revisitColor(neglect: number | null, theme: Theme): [number, number, number, number] {
  if (neglect === null) return NEVER[theme];
  const { from, to, alphaFrom, alphaTo } = RAMP[theme];
  const [red, green, blue] = cividisAt(from + (to - from) * neglect);
  return [red, green, blue, Math.round(alphaFrom + (alphaTo - alphaFrom) * neglect)];
}

/** How little a share of the scale stands for, 0–1: many visits are little neglect, long gaps are much. */
export function toNeglect(share: number, measure: RevisitMeasure): number {
  return isHighGood(measure) ? 1 - share : share;
}
