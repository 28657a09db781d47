import { useMemo } from 'react';
import { useReducedMotion } from '../../lib/use-reduced-motion.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { LABEL_FRAME, SECOND, useTick } from '../../map/ticks.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { ALERT_BANDS, createAlertLayers } from './alerts.layer.ts';
import { findCallMarks } from './call-marks.ts';
import { useOpenCalls } from './open-calls.ts';

/** The calls for help on the map; they follow their units. */
export function CallsDrawing() {
  const { palette } = useMapTheme();
  const reducedMotion = useReducedMotion();
  const calls = useOpenCalls();
  const secondMs = useTick(SECOND, calls.size > 0);
  const frameMs = useTick(LABEL_FRAME, calls.size > 0 && !reducedMotion);
  const atMs = reducedMotion ? secondMs : Math.max(secondMs, frameMs);
  useDrawLayers(
    useMemo(() => createAlertLayers(findCallMarks(calls, positionBuffer, atMs), palette), [calls, palette, atMs]),
    ALERT_BANDS,
  );
  return null;
}
