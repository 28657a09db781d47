import type { LngLat } from '../../schemas/geometry.ts';
import { haversineDistanceMeters } from './great-circle.ts';

/** Finer than this makes many disks for no figure that could be read. */
const MIN_ERROR_SHARE = 1e-6;
/** A step that is longer by no more than this share is not too long. */
const ROUNDING = 1e-9;

/**
 * Centres of disks that stand for the band of ground within `radiusMeters` of a path, in its order, ends included.
 * Between two disks the band comes out narrower by at most the share `maxErrorShare` (0–1) of its width, and nowhere
 * wider; about a third of that share of its area is missing. Throws RangeError for a radius that is not positive.
 */
export function placeDisksAlong(path: readonly LngLat[], radiusMeters: number, maxErrorShare: number): LngLat[] {
  if (!(radiusMeters > 0)) throw new RangeError('A band needs a positive radius');
  const kept = 1 - Math.min(1, Math.max(MIN_ERROR_SHARE, maxErrorShare));
  // Two disks a chord apart meet at this share of the radius beside the path.
  const spacingMeters = 2 * radiusMeters * Math.sqrt(1 - kept * kept);
  const [first] = path;
  if (first === undefined) return [];
  const centres: LngLat[] = [first];
  for (let i = 1; i < path.length; i++) {
    const [fromLng, fromLat] = path[i - 1]!;
    const [toLng, toLat] = path[i]!;
    // Equal steps in degrees are longest at the end that is nearer to the equator: there none may be too long.
    const [nearLng, nearLat, farLng, farLat] =
      Math.abs(fromLat) < Math.abs(toLat) ? [fromLng, fromLat, toLng, toLat] : [toLng, toLat, fromLng, fromLat];
    const longestStepMeters = (count: number): number =>
      haversineDistanceMeters(
        nearLng,
        nearLat,
        nearLng + (farLng - nearLng) / count,
        nearLat + (farLat - nearLat) / count,
      );
    let steps = Math.ceil(haversineDistanceMeters(fromLng, fromLat, toLng, toLat) / spacingMeters);
    while (steps > 0 && longestStepMeters(steps) > spacingMeters * (1 + ROUNDING)) steps++;
    for (let step = 1; step <= steps; step++) {
      centres.push([fromLng + ((toLng - fromLng) * step) / steps, fromLat + ((toLat - fromLat) * step) / steps]);
    }
  }
  return centres;
}
