import { describe, expect, it } from 'vitest';
import { findRecordAt } from '../../../../client/src/workspaces/hotspots/use-record-map-tool.ts';
import { createRecord } from '../../features/records/hotspot-sample.ts';

const small = createRecord(1);
const large = createRecord(2, {
  areaSquareMeters: 4_000_000,
  labelPoint: [118.36, 34.38],
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [118.34, 34.36],
        [118.37, 34.36],
        [118.37, 34.39],
        [118.34, 34.39],
        [118.34, 34.36],
      ],
      [
        [118.344, 34.364],
        [118.346, 34.364],
        [118.346, 34.366],
        [118.344, 34.366],
        [118.344, 34.364],
      ],
    ],
  },
});

describe('findRecordAt', () => {
  it('finds the smallest record around a place, and none in a hole', () => {
    expect(findRecordAt([118.351, 34.371], [large, small], 1)?.hotspotId).toBe(1);
    expect(findRecordAt([118.365, 34.365], [large, small], 1)?.hotspotId).toBe(2);
    expect(findRecordAt([118.345, 34.365], [large, small], 1)).toBeNull();
    expect(findRecordAt([118.3, 34.3], [large, small], 1)).toBeNull();
  });

  it('finds a record that is only a few pixels by its mark', () => {
    // 400 m east of its middle: outside the shape, 4 pixels from the mark at 100 m a pixel.
    expect(findRecordAt([118.3554, 34.371], [small], 100)?.hotspotId).toBe(1);
    expect(findRecordAt([118.3554, 34.371], [small], 10)).toBeNull();
  });
});
