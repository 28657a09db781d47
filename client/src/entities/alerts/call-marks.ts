import type { CallForHelp } from '@liaowang/shared/schemas/alert';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import type { CallMark } from './alerts.layer.ts';

/** Open calls where their units are drawn at `atMs`; one whose unit never said where it is stands where it was pressed last. */
export function findCallMarks(
  calls: ReadonlyMap<number, CallForHelp>,
  buffer: PositionBuffer,
  atMs: number,
): CallMark[] {
  return [...calls].flatMap(([unitId, { position, detail, status }]): CallMark[] => {
    const slot = buffer.slotOf(unitId);
    const nowAt =
      slot !== undefined && buffer.fixOf(unitId)
        ? buffer.gliddenPosition(slot, atMs)
        : (detail.lastPosition ?? position);
    return nowAt ? [{ raisedAt: position, nowAt, waits: status === 'raised' }] : [];
  });
}
