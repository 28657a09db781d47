import type { PositionBuffer } from '../../live/position-buffer.ts';
import { NO_KIND, STATE_INDEX } from '../../live/unit-slots.ts';
import { HIT_RADIUS_PIXELS, measurePixels, type Hit, type Pointer } from '../../map/hit-test.ts';

/**
 * The nearest unit within {@link HIT_RADIUS_PIXELS}, found in the columns that the marks are drawn from: 100,000 units
 * take well under a millisecond. Bit k of `visibleKinds` set = units of kind k are shown.
 */
export function findUnitUnder(buffer: PositionBuffer, visibleKinds: number, pointer: Pointer): Hit | null {
  const { slots, origin } = buffer;
  // A glide never leaves the box of its two ends, so only units whose box is near need the exact place.
  const x = pointer.lngLat[0] - origin[0];
  const y = pointer.lngLat[1] - origin[1];
  const reachX = HIT_RADIUS_PIXELS / pointer.pixelsPerLng;
  const reachY = HIT_RADIUS_PIXELS / pointer.pixelsPerLat;
  let best: Hit | null = null;
  let bestPixels = HIT_RADIUS_PIXELS;
  for (let slot = 0; slot < slots.count; slot++) {
    const at = slot * 4;
    const fromX = slots.glides[at]!;
    const toX = slots.glides[at + 2]!;
    if ((fromX < x - reachX && toX < x - reachX) || (fromX > x + reachX && toX > x + reachX)) continue;
    const fromY = slots.glides[at + 1]!;
    const toY = slots.glides[at + 3]!;
    if ((fromY < y - reachY && toY < y - reachY) || (fromY > y + reachY && toY > y + reachY)) continue;
    const kind = slots.kinds[slot]!;
    if (kind === NO_KIND || slots.states[slot] === STATE_INDEX.off || ((visibleKinds >> kind) & 1) === 0) continue;
    const pixels = measurePixels(buffer.gliddenPosition(slot, pointer.nowMs), pointer);
    if (pixels > bestPixels) continue;
    bestPixels = pixels;
    best = { target: { kind: 'unit', id: slots.unitIds[slot]! }, pixels };
  }
  return best;
}
