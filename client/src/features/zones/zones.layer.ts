import type { Layer } from '@deck.gl/core';
import { BitmapLayer, PathLayer, PolygonLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { DensitySurface } from '@liaowang/shared/schemas/hotspot';
import type { MapPalette, Theme } from '../../map/palette.ts';
import { colorCells, type CellMeaning } from './zone-colors.ts';
import { interpolateStops } from '../../map/zoom-stops.ts';
import { HatchExtension } from '../../map/hatch.extension.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const ZONE_BANDS: LayerBands = {
  'zone-surface': 'zones',
  'zone-cells': 'zones',
  'zone-cells-too-few': 'zones',
  'zone-other-bandwidths': 'grounds',
  'zone-fills': 'grounds',
  'zone-outlines': 'grounds',
  'zone-cell-focus': 'grounds',
  'zone-ranks': 'names',
};

/** Zones that get a number on the map, at most. */
const NUMBERED_ZONES = 40;
/** Room of a number of two digits; pixels. */
const NUMBER_ROOM = { width: 19, height: 15 } as const;
/** Pixels of the Web Mercator world at zoom 0. */
const WORLD_PIXELS = 512;
/** Close up one zone fills the screen: there surface and cells step back behind the streets. */
const FILL_OPACITY_STOPS = [
  [12, 1],
  [14, 0.5],
  [16, 0.25],
] as const;
/** From the city's zoom down to here numbers stand below the middle of their zones, where the towns' names are. */
const NAMES_APART_ZOOM = 12;
const hatch = new HatchExtension();

/** Cells with their colours, ready for the GPU; made once an answer and theme. */
export interface PaintedCells {
  length: number;
  startIndices: Uint32Array;
  /** Two numbers a vertex. */
  rings: Float64Array;
  /** Four bytes a vertex. */
  colors: Uint8Array;
  /** Rings of the cells in which too few events forbid a verdict. */
  tooFew: Float64Array[];
}

/** Lays the cells out for {@link createZoneLayers}. */
export function paintCells(cells: DrawnCells, meaning: CellMeaning, palette: MapPalette, theme: Theme): PaintedCells {
  const length = cells.counts.length;
  const { vertices, rings } = cells;
  const colors = new Uint8Array(length * vertices * 4);
  colorCells(cells, meaning, palette, theme).forEach((color, cell) => {
    for (let vertex = 0; vertex < vertices; vertex++) colors.set(color, (cell * vertices + vertex) * 4);
  });
  const tooFew: Float64Array[] = [];
  cells.tooFew.forEach((isTooFew, cell) => {
    if (isTooFew) tooFew.push(findRing(cells, cell));
  });
  return {
    length,
    startIndices: Uint32Array.from({ length: length + 1 }, (_, cell) => cell * vertices),
    rings,
    colors,
    tooFew,
  };
}

/** Ring of one drawn cell, interleaved lng, lat. */
export function findRing({ rings, vertices }: Pick<DrawnCells, 'rings' | 'vertices'>, cell: number): Float64Array {
  return rings.subarray(cell * vertices * 2, (cell + 1) * vertices * 2);
}

/** What the zones tab shows. */
export interface ZonesPicture {
  zones: readonly FoundZone[];
  cells: PaintedCells | null;
  /** Ring of the cell under the pointer. */
  cellInFocus: Float64Array | null;
  surface: { image: ImageData; corners: DensitySurface['corners'] } | null;
  /** The zones at other bandwidths. */
  otherBandwidths: readonly PolygonGeometry[];
  hoveredRank: number | null;
  openRank: number | null;
  zoom: number;
}

/** The zones whose numbers do not cover each other at this zoom, the first ones first; those that are pointed at in any case. */
export function pickNumbered(
  zones: readonly FoundZone[],
  zoom: number,
  isPointed: (zone: FoundZone) => boolean,
): FoundZone[] {
  const scale = WORLD_PIXELS * 2 ** zoom;
  const taken: Array<readonly [x: number, y: number]> = [];
  return zones.filter((zone) => {
    const [lng, lat] = zone.labelPoint;
    const [x, y] = [(lng / 360) * scale, (Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * scale];
    const isFree =
      zone.rank <= NUMBERED_ZONES &&
      !taken.some(
        ([otherX, otherY]) => Math.abs(x - otherX) < NUMBER_ROOM.width && Math.abs(y - otherY) < NUMBER_ROOM.height,
      );
    if (isFree) taken.push([x, y]);
    return isFree || isPointed(zone);
  });
}

/** The layers of what was found: surface or cells below, zones with their numbers above. */
export function createZoneLayers(
  { zones, cells, cellInFocus, surface, otherBandwidths, hoveredRank, openRank, zoom }: ZonesPicture,
  palette: MapPalette,
): Layer[] {
  const isPointed = ({ rank }: FoundZone): boolean => rank === hoveredRank || rank === openRank;
  const pointed = zones.filter(isPointed);
  const rings = zones.flatMap((zone) => zone.geometry.coordinates.map((path) => ({ path, zone })));
  const pointedKey = [palette, hoveredRank, openRank];
  return [
    ...(surface ? [createSurface(surface, zoom)] : []),
    ...(cells ? createCells(cells, interpolateStops(FILL_OPACITY_STOPS, zoom), palette) : []),
    new PathLayer<[number, number][]>({
      id: 'zone-other-bandwidths',
      data: otherBandwidths.flatMap(({ coordinates }) => coordinates),
      getPath: (path) => path,
      getColor: [...palette.textSoft, 200],
      getWidth: 1,
      widthUnits: 'pixels',
      updateTriggers: { getColor: palette },
    }),
    new PolygonLayer<FoundZone>({
      id: 'zone-fills',
      data: pointed,
      getPolygon: ({ geometry }) => geometry.coordinates,
      stroked: false,
      getFillColor: [...palette.zone, 34],
      updateTriggers: { getFillColor: palette },
    }),
    new PathLayer<(typeof rings)[number]>({
      id: 'zone-outlines',
      data: rings,
      getPath: ({ path }) => path,
      getColor: ({ zone }) => (isPointed(zone) ? [...palette.selection, 255] : [...palette.zone, 220]),
      getWidth: ({ zone }) => (isPointed(zone) ? 2.6 : 1.5),
      widthUnits: 'pixels',
      jointRounded: true,
      updateTriggers: { getColor: pointedKey, getWidth: pointedKey },
    }),
    new PathLayer<Float64Array>({
      id: 'zone-cell-focus',
      data: cellInFocus ? [cellInFocus] : [],
      getPath: (ring) => ring,
      positionFormat: 'XY',
      getColor: [...palette.selection, 255],
      getWidth: 1.6,
      widthUnits: 'pixels',
      updateTriggers: { getColor: palette },
    }),
    new TextLayer<FoundZone>({
      ...textStyle(palette, 600),
      id: 'zone-ranks',
      data: pickNumbered(zones, zoom, isPointed),
      getText: ({ rank }) => String(rank),
      getPosition: ({ labelPoint: [lng, lat] }) => [lng, lat],
      getPixelOffset: [0, zoom < NAMES_APART_ZOOM ? 15 : 0],
      getSize: (zone) => (isPointed(zone) ? 16 : 12.5),
      getColor: (zone) => [...(isPointed(zone) ? palette.selection : palette.zone), 255],
      updateTriggers: { getSize: pointedKey, getColor: pointedKey },
    }),
  ];
}

function createSurface({ image, corners }: NonNullable<ZonesPicture['surface']>, zoom: number): Layer {
  const [northWest, northEast, southEast, southWest] = corners as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  return new BitmapLayer({
    id: 'zone-surface',
    image,
    opacity: interpolateStops(FILL_OPACITY_STOPS, zoom),
    // deck wants south-west, north-west, north-east, south-east.
    bounds: [southWest, northWest, northEast, southEast],
    textureParameters: {
      minFilter: 'linear',
      magFilter: 'linear',
      addressModeU: 'clamp-to-edge',
      addressModeV: 'clamp-to-edge',
    },
  });
}

function createCells(
  { length, startIndices, rings, colors, tooFew }: PaintedCells,
  opacity: number,
  palette: MapPalette,
): Layer[] {
  return [
    new SolidPolygonLayer({
      id: 'zone-cells',
      opacity,
      data: {
        length,
        startIndices,
        attributes: {
          getPolygon: { value: rings, size: 2 },
          getFillColor: { value: colors, size: 4, normalized: true },
        },
      },
      positionFormat: 'XY',
      _normalize: false,
    }),
    new SolidPolygonLayer<Float64Array>({
      id: 'zone-cells-too-few',
      data: tooFew,
      getPolygon: (ring) => ring,
      positionFormat: 'XY',
      extensions: [hatch],
      getFillColor: [...palette.textSoft, 120],
      updateTriggers: { getFillColor: palette },
    }),
  ];
}
