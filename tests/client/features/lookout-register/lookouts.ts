import type { LookoutFeature, LookoutProperties } from '@liaowang/shared/schemas/lookout';

/** A lookout as it stands. */
export const createLookout = (lookoutId: number, more: Partial<LookoutProperties> = {}): LookoutFeature => ({
  type: 'Feature',
  id: lookoutId,
  geometry: { type: 'Point', coordinates: [118.35 + lookoutId / 100, 34.37] },
  properties: {
    lookoutId,
    number: lookoutId,
    name: { zh: `岗 ${lookoutId}`, en: `Post ${lookoutId}` },
    branchId: 1,
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 420,
    dutyEndMinute: 1260,
    onDuty: true,
    noticeBoardInspectedOn: null,
    siteReason: null,
    supplies: null,
    version: lookoutId,
    ...more,
  },
});
