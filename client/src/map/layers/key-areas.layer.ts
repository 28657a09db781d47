import type { Layer } from '@deck.gl/core';
import { PolygonLayer, TextLayer } from '@deck.gl/layers';
import type { KeyArea } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MapPalette } from '../palette.ts';
import { ZOOM_STOPS } from '../zoom-stops.ts';
import { textStyle } from './text-style.ts';

export const KEY_AREAS_ID = 'key-areas';

export interface KeyAreaOptions {
  keyAreas: readonly KeyArea[];
  selectedId: number | null;
  hoveredId: number | null;
  language: Language;
  palette: MapPalette;
  zoom: number;
}

/** The middle of the northern edge of a ring's box: where its name stands clear of what is inside. */
export function findNamePosition(ring: ReadonlyArray<readonly [number, number]>): [number, number] {
  let west = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [(west + east) / 2, north];
}

/** Outlines of the key areas, hardly filled so that they can be clicked, with their names from zoom 12. */
export function createKeyAreaLayers({ keyAreas, selectedId, hoveredId, language, palette, zoom }: KeyAreaOptions): Layer[] {
  const emphasis = [selectedId, hoveredId];
  return [
    new PolygonLayer<KeyArea>({
      id: KEY_AREAS_ID,
      data: keyAreas,
      stroked: true,
      filled: true,
      getPolygon: ({ geometry }) => geometry.coordinates,
      getFillColor: ({ id }) => [...palette.keyArea, id === selectedId ? 22 : 6],
      getLineColor: ({ id }) => (id === selectedId ? [...palette.selection, 255] : [...palette.keyArea, id === hoveredId ? 230 : 90]),
      getLineWidth: ({ id }) => (id === selectedId ? 2 : 1),
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [palette, selectedId], getLineColor: [palette, ...emphasis], getLineWidth: selectedId },
    }),
    new TextLayer<KeyArea>({
      ...textStyle(palette),
      id: 'key-area-names',
      data: keyAreas,
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
