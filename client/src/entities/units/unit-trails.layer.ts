import type { Layer } from '@deck.gl/core';
import { LineLayer } from '@deck.gl/layers';
import type { TrailSegments } from '../../live/position-trails.ts';

/** Where units have just been, fading. */
export function createUnitTrailLayer(segments: TrailSegments): Layer {
  return new LineLayer({
    id: 'unit-trails',
    data: {
      length: segments.length,
      attributes: {
        getSourcePosition: { value: segments.sources, size: 3 },
        getTargetPosition: { value: segments.targets, size: 3 },
        getColor: { value: segments.colors, size: 4 },
      },
    },
    getWidth: 2,
    widthUnits: 'pixels',
  });
}
