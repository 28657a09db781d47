import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';

/** A square of about 200 m at 34.37° N. */
export function createRecord(hotspotId: number, part: Partial<HotspotRecord> = {}): HotspotRecord {
  return {
    hotspotId,
    name: `热点 ${hotspotId}`,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [118.35, 34.37],
          [118.352, 34.37],
          [118.352, 34.372],
          [118.35, 34.372],
          [118.35, 34.37],
        ],
      ],
    },
    labelPoint: [118.351, 34.371],
    areaSquareMeters: 41_000,
    status: 'proposed',
    reason: '',
    evidence: {
      method: {
        kind: 'gi-star',
        shape: 'square',
        cellMeters: 500,
        bandMeters: 1_000,
        maxQ: 0.05,
        nullModel: 'negative-binomial',
        minIncidents: 5,
      },
      filter: {
        from: '2026-08-31T16:00:00.000Z',
        to: '2026-11-23T16:00:00.000Z',
        hours: null,
        weekdays: null,
        categories: null,
        severities: null,
        source: 'reported',
      },
      incidentCount: 12,
      areaSquareMeters: 41_000,
      figures: { z: 4.567, p: 0.0000012, q: 0.0213, basis: 'exact', cells: 3 },
    },
    check: null,
    proposedByJob: false,
    owner: null,
    nextReviewOn: null,
    confirmedAt: null,
    createdAt: '2026-11-20T00:00:00.000Z',
    updatedAt: '2026-11-20T00:00:00.000Z',
    version: 1,
    comments: 0,
    attachments: 0,
    ...part,
  };
}
