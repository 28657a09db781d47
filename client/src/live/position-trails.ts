import { DEGREES_PER_STEP, MILLISECONDS_PER_STEP } from '@liaowang/shared/contract/position-frame';
import type { PositionBuffer } from './position-buffer.ts';
import { NO_KIND, STATE_INDEX } from './unit-slots.ts';

/** What a trail keeps. */
export const TRAIL = {
  /** Fixes a unit: at one every 5 s and 15 m and more apart this is the last minute or two of a bus, more of a walker. */
  fixes: 16,
  /** Degrees (about 15 m): a unit that stands still must not fill its trail with jitter. */
  minStepDegrees: 0.000_14,
  /** Older fixes have faded away. */
  maxAgeMs: 10 * 60_000,
  /** Degrees (about 1 km): no line is drawn across a silence. */
  maxGapDegrees: 0.01,
} as const;

/** Line segments for the GPU: degrees, and 0–1 how much of each segment is left. */
export interface TrailSegments {
  length: number;
  sources: Float64Array;
  targets: Float64Array;
  colors: Uint8ClampedArray;
}

/** Remembers each unit's last fixes while somebody looks at trails. */
export interface PositionTrails {
  /** Takes in the buffer's newest fixes: call it after it changed. */
  observe(): void;
  /** The segments of all trails; `toColor` gives the colour of a kind. */
  toSegments(
    serverMs: number,
    toColor: (kind: number) => readonly [number, number, number],
    isShown: (kind: number) => boolean,
  ): TrailSegments;
}

/** Trails of a buffer's units, empty at first. */
export function createPositionTrails(buffer: PositionBuffer): PositionTrails {
  // A ring of fixes a slot: lng, lat and time.
  let capacity = 0;
  let lngs = new Float64Array(0);
  let lats = new Float64Array(0);
  let times = new Float64Array(0);
  let heads = new Uint32Array(0);
  let lengths = new Uint8Array(0);
  let observedVersion = -1;

  function grow(slotCount: number): void {
    const copy = <T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    capacity = slotCount;
    lngs = copy(lngs, new Float64Array(capacity * TRAIL.fixes));
    lats = copy(lats, new Float64Array(capacity * TRAIL.fixes));
    times = copy(times, new Float64Array(capacity * TRAIL.fixes));
    heads = copy(heads, new Uint32Array(capacity));
    lengths = copy(lengths, new Uint8Array(capacity));
  }

  return {
    observe() {
      const { slots } = buffer;
      if (buffer.version === observedVersion) return;
      observedVersion = buffer.version;
      if (slots.unitIds.length > capacity) grow(slots.unitIds.length);
      for (let slot = 0; slot < slots.count; slot++) {
        const timeMs = slots.timeSteps[slot]! * MILLISECONDS_PER_STEP;
        if (Number.isNaN(timeMs)) {
          lengths[slot] = 0;
          continue;
        }
        const last = slot * TRAIL.fixes + heads[slot]!;
        const lng = slots.lngSteps[slot]! * DEGREES_PER_STEP;
        const lat = slots.latSteps[slot]! * DEGREES_PER_STEP;
        if (lengths[slot]! > 0 && Math.abs(lng - lngs[last]!) + Math.abs(lat - lats[last]!) < TRAIL.minStepDegrees)
          continue;
        const head = (heads[slot]! + 1) % TRAIL.fixes;
        heads[slot] = head;
        lengths[slot] = Math.min(TRAIL.fixes, lengths[slot]! + 1);
        lngs[slot * TRAIL.fixes + head] = lng;
        lats[slot * TRAIL.fixes + head] = lat;
        times[slot * TRAIL.fixes + head] = timeMs;
      }
    },
    toSegments(serverMs, toColor, isShown) {
      const { slots } = buffer;
      const room = slots.count * (TRAIL.fixes - 1);
      const segments: TrailSegments = {
        length: 0,
        sources: new Float64Array(room * 3),
        targets: new Float64Array(room * 3),
        colors: new Uint8ClampedArray(room * 4),
      };
      for (let slot = 0; slot < Math.min(slots.count, capacity); slot++) {
        const kind = slots.kinds[slot]!;
        if (kind === NO_KIND || slots.states[slot] === STATE_INDEX.lost || !isShown(kind)) continue;
        const [red, green, blue] = toColor(kind);
        let newer = slot * TRAIL.fixes + heads[slot]!;
        for (let step = 1; step < lengths[slot]!; step++) {
          const older = slot * TRAIL.fixes + ((heads[slot]! - step + TRAIL.fixes) % TRAIL.fixes);
          const left = 1 - (serverMs - times[older]!) / TRAIL.maxAgeMs;
          if (left <= 0) break;
          if (Math.abs(lngs[newer]! - lngs[older]!) + Math.abs(lats[newer]! - lats[older]!) < TRAIL.maxGapDegrees) {
            const at = segments.length++;
            segments.sources.set([lngs[older]!, lats[older]!, 0], at * 3);
            segments.targets.set([lngs[newer]!, lats[newer]!, 0], at * 3);
            // Fades along the trail as well as with age, so that its direction shows.
            segments.colors.set([red, green, blue, 200 * left * (1 - step / TRAIL.fixes)], at * 4);
          }
          newer = older;
        }
      }
      return segments;
    },
  };
}
