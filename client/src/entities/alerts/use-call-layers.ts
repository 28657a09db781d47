import type { Layer } from '@deck.gl/core';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { useMemo } from 'react';
import { useOpenCalls } from './open-calls.ts';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import { createAlertLayers, type CallMark } from './alerts.layer.ts';
import type { MapPalette } from '../../map/palette.ts';

/** Open calls where their units are drawn at `atMs`; one whose unit never said where it is stands where it was pressed last. */
export function findCallMarks(calls: ReadonlyMap<number, Alert>, buffer: PositionBuffer, atMs: number): CallMark[] {
  return [...calls].flatMap(([unitId, { position, lastPosition, status }]): CallMark[] => {
    const slot = buffer.slotOf(unitId);
    const nowAt =
      slot !== undefined && buffer.fixOf(unitId) ? buffer.gliddenPosition(slot, atMs) : (lastPosition ?? position);
    return nowAt ? [{ raisedAt: position, nowAt, waits: status === 'raised' }] : [];
  });
}

/** The layers of calls for help, as of the frame at `atMs`; they follow their units. */
export function useCallLayers(buffer: PositionBuffer, palette: MapPalette, atMs: number): Layer[] {
  const calls = useOpenCalls();
  return useMemo(() => createAlertLayers(findCallMarks(calls, buffer, atMs), palette), [calls, buffer, palette, atMs]);
}
