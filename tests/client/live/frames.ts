import { deflateRawSync } from 'node:zlib';
import {
  encodePositionFrame,
  quantizeFix,
  type FrameFix,
  type FrameHeader,
} from '@liaowang/shared/contract/position-frame';
import type { Unit, UnitKind } from '@liaowang/shared/schemas/unit';

/** A fix as tests like to write it: degrees, epoch milliseconds. */
export interface TestFix {
  unitId: number;
  lng: number;
  lat: number;
  fixTimeMs: number;
  speedMetersPerSecond?: number | null;
  headingDegrees?: number | null;
}

/** Encodes frames as the server does: each unit's move as a difference from what it was last announced with. */
export function createFrameSource(epoch = 1) {
  const announced = new Map<number, FrameFix>();
  let seq = 0;
  const encode = (fixes: readonly TestFix[], snapshot: boolean, tickTimeMs: number): Uint8Array => {
    const header: FrameHeader = { epoch, seq: seq + 1, previousSeq: seq, tickTimeMs, snapshot };
    seq++;
    // A snapshot holds everything that was ever announced.
    if (snapshot) announced.clear();
    const moves = fixes
      .toSorted((a, b) => a.unitId - b.unitId)
      .map(({ unitId, speedMetersPerSecond = null, headingDegrees = null, ...rest }) => {
        const fix = quantizeFix({ ...rest, speedMetersPerSecond, headingDegrees });
        const base = snapshot ? undefined : announced.get(unitId);
        announced.set(unitId, fix);
        return { unitId, fix, base };
      });
    return encodePositionFrame(header, moves, (body) => deflateRawSync(body));
  };
  return {
    announced,
    get seq() {
      return seq;
    },
    snapshot: (fixes: readonly TestFix[], tickTimeMs: number) => encode(fixes, true, tickTimeMs),
    moved: (fixes: readonly TestFix[], tickTimeMs: number) => encode(fixes, false, tickTimeMs),
  };
}

export function createUnit(id: number, kind: UnitKind = 'bus'): Unit {
  return {
    id,
    name: { zh: `单位 ${id}`, en: `Unit ${id}` },
    kind,
    branchId: null,
    detectionRangeMeters: 100,
    contactInterval: null,
    refusals: [],
  };
}
