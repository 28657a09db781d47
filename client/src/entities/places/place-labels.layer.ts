import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MapPalette } from '../../map/palette.ts';
import { estimateTextWidth } from '../../map/label-obstacles.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import { isSurveyed } from './places.api.ts';

/** Where each layer lies. */
export const PLACE_LABEL_BANDS: LayerBands = {
  'place-labels': 'names',
};

export interface PlaceLabelOptions {
  places: readonly Place[];
  language: Language;
  palette: MapPalette;
  zoom: number;
}

/** At city zoom a nominal place is named only where no other name is within this: there it is the only one of its area. */
const LONELY_METERS = 7_000;

const sizeOf = (place: Place, isCity: boolean): number => (isSurveyed(place) ? (isCity ? 13 : 15) : 11);

/** Of the font's size: a name over the city with the count of units below it. */
const LABEL_HEIGHT = 2.2;

/** Where a name lies over the city, about: left, top, right, bottom in CSS pixels of the world at a zoom. */
function findLabelBox(place: Place, zoom: number, language: Language): [number, number, number, number] {
  const pixelsPerDegree = computePixelsPerDegree(zoom);
  const [lng, lat] = place.position;
  const x = lng * pixelsPerDegree;
  const y = -(Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180 * pixelsPerDegree) / Math.PI;
  const size = sizeOf(place, true);
  const halfWidth = estimateTextWidth(localName(place.name, language), size) / 2;
  const halfHeight = (LABEL_HEIGHT * size) / 2;
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}

/** Height of a place's name at a zoom, pixels of the map. */
export const sizeOfName = (place: Place, zoom: number): number => sizeOf(place, zoom < ZOOM_STOPS.fullMarks);

/** The places named at a zoom: all close up; over the city the well-placed ones, and nominal ones where there is no other, as far as no name covers one before it. */
export function findLabelledPlaces(places: readonly Place[], zoom: number, language: Language): readonly Place[] {
  if (zoom >= ZOOM_STOPS.nominalPlaces) return places;
  const shown = places.filter(isSurveyed);
  for (const place of places.filter((each) => !isSurveyed(each))) {
    const [lng, lat] = place.position;
    if (shown.every(({ position }) => haversineDistanceMeters(position[0], position[1], lng, lat) > LONELY_METERS))
      shown.push(place);
  }
  const taken: Array<ReturnType<typeof findLabelBox>> = [];
  return shown.filter((place) => {
    const box = findLabelBox(place, zoom, language);
    const isFree = taken.every(
      ([left, top, right, bottom]) => box[2] <= left || box[0] >= right || box[3] <= top || box[1] >= bottom,
    );
    if (isFree) taken.push(box);
    return isFree;
  });
}

/** Names of towns, above the units: below them a town core would hide its own name. */
export function createPlaceLabelLayer({ places, language, palette, zoom }: PlaceLabelOptions): Layer {
  const isCity = zoom < ZOOM_STOPS.fullMarks;
  return new TextLayer<Place>({
    ...textStyle(palette, 600),
    id: 'place-labels',
    data: places,
    getText: ({ name }) => localName(name, language),
    getPosition: ({ position }) => position,
    getSize: (place) => sizeOf(place, isCity),
    getColor: (place) => (isSurveyed(place) ? [...palette.text, isCity ? 245 : 215] : [...palette.textSoft, 255]),
    getPixelOffset: isCity ? [0, -8] : [0, 0],
    updateTriggers: { getText: language, getColor: [palette, isCity], getSize: isCity },
  });
}
