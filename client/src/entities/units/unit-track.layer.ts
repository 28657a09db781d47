import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Track } from '@liaowang/shared/schemas/position';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';

/** About so many times are written along a track, whatever its length. */
const TIME_LABELS = 8;
/** Silence after which a track is broken: a line through it would show a way that nobody took. */
const GAP_MS = 10 * 60_000;

interface TimedPoint {
  position: [number, number];
  text: string;
}

/** The pieces of a track between silences. */
export function splitTrack({ geometry, properties }: Track): [number, number][][] {
  const pieces: [number, number][][] = [];
  let lastMs = -Infinity;
  geometry.coordinates.forEach((position, index) => {
    const timeMs = parseInstant(properties.coordTimes[index] ?? '');
    if (pieces.length === 0 || timeMs - lastMs > GAP_MS) pieces.push([]);
    pieces.at(-1)!.push(position as [number, number]);
    lastMs = timeMs;
  });
  return pieces;
}

/** Evenly chosen points of a track with their time of day. */
function findTimedPoints({ geometry, properties }: Track, formatTime: (instant: string) => string): TimedPoint[] {
  const last = geometry.coordinates.length - 1;
  const step = Math.max(1, Math.ceil(last / TIME_LABELS));
  const points: TimedPoint[] = [];
  for (let index = 0; index <= last; index += step) {
    points.push({
      position: geometry.coordinates[index] as [number, number],
      text: formatTime(properties.coordTimes[index]!),
    });
  }
  return points;
}

export interface UnitTrackOptions {
  track: Track;
  palette: MapPalette;
  /** Time of day in the city's time zone. */
  formatTime(instant: string): string;
}

/** The track of one unit with times along it. */
export function createUnitTrackLayers({ track, palette, formatTime }: UnitTrackOptions): Layer[] {
  const pieces = splitTrack(track);
  const points = findTimedPoints(track, formatTime);
  const path = {
    data: pieces,
    getPath: (piece: [number, number][]) => piece,
    widthUnits: 'pixels',
    jointRounded: true,
    capRounded: true,
  } as const;
  return [
    new PathLayer({
      ...path,
      id: 'unit-track-casing',
      getWidth: 6,
      getColor: [...palette.halo, 200],
      updateTriggers: { getColor: palette },
    }),
    new PathLayer({
      ...path,
      id: 'unit-track',
      getWidth: 3,
      getColor: [...palette.track, 230],
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<TimedPoint>({
      id: 'unit-track-points',
      data: points,
      getPosition: ({ position }) => position,
      getRadius: 3.5,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 255],
      getLineColor: [...palette.track, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new TextLayer<TimedPoint>({
      ...textStyle(palette),
      id: 'unit-track-times',
      data: points,
      getText: ({ text }) => text,
      getPosition: ({ position }) => position,
      getSize: 11,
      getColor: [...palette.text, 220],
      getTextAnchor: 'end',
      getPixelOffset: [-8, 0],
      updateTriggers: { getColor: palette },
    }),
  ];
}
