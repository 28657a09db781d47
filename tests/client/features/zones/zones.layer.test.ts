import { describe, expect, it } from 'vitest';
import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { sortLayers } from '../../../../client/src/map/drawn-layers.store.ts';
import { NEAR_REPEAT_BANDS, createNearRepeatLayers } from '../../../../client/src/features/zones/near-repeat.layer.ts';
import {
  ZONE_BANDS,
  createZoneLayers,
  findRing,
  paintCells,
  pickNumbered,
} from '../../../../client/src/features/zones/zones.layer.ts';
import { PALETTES } from '../../../../client/src/map/palette.ts';
import {
  colorCells,
  countColor,
  emergingColor,
  giStarColor,
} from '../../../../client/src/features/zones/zone-colors.ts';

const palette = PALETTES.dark;
const ring = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const cells: DrawnCells = {
  rings: Float64Array.from([...ring, ...ring.map((value) => value + 2), ...ring.map((value) => value + 4)]),
  vertices: 5,
  counts: Float64Array.of(9, 1, 4),
  bins: Int8Array.of(3, 0, -1),
  z: Float64Array.of(5, 0, -2),
  q: Float64Array.of(0.001, 0.9, 0.09),
  tooFew: Uint8Array.of(0, 1, 0),
  moran: null,
  emerging: null,
};
const zone = (rank: number, lng = rank): FoundZone => ({
  rank,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
  labelPoint: [lng, 0.5],
  areaSquareMeters: 1,
  incidentCount: 1,
  evidence: { kind: 'dbscan', corePoints: 1 },
});
const countIn = (layers: ReturnType<typeof createZoneLayers>, id: string): number | undefined =>
  (layers.find((layer) => layer.id === id)?.props.data as { length: number } | undefined)?.length;

describe('colours of cells', () => {
  it('are none where too few events forbid a verdict', () => {
    const colors = colorCells(cells, 'gi-star', palette, 'dark');
    expect(colors[1]![3]).toBe(0);
    expect(colors[0]!.slice(0, 3)).toEqual(palette.hotCells[2]);
    expect(colors[2]!.slice(0, 3)).toEqual(palette.coldCells[0]);
  });

  it('hardly show what is not significant, and keep hot from cold', () => {
    expect(giStarColor(0, palette)[3]).toBeLessThan(40);
    expect(emergingColor('none', palette)[3]).toBeLessThan(40);
    for (const theme of ['dark', 'light'] as const) {
      for (const bin of [1, 2, 3]) {
        const [hotRed, , hotBlue] = giStarColor(bin, PALETTES[theme]);
        const [coldRed, , coldBlue] = giStarColor(-bin, PALETTES[theme]);
        expect(hotRed).toBeGreaterThan(hotBlue);
        expect(coldBlue).toBeGreaterThan(coldRed);
      }
    }
  });

  it('step back outside the zones', () =>
    expect(countColor(0.5, false, 'dark')[3]).toBeLessThan(countColor(0.5, true, 'dark')[3]));
});

describe('createZoneLayers', () => {
  const painted = paintCells(cells, 'gi-star', palette, 'dark');
  const create = (more: Partial<Parameters<typeof createZoneLayers>[0]> = {}) =>
    createZoneLayers(
      {
        zones: [zone(1), zone(2)],
        cells: painted,
        cellInFocus: null,
        surface: null,
        otherBandwidths: [],
        hoveredRank: null,
        openRank: null,
        zoom: 12,
        ...more,
      },
      palette,
    );

  it('has a place in the order for each layer, cells below outlines below numbers', () => {
    expect(sortLayers([{ rank: 0, layers: create(), bands: ZONE_BANDS }]).map(({ id }) => id)).toEqual([
      'zone-cells',
      'zone-cells-too-few',
      'zone-other-bandwidths',
      'zone-fills',
      'zone-outlines',
      'zone-cell-focus',
      'zone-ranks',
    ]);
  });

  it('fills what is pointed at only, and numbers no more than can be read', () => {
    const layers = create({ zones: Array.from({ length: 90 }, (_, i) => zone(i + 1)), hoveredRank: 80 });
    expect([countIn(layers, 'zone-fills'), countIn(layers, 'zone-outlines'), countIn(layers, 'zone-ranks')]).toEqual([
      1, 90, 41,
    ]);
  });

  it('numbers the first of those whose numbers would cover each other, the others once they are apart', () => {
    // 0.02° are 15 pixels at zoom 9, 29 at zoom 10.
    const near = [zone(1, 10), zone(2, 10.02), zone(3, 10.04)];
    const numbered = (zoom: number, pointed = 0): number[] =>
      pickNumbered(near, zoom, ({ rank }) => rank === pointed).map(({ rank }) => rank);
    expect([numbered(9), numbered(9, 2), numbered(10)]).toEqual([
      [1, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('lays cells out a vertex at a time, and hatches those that cannot be told', () => {
    expect(painted.startIndices).toEqual(Uint32Array.of(0, 5, 10, 15));
    expect(painted.colors).toHaveLength(3 * 5 * 4);
    expect([...painted.colors.subarray(0, 4)]).toEqual([...painted.colors.subarray(16, 20)]);
    expect(painted.tooFew).toEqual([findRing(cells, 1)]);
    expect(countIn(create(), 'zone-cells-too-few')).toBe(1);
  });

  it('draws no cells and no surface where there are none', () =>
    expect(create({ cells: null }).map(({ id }) => id)).not.toContain('zone-cells'));
});

describe('createNearRepeatLayers', () => {
  const watches = [1, 2, 3].map((lng) => ({
    position: [lng, 1] as const,
    earlierPosition: [lng, 2] as const,
    until: 'until 2 Dec',
  }));
  const create = (more: Partial<Parameters<typeof createNearRepeatLayers>[0]> = {}) =>
    createNearRepeatLayers({ watches, radiusMeters: 100, hoveredWatch: null, showsDates: false, ...more }, palette);

  it('has a place in the order', () =>
    expect(sortLayers([{ rank: 0, layers: create(), bands: NEAR_REPEAT_BANDS }]).map(({ id }) => id)).toEqual([
      'near-repeat-rings',
      'near-repeat-links',
      'near-repeat-places',
      'near-repeat-dates',
    ]));

  it('writes dates close up, and that of the row under the pointer', () => {
    expect([
      countIn(create(), 'near-repeat-dates'),
      countIn(create({ hoveredWatch: 1 }), 'near-repeat-dates'),
      countIn(create({ showsDates: true }), 'near-repeat-dates'),
    ]).toEqual([0, 1, 3]);
  });
});
