import { MAX_FRAME_AGE_MS, quantizeFix, type FrameFix, type FrameMove } from '@liaowang/shared/contract/position-frame';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';

/** A unit on the live map: its newest committed fix, and what viewers were last told. */
interface LiveUnit {
  unit: RegisteredUnit;
  newest: StoredFix | null;
  announced: FrameFix | undefined;
  moved: boolean;
}

/**
 * Where every unit is, by its newest committed fix. Kept in memory: one entry a unit, so its size is bounded by the
 * register. Fixes that are not newer than what it holds change nothing.
 */
export interface LivePicture {
  /** Adds units, or changes what is known of them. */
  setUnits(units: readonly RegisteredUnit[]): void;
  applyFix(fix: StoredFix): void;
  unit(unitId: number): RegisteredUnit | undefined;
  unitByDevice(deviceId: string): RegisteredUnit | undefined;
  newest(unitId: number): StoredFix | null;
  /** All units of a branch (null: of the city), by ascending id. */
  units(branchId: number | null): RegisteredUnit[];
  /**
   * The units that moved since the last call, by ascending id, each with what it was last announced with;
   * from now on they count as announced.
   */
  takeMoves(nowMs: number): FrameMove[];
  /** Every announced unit of a branch (null: of the city) as a snapshot's moves. */
  announcedMoves(branchId: number | null): FrameMove[];
}

export function createLivePicture(): LivePicture {
  const byId = new Map<number, LiveUnit>();
  const byDevice = new Map<string, LiveUnit>();
  let moved: LiveUnit[] = [];
  /** Ascending ids, rebuilt when a unit is added. */
  let ordered: LiveUnit[] = [];

  return {
    setUnits(units) {
      for (const unit of units) {
        const known = byId.get(unit.id);
        if (known) {
          byDevice.delete(known.unit.deviceId);
          known.unit = unit;
          byDevice.set(unit.deviceId, known);
        } else {
          const added: LiveUnit = { unit, newest: null, announced: undefined, moved: false };
          byId.set(unit.id, added);
          byDevice.set(unit.deviceId, added);
        }
      }
      ordered = [...byId.values()].toSorted((a, b) => a.unit.id - b.unit.id);
    },
    applyFix(fix) {
      const entry = byId.get(fix.unitId);
      if (!entry || (entry.newest && fix.fixTimeMs <= entry.newest.fixTimeMs)) return;
      entry.newest = fix;
      if (entry.moved) return;
      entry.moved = true;
      moved.push(entry);
    },
    unit: (unitId) => byId.get(unitId)?.unit,
    unitByDevice: (deviceId) => byDevice.get(deviceId)?.unit,
    newest: (unitId) => byId.get(unitId)?.newest ?? null,
    units: (branchId) => ordered.filter(({ unit }) => branchId === null || unit.branchId === branchId).map(({ unit }) => unit),
    takeMoves(nowMs) {
      const moves: FrameMove[] = [];
      for (const entry of moved.toSorted((a, b) => a.unit.id - b.unit.id)) {
        entry.moved = false;
        if (!entry.newest) continue;
        const fix = quantizeFix(entry.newest, nowMs - MAX_FRAME_AGE_MS);
        moves.push({ unitId: entry.unit.id, fix, base: entry.announced });
        entry.announced = fix;
      }
      moved = [];
      return moves;
    },
    announcedMoves: (branchId) =>
      ordered.flatMap(({ unit, announced }) => (announced && (branchId === null || unit.branchId === branchId) ? [{ unitId: unit.id, fix: announced }] : [])),
  };
}
