import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { MapPalette } from '../palette.ts';

/** Calls for help that are not cleared: the only thing on the map that is red. Nobody took it yet = filled. */
export function createAlertLayer(alerts: readonly Alert[], palette: MapPalette): Layer {
  return new ScatterplotLayer<Alert>({
    id: 'alerts',
    data: alerts.filter(({ kind, status, position }) => kind === 'sos' && status !== 'cleared' && position !== null),
    getPosition: ({ position }) => position ?? [0, 0],
    getRadius: 16,
    radiusUnits: 'pixels',
    stroked: true,
    getFillColor: ({ status }) => [...palette.sos, status === 'raised' ? 90 : 0],
    getLineColor: [...palette.sos, 255],
    lineWidthUnits: 'pixels',
    getLineWidth: 3,
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  });
}
