import { plasmaAt, type MapPalette, type Theme, type Rgba } from '../../map/palette.ts';

/** What a value stands for: an amount from 0 up, or a change around 0. */
export type AreaScale = { kind: 'amount'; most: number } | { kind: 'change' };

/** Changes beyond ±50 % have the same colour: a few areas that doubled would leave the rest pale. */
export const FULL_CHANGE = 0.5;
const FILL_ALPHA = 190;
/** The least amounts let the ground through: large areas with little would drown the rest. */
const LEAST_AMOUNT_ALPHA = 50;
const QUIET_ALPHA = 22;
const LEAST_CHANGE_ALPHA = 18;

/** Colour of an area by its value; null = not known. More is orange and fewer blue, as everywhere. */
export function areaColor(value: number | null, scale: AreaScale, palette: MapPalette, theme: Theme): Rgba {
  if (value === null) return [...palette.textSoft, QUIET_ALPHA];
  if (scale.kind === 'amount') {
    // The root, as a few very full areas would leave the rest unseen.
    const position = scale.most > 0 ? Math.sqrt(Math.min(1, value / scale.most)) : 0;
    const color = theme === 'dark' ? plasmaAt(0.15 + 0.77 * position) : plasmaAt(0.9 - 0.75 * position);
    return [
      ...color,
      value === 0 ? QUIET_ALPHA : Math.round(LEAST_AMOUNT_ALPHA + (FILL_ALPHA - LEAST_AMOUNT_ALPHA) * position),
    ];
  }
  const strength = Math.min(1, Math.abs(value) / FULL_CHANGE);
  const color = value >= 0 ? palette.incident.high : palette.coldCells[1];
  return [...color, Math.round(LEAST_CHANGE_ALPHA + (FILL_ALPHA - LEAST_CHANGE_ALPHA) * strength)];
}
