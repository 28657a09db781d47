/** Circumference of the Web Mercator sphere over the pixels of a world at zoom 0 with 512-pixel tiles. */
const METERS_PER_PIXEL_AT_ZOOM_0 = (2 * Math.PI * 6_378_137) / 512;

/** Ground metres a CSS pixel stands for. */
export function computeMetersPerPixel(latitude: number, zoom: number): number {
  return (METERS_PER_PIXEL_AT_ZOOM_0 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
}
