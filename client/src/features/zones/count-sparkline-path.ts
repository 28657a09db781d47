/** SVG path of counts in a box of `width` × `height` from zero at the bottom; empty without counts. `most` is the count at the top. */
export function computeCountSparkline(counts: ArrayLike<number>, width: number, height: number, most: number): string {
  const step = counts.length > 1 ? width / (counts.length - 1) : 0;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return Array.from(
    counts,
    (count, i) => `${i === 0 ? 'M' : 'L'}${round(i * step)} ${round(height - (most > 0 ? count / most : 0) * height)}`,
  ).join('');
}
