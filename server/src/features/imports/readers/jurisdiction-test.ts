import { prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';

/** What a reader knows of the city. */
export interface ImportJurisdiction {
  center: LngLat;
  boundary: AreaGeometry;
}

/** Tells whether places (WGS-84) lie in the jurisdiction; what is no place of the earth does not. */
export function createJurisdictionTest({ center, boundary }: ImportJurisdiction): (place: LngLat) => boolean {
  const projection = createLocalProjection(...center);
  const prepared = prepareArea({ id: 'city', geometry: boundary }, projection);
  if (!prepared.ok) throw new Error(`the jurisdiction's boundary cannot be used: ${prepared.reason}`);
  return ([lng, lat]) =>
    Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && prepared.area.contains(...projection.forward(lng, lat));
}
