import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import type { Office } from './office.ts';

/** Where each layer lies. */
export const ORGANISATION_BANDS: LayerBands = {
  'office-ground': 'grounds',
  stations: 'posts',
  'branch-seats': 'posts',
  'office-ring': 'selection',
  'office-names': 'names',
};

const SEAT_PIXELS = 7;
const STATION_PIXELS = 4;
const RING_PIXELS = 14;
/** Names of so many stations are drawn; a list of more is named where it is pointed at. */
const MOST_NAMED_STATIONS = 1_000;

export interface OrganisationLayersOptions {
  branches: readonly Office[];
  stations: readonly Office[];
  chosen: Office | null;
  /** That of the chosen one; null = none is known. */
  ground: AreaGeometry | null;
  language: Language;
  palette: MapPalette;
  zoom: number;
}

/** What is named at a zoom. */
function listNamed({ branches, stations, chosen, zoom }: OrganisationLayersOptions): Office[] {
  if (zoom >= ZOOM_STOPS.unitNames && stations.length <= MOST_NAMED_STATIONS) return [...branches, ...stations];
  if (zoom >= ZOOM_STOPS.fullMarks) return [...branches, ...(chosen?.kind === 'station' ? [chosen] : [])];
  return chosen ? [chosen] : [];
}

/** Seats of branches as discs with a ring, stations as small discs; the chosen one ringed, its ground outlined. */
export function createOrganisationLayers(options: OrganisationLayersOptions): Layer[] {
  const { branches, stations, chosen, ground, language, palette } = options;
  const marks = (id: string, data: readonly Office[], radius: number): Layer =>
    new ScatterplotLayer<Office>({
      id,
      data,
      getPosition: ({ position }) => position,
      getRadius: radius,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.keyArea, 255],
      getLineColor: radius === SEAT_PIXELS ? [...palette.text, 255] : [...palette.halo, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: radius === SEAT_PIXELS ? 2 : 1.2,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    });
  return [
    new GeoJsonLayer({
      id: 'office-ground',
      data: ground ?? [],
      getFillColor: [...palette.selection, 16],
      getLineColor: [...palette.selection, 200],
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    marks('stations', stations, STATION_PIXELS),
    marks('branch-seats', branches, SEAT_PIXELS),
    new ScatterplotLayer<Office>({
      id: 'office-ring',
      data: chosen ? [chosen] : [],
      getPosition: ({ position }) => position,
      getRadius: RING_PIXELS,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: [...palette.selection, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getLineColor: palette },
    }),
    new TextLayer<Office>({
      ...textStyle(palette),
      id: 'office-names',
      data: listNamed(options),
      getText: ({ name }) => localName(name, language),
      getPosition: ({ position }) => position,
      getSize: 12,
      getColor: [...palette.text, 240],
      getPixelOffset: [0, 20],
      updateTriggers: { getText: language, getColor: palette },
    }),
  ];
}
