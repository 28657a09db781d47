import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const ALERT_BANDS: LayerBands = {
  'alert-links': 'calls',
  'alert-places': 'calls',
  'alert-rims': 'calls',
  alerts: 'calls',
  'alert-labels': 'handles',
};

/** A call for help on the map, degrees `[lng, lat]`. */
export interface CallMark {
  /** Where the button was pressed first; null = nobody knows. */
  raisedAt: [number, number] | null;
  /** Where the caller is: its unit's mark, as it glides. */
  nowAt: [number, number];
  /** Nobody took it yet. */
  waits: boolean;
}

/** CSS pixels. The ring is clear of the unit's mark within it. */
const RING = { radius: 15, outerRadius: 21, placeRadius: 5.5, labelOffset: 32 } as const;

/**
 * Calls for help, the only thing on the map that is red: rings around the caller's mark with `SOS` below them, filled and
 * doubled while nobody took the call; a small ring where the button was pressed, and a line from there.
 */
export function createAlertLayers(calls: readonly CallMark[], palette: MapPalette): Layer[] {
  const pressed = calls.filter((call): call is CallMark & { raisedAt: [number, number] } => call.raisedAt !== null);
  const getPosition = ({ nowAt }: CallMark): [number, number] => nowAt;
  return [
    new PathLayer<(typeof pressed)[number]>({
      id: 'alert-links',
      data: pressed,
      getPath: ({ raisedAt, nowAt }) => [raisedAt, nowAt],
      getColor: [...palette.sos, 150],
      widthUnits: 'pixels',
      getWidth: 1.5,
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<(typeof pressed)[number]>({
      id: 'alert-places',
      data: pressed,
      getPosition: ({ raisedAt }) => raisedAt,
      getRadius: RING.placeRadius,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 220],
      getLineColor: [...palette.sos, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new ScatterplotLayer<CallMark>({
      id: 'alert-rims',
      data: calls.filter(({ waits }) => waits),
      getPosition,
      getRadius: RING.outerRadius,
      radiusUnits: 'pixels',
      stroked: true,
      filled: false,
      getLineColor: [...palette.sos, 170],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      updateTriggers: { getLineColor: palette },
    }),
    new ScatterplotLayer<CallMark>({
      id: 'alerts',
      data: calls,
      getPosition,
      getRadius: RING.radius,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: ({ waits }) => [...palette.sos, waits ? 70 : 0],
      getLineColor: [...palette.sos, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 3,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new TextLayer<CallMark>({
      ...textStyle(palette, 600),
      id: 'alert-labels',
      data: calls,
      getText: () => 'SOS',
      getPosition,
      getColor: [...palette.sos, 255],
      getSize: 13,
      getPixelOffset: [0, RING.labelOffset],
      updateTriggers: { getColor: palette },
    }),
  ];
}
