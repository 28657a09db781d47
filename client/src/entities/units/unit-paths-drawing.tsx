import { useMemo } from 'react';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { UNIT_BANDS } from './unit-marks.layer.ts';
import { useTrackLayers } from './use-track-layers.ts';
import { useTrailLayers } from './use-trail-layers.ts';

/** Where units came from: trails of all, the track of one. */
export function UnitPathsDrawing() {
  const trails = useTrailLayers();
  const track = useTrackLayers();
  useDrawLayers(
    useMemo(() => [...trails, ...track], [trails, track]),
    UNIT_BANDS,
  );
  return null;
}
