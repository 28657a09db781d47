import { describe, expect, it } from 'vitest';
import { sortLayers } from '../../../../client/src/map/drawn-layers.store.ts';
import {
  COVERAGE_AREA_BANDS,
  createAreaLayers,
} from '../../../../client/src/features/coverage/coverage-areas.layer.ts';
import { PALETTES } from '../../../../client/src/map/palette.ts';

const ring: [number, number][] = [
  [118, 34],
  [118.1, 34],
  [118.1, 34.1],
  [118, 34],
];
const polygon = { type: 'Polygon' as const, coordinates: [ring] };
const create = (more: Partial<Parameters<typeof createAreaLayers>[0]> = {}) =>
  createAreaLayers({
    branches: [{ geometry: polygon }],
    chosen: null,
    gapShape: null,
    gapPlace: null,
    palette: PALETTES.dark,
    ...more,
  });
const countIn = (layers: ReturnType<typeof create>) =>
  Object.fromEntries(layers.map(({ id, props }) => [id, (props.data as unknown[]).length]));

describe('createAreaLayers', () => {
  it('draws what is in focus and nothing else', () => {
    expect(countIn(create())).toEqual({ 'branch-borders': 1, 'area-outline': 0, 'gap-focus': 0, 'gap-focus-ring': 0 });
    const focused = create({
      chosen: { geometry: { type: 'MultiPolygon', coordinates: [[ring], [ring]] } },
      gapShape: polygon,
      gapPlace: [118, 34],
    });
    expect(countIn(focused)).toEqual({ 'branch-borders': 1, 'area-outline': 1, 'gap-focus': 1, 'gap-focus-ring': 1 });
  });

  it('has a band for each layer: borders under key areas, the ring above every mark', () => {
    const layers = create();
    expect(sortLayers([{ rank: 0, layers, bands: COVERAGE_AREA_BANDS }]).map(({ id }) => id)).toEqual([
      'branch-borders',
      'area-outline',
      'gap-focus',
      'gap-focus-ring',
    ]);
  });
});
