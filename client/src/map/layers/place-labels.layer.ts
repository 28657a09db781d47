import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MapPalette } from '../palette.ts';
import { ZOOM_STOPS } from '../zoom-stops.ts';
import { textStyle } from './text-style.ts';

export interface PlaceLabelOptions {
  places: readonly Place[];
  language: Language;
  palette: MapPalette;
  zoom: number;
}

/** Whether a place's position is a nominal one, which must not pass for surveyed. */
export function isNominal({ confidence }: Place): boolean {
  return confidence === 'low' || confidence === 'very-low';
}

/** The places named at a zoom: nominal ones only close up. */
export function findLabelledPlaces(places: readonly Place[], zoom: number): readonly Place[] {
  return zoom >= ZOOM_STOPS.nominalPlaces ? places : places.filter((place) => !isNominal(place));
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
