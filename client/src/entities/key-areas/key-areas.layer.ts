import type { Layer } from '@deck.gl/core';
import { PolygonLayer, TextLayer } from '@deck.gl/layers';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MapPalette } from '../../map/palette.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const KEY_AREA_BANDS: LayerBands = {
  'key-areas': 'grounds',
  'key-area-names': 'names',
};

export interface KeyAreaOptions {
  keyAreas: readonly KeyArea[];
  selectedId: number | null;
  hoveredId: number | null;
  language: Language;
  palette: MapPalette;
  zoom: number;
}

/** Of an outline at rest: 3 : 1 on the ground, and no more. */
export const OUTLINE_ALPHA = 200;

/** CSS pixels across from which an area has room for its name. */
const NAMED_FROM_PIXELS = 90;

type Ring = ReadonlyArray<readonly [number, number]>;

function findLngExtent(ring: Ring): [west: number, east: number] {
  return ring.reduce<[number, number]>(
    ([west, east], [lng]) => [Math.min(west, lng), Math.max(east, lng)],
    [Infinity, -Infinity],
  );
}

/** The middle of the northern edge of a ring's box: where its name stands clear of what is inside. */
function findNamePosition(ring: Ring): [number, number] {
  const [west, east] = findLngExtent(ring);
  return [(west + east) / 2, Math.max(...ring.map(([, lat]) => lat))];
}

function hasRoomForName({ geometry }: KeyArea, zoom: number): boolean {
  const [west, east] = findLngExtent(geometry.coordinates[0] ?? []);
  return (east - west) * computePixelsPerDegree(zoom) >= NAMED_FROM_PIXELS;
}

/** Outlines of the key areas, hardly filled, with the names of those that have room for one. */
export function createKeyAreaLayers({
  keyAreas,
  selectedId,
  hoveredId,
  language,
  palette,
  zoom,
}: KeyAreaOptions): Layer[] {
  const emphasis = [selectedId, hoveredId];
  return [
    new PolygonLayer<KeyArea>({
      id: 'key-areas',
      data: keyAreas,
      stroked: true,
      filled: true,
      getPolygon: ({ geometry }) => geometry.coordinates,
      getFillColor: ({ id }) => [...palette.keyArea, id === selectedId ? 22 : 6],
      getLineColor: ({ id }) =>
        id === selectedId ? [...palette.selection, 255] : [...palette.keyArea, id === hoveredId ? 255 : OUTLINE_ALPHA],
      getLineWidth: ({ id }) => (id === selectedId ? 2 : 1),
      lineWidthUnits: 'pixels',
      updateTriggers: {
        getFillColor: [palette, selectedId],
        getLineColor: [palette, ...emphasis],
        getLineWidth: selectedId,
      },
    }),
    new TextLayer<KeyArea>({
      ...textStyle(palette),
      id: 'key-area-names',
      data: keyAreas.filter((area) => hasRoomForName(area, zoom)),
      visible: zoom >= ZOOM_STOPS.jurisdictionGaps,
      getText: ({ name }) => localName(name, language),
      getPosition: ({ geometry }) => findNamePosition(geometry.coordinates[0] ?? []),
      getSize: 12,
      getColor: [...palette.keyArea, 235],
      getAlignmentBaseline: 'bottom',
      getPixelOffset: [0, -4],
      updateTriggers: { getText: language, getColor: palette },
    }),
  ];
}
