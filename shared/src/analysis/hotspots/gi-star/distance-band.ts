/** Rounding must not push out a centre that is at the band's very distance: the band is closed. */
const CLOSED_BAND_SLACK = 1e-9;

/** Square of the distance up to which places are neighbours; throws RangeError unless the band is finite and not negative. */
export function squareClosedBand(band: number): number {
  if (!(band >= 0 && band < Infinity)) throw new RangeError('a distance band must be finite and not negative');
  return band * band * (1 + CLOSED_BAND_SLACK);
}
