import gcoord from 'gcoord';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportDatum } from '@liaowang/shared/schemas/incident-import';

/**
 * A place of a file in WGS-84. GCJ-02 and BD-09 shift places in China only, by some 500 m, and are undone to about 1 m;
 * CGCS2000 differs from WGS-84 by centimetres.
 */
export function toWgs84(place: LngLat, datum: ImportDatum): LngLat {
  if (datum === 'wgs84' || datum === 'cgcs2000') return place;
  // gcoord changes the array it is given.
  return gcoord.transform([...place], datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84);
}
