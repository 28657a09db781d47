/** The longest of 1, 2, 5 × 10ⁿ metres that fits into `maxPixels`, and its width. */
export function computeScaleBar(
  metersPerPixel: number,
  maxPixels: number,
): { distanceMeters: number; widthPixels: number } {
  const longest = metersPerPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(longest));
  const distanceMeters = power * ([5, 2].find((step) => step * power <= longest) ?? 1);
  return { distanceMeters, widthPixels: distanceMeters / metersPerPixel };
}
