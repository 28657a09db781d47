import type { GapFeature } from '@liaowang/shared/schemas/coverage';
import { describe, expect, it } from 'vitest';
import { createPrintLayers } from '../../../../client/src/features/print/print-layers.ts';

const ring: [number, number][] = [
  [118, 34],
  [118.1, 34],
  [118.1, 34.1],
  [118, 34],
];
const gap = (areaId: string): GapFeature => ({
  type: 'Feature',
  id: areaId,
  geometry: { type: 'Polygon', coordinates: [ring] },
  properties: { areaId, name: { zh: '一', en: '' }, areaSquareMeters: 1, labelPoint: [118.05, 34.02] },
});
const options = {
  gaps: [gap('jurisdiction'), gap('key-area:1'), gap('key-area:2'), gap('branch:1')],
  keyAreas: [
    {
      id: 1,
      name: { zh: '一', en: '' },
      code: 'K',
      version: 1,
      kind: 'school' as const,
      branchId: null,
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
    },
  ],
  lookouts: [],
  places: [],
  selectedKeyAreaId: 1,
  atlas: { image: '', mapping: {} },
  language: 'en' as const,
};
const lengthOf = (zoom: number, id: string) =>
  createPrintLayers({ ...options, units: null, zoom }).find((layer) => layer.id === id)?.props.data as
    | unknown[]
    | undefined;

describe('the layers of a printed map', () => {
  it('have ids of their own', () => {
    const ids = createPrintLayers({ ...options, units: null, zoom: 13 }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('hatch the gaps of key areas at every zoom, the rest of the city close up only', () => {
    for (const zoom of [9, 13]) expect(lengthOf(zoom, 'print-gaps')).toHaveLength(2);
    expect(lengthOf(9, 'print-jurisdiction-gaps')).toHaveLength(0);
    expect(lengthOf(13, 'print-jurisdiction-gaps')).toHaveLength(2);
  });

  it('draw units only for who may see them, each where it is', () => {
    expect(lengthOf(13, 'print-units')).toBeUndefined();
    const units = {
      length: 1,
      lngs: Float64Array.of(118.3, 0),
      lats: Float64Array.of(34.3, 0),
      kinds: Uint8Array.of(0, 0),
      detectionRangesMeters: Float32Array.of(50, 0),
    };
    const data = createPrintLayers({ ...options, units, zoom: 13 }).find(({ id }) => id === 'print-units')?.props
      .data as unknown as { length: number; attributes: { getPosition: { value: Float64Array } } };
    expect(data.length).toBe(1);
    expect([...data.attributes.getPosition.value]).toEqual([118.3, 34.3]);
  });
});
