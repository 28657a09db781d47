import type { LngLat } from '../../schemas/geometry.ts';
import type { PlaceOrder } from '../../schemas/incident-import.ts';
import { readPlaceText } from './read-place-text.ts';

/** Gathers what a column of places says of the order of its numbers. */
export interface PlaceOrderEvidence {
  add(text: string): void;
  /** The order under which more places lie where they are expected; without a difference the one that some number proves, or that is usual for how they are written. */
  decide(): PlaceOrder;
}

/** No latitude is larger. */
const MOST_LATITUDE = 90;

/** `isExpected` tells whether a place, longitude (or east) first, lies in the jurisdiction. */
export function createPlaceOrderEvidence(isExpected: (place: LngLat) => boolean): PlaceOrderEvidence {
  let [plain, turned, provesPlain, provesTurned, xFirst, read] = [0, 0, 0, 0, 0, 0];
  return {
    add(text) {
      const place = readPlaceText(text);
      // What says its own order says nothing of the others.
      if (!place || place.order !== null) return;
      read++;
      if (place.isXFirst) xFirst++;
      if (isExpected([place.first, place.second])) plain++;
      if (isExpected([place.second, place.first])) turned++;
      if (Math.abs(place.first) > MOST_LATITUDE && Math.abs(place.second) <= MOST_LATITUDE) provesPlain++;
      if (Math.abs(place.second) > MOST_LATITUDE && Math.abs(place.first) <= MOST_LATITUDE) provesTurned++;
    },
    decide() {
      if (plain !== turned) return plain > turned ? 'lng-lat' : 'lat-lng';
      if (provesPlain !== provesTurned) return provesPlain > provesTurned ? 'lng-lat' : 'lat-lng';
      return xFirst * 2 >= read ? 'lng-lat' : 'lat-lng';
    },
  };
}
