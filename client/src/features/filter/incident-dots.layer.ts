import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Rgb } from '../../map/palette.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';
import { interpolateStops } from '../../map/zoom-stops.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const INCIDENT_DOT_BANDS: LayerBands = {
  'incident-dots': 'surfaces',
};

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

/** Dots of incidents; those that fall on one pixel are one dot. */
export interface IncidentDots {
  /** How many incidents there are: it says how faint each is. */
  incidentCount: number;
  /** Positions of the dots, interleaved degrees. */
  lngLats: Float64Array;
  /** How many incidents each dot stands for. */
  weights: Uint32Array;
}

/**
 * The dots of the incidents at the given indexes, one for each pixel at `zoom` that any falls on: what is drawn is the
 * same, and a whole city's record costs no more than the pixels it covers.
 */
export function gatherDots(
  { lngs, lats }: { lngs: Float64Array; lats: Float64Array },
  indexes: Int32Array,
  zoom: number,
): IncidentDots {
  const pixelsPerLng = computePixelsPerDegree(zoom);
  const pixelsPerLat = pixelsPerLng / Math.cos(((lats[indexes[0] ?? 0] ?? 0) * Math.PI) / 180);
  const lngLats = new Float64Array(indexes.length * 2);
  const weights = new Uint32Array(indexes.length);
  const columns = new Int32Array(indexes.length);
  const rows = new Int32Array(indexes.length);
  // Open addressing: the number of a pixel's dot, counted from 1; 0 = free.
  const mask = 2 ** Math.ceil(Math.log2(2 * indexes.length + 1)) - 1;
  const dotAt = new Int32Array(mask + 1);
  let count = 0;
  for (const index of indexes) {
    const column = Math.floor(lngs[index]! * pixelsPerLng);
    const row = Math.floor(lats[index]! * pixelsPerLat);
    let at = (Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) >>> 7;
    at &= mask;
    while (dotAt[at] !== 0 && (columns[dotAt[at]! - 1] !== column || rows[dotAt[at]! - 1] !== row))
      at = (at + 1) & mask;
    if (dotAt[at] === 0) {
      columns[count] = column;
      rows[count] = row;
      lngLats[2 * count] = lngs[index]!;
      lngLats[2 * count + 1] = lats[index]!;
      dotAt[at] = ++count;
    }
    weights[dotAt[at]! - 1]!++;
  }
  return { incidentCount: indexes.length, lngLats: lngLats.slice(0, 2 * count), weights: weights.slice(0, count) };
}

/** Alpha 0–255 of one of so many dots. */
export function dotAlpha(count: number): number {
  return Math.round(
    Math.max(FAINTEST_ALPHA, Math.min(STRONG_ALPHA, STRONG_ALPHA * Math.sqrt(STRONG_COUNT / Math.max(1, count)))),
  );
}

/** The colour of each dot: as opaque as all its incidents drawn over each other. */
export function colorDots({ incidentCount, weights }: IncidentDots, color: Rgb, isQuiet: boolean): Uint8Array {
  const clear = 1 - (dotAlpha(incidentCount) * (isQuiet ? QUIET_FACTOR : 1)) / 255;
  const colors = new Uint8Array(weights.length * 4);
  for (let i = 0; i < weights.length; i++) {
    colors.set(color, 4 * i);
    colors[4 * i + 3] = Math.round(255 * (1 - clear ** weights[i]!));
  }
  return colors;
}

/** All incidents as dots of one colour, straight from typed arrays; `isQuiet` where something else is looked at. */
export function createIncidentDotsLayer(dots: IncidentDots, color: Rgb, zoom: number, isQuiet: boolean): Layer {
  return new ScatterplotLayer({
    id: 'incident-dots',
    data: {
      length: dots.weights.length,
      attributes: {
        getPosition: { value: dots.lngLats, size: 2 },
        getFillColor: { value: colorDots(dots, color, isQuiet), size: 4, normalized: true },
      },
    },
    getRadius: interpolateStops(RADIUS_STOPS, zoom),
    radiusUnits: 'pixels',
    stroked: false,
    antialiasing: false,
  });
}
