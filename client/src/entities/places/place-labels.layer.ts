import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MapPalette } from '../../map/palette.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

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

/** Whether a place's position is a nominal one, which must not pass for surveyed. */
function isNominal({ confidence }: Place): boolean {
  return confidence === 'low' || confidence === 'very-low';
}

/** At city zoom a nominal place is named only where no other name is within this: there it is the only one of its area. */
const LONELY_METERS = 7_000;

/** The places named at a zoom: all close up; over the city the well-placed ones, and nominal ones where there is no other. */
export function findLabelledPlaces(places: readonly Place[], zoom: number): readonly Place[] {
  if (zoom >= ZOOM_STOPS.nominalPlaces) return places;
  const shown = places.filter((place) => !isNominal(place));
  for (const place of places.filter(isNominal)) {
    const [lng, lat] = place.position;
    if (shown.every(({ position }) => haversineDistanceMeters(position[0], position[1], lng, lat) > LONELY_METERS))
      shown.push(place);
  }
  return shown;
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
    getSize: (place) => (isNominal(place) ? 11 : isCity ? 13 : 15),
    getColor: (place) => (isNominal(place) ? [...palette.textSoft, 170] : [...palette.text, isCity ? 245 : 215]),
    getPixelOffset: isCity ? [0, -8] : [0, 0],
    updateTriggers: { getText: language, getColor: [palette, isCity], getSize: isCity },
  });
}
