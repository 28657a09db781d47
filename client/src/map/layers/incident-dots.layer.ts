import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Rgb } from '../palette.ts';
import { interpolateStops } from '../zoom-stops.ts';

const RADIUS_STOPS = [
  [9, 1.4],
  [12, 2],
  [14, 3],
  [17, 5],
] as const;
/** So many dots are drawn at the strongest alpha; of more, each is fainter, so that density is seen and not a blot. */
const STRONG_COUNT = 3_000;
const STRONG_ALPHA = 210;
const FAINTEST_ALPHA = 44;
/** Beside zones, cells or records, dots are the ground that these stand on. */
const QUIET_FACTOR = 0.4;

/** Positions of dots, interleaved degrees. */
export interface IncidentDots {
  count: number;
  lngLats: Float64Array;
}

/** The places of the incidents at the given indexes. */
export function gatherDots(
  { lngs, lats }: { lngs: Float64Array; lats: Float64Array },
  indexes: Int32Array,
): IncidentDots {
  const lngLats = new Float64Array(indexes.length * 2);
  for (let i = 0; i < indexes.length; i++) {
    lngLats[2 * i] = lngs[indexes[i]!]!;
    lngLats[2 * i + 1] = lats[indexes[i]!]!;
  }
  return { count: indexes.length, lngLats };
}

/** Alpha 0–255 of one of so many dots. */
export function dotAlpha(count: number): number {
  return Math.round(
    Math.max(FAINTEST_ALPHA, Math.min(STRONG_ALPHA, STRONG_ALPHA * Math.sqrt(STRONG_COUNT / Math.max(1, count)))),
  );
}

/** All incidents as dots of one colour, straight from typed arrays; `isQuiet` where something else is looked at. */
export function createIncidentDotsLayer(
  { count, lngLats }: IncidentDots,
  color: Rgb,
  zoom: number,
  isQuiet: boolean,
): Layer {
  return new ScatterplotLayer({
    id: 'incident-dots',
    data: { length: count, attributes: { getPosition: { value: lngLats, size: 2 } } },
    getFillColor: [...color, Math.round(dotAlpha(count) * (isQuiet ? QUIET_FACTOR : 1))],
    getRadius: interpolateStops(RADIUS_STOPS, zoom),
    radiusUnits: 'pixels',
    stroked: false,
    antialiasing: false,
  });
}
