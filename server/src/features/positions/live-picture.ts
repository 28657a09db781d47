import { findUnitInterval } from '@liaowang/shared/analysis/positions/contact-gaps';
import { PLAUSIBILITY_LIMITS } from '@liaowang/shared/analysis/positions/plausibility';
import {
  computeStalenessLimits,
  computeUnitState,
  type StalenessLimits,
} from '@liaowang/shared/analysis/positions/staleness';
import {
  MAX_FRAME_AGE_MS,
  quantizeFix,
  type FrameContact,
  type FrameFix,
  type FrameMove,
} from '@liaowang/shared/contract/position-frame';
import type { RefusedFixes, RegisteredUnit, Unit, UnitState } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';

/** What is known of a unit's device beside where it is; null = not known. Times are epoch milliseconds of our clock. */
export interface UnitSigns {
  /** The last sign of life, with a place or without. */
  contactAtMs: number | null;
  /** When it last said, by a heartbeat, that it still is where its newest fix was. */
  stoodAtMs: number | null;
  batteryPercent: number | null;
  /** The time of the message that told the battery. */
  batteryAtMs: number | null;
  charging: boolean | null;
  chargingAtMs: number | null;
  clockSkewMs: number | null;
  learnedIntervalSeconds: number | null;
  refusals: readonly RefusedFixes[];
}

export const NO_SIGNS: UnitSigns = Object.freeze({
  contactAtMs: null,
  stoodAtMs: null,
  batteryPercent: null,
  batteryAtMs: null,
  charging: null,
  chargingAtMs: null,
  clockSkewMs: null,
  learnedIntervalSeconds: null,
  refusals: Object.freeze([]) as readonly never[],
});

/** A unit on the live map: its newest committed fix and signs of life, and what viewers were last told. */
interface LiveUnit {
  unit: RegisteredUnit;
  newest: StoredFix | null;
  signs: UnitSigns;
  announced: FrameFix | undefined;
  moved: boolean;
  heard: boolean;
}

/**
 * Where every unit is, by its newest committed fix, and when it was last heard. Kept in memory: one entry a unit, so its
 * size is bounded by the register. Fixes that are not newer than what it holds change nothing.
 */
export interface LivePicture {
  /** Adds units, or changes what is known of them. */
  setUnits(units: readonly RegisteredUnit[]): void;
  /** Units that are no more: nothing is told of them from now on. */
  retireUnits(unitIds: readonly number[]): void;
  applyFix(fix: StoredFix): void;
  /** Notes what a committed message said of the device. A message that comes later counts, whatever our clock said then. */
  applySigns(unitId: number, signs: UnitSigns): void;
  unit(unitId: number): RegisteredUnit | undefined;
  newest(unitId: number): StoredFix | null;
  signs(unitId: number): UnitSigns;
  /** From which ages of the last sign of life a unit of the register is stale and lost: by its device's own interval. */
  limits(unitId: number): StalenessLimits;
  /** By the age of the last sign of life. */
  stateOf(unitId: number, nowMs: number): UnitState;
  /** Whether the unit is known to be where its newest fix is: by the fix, or by a heartbeat since, no older than a fresh one. */
  isAtNewest(unitId: number, nowMs: number): boolean;
  /** A unit as anybody may see it who may see units. */
  describe(unit: RegisteredUnit): Unit;
  /** All units of a branch (null: of the city), by ascending id. */
  units(branchId: number | null): RegisteredUnit[];
  /**
   * The units that moved since the last call, by ascending id, each with what it was last announced with, and the signs
   * of life of units that did not; from now on they count as announced.
   */
  takeChanges(nowMs: number): { moves: FrameMove[]; contacts: FrameContact[] };
  /** Every announced unit of a branch (null: of the city) and every sign of life there, as a snapshot's. */
  announced(branchId: number | null): { moves: FrameMove[]; contacts: FrameContact[] };
  /** Our clock was set by `stepMs`: what was heard by the old one is told by the new one. */
  shiftContacts(stepMs: number): void;
}

export function createLivePicture(): LivePicture {
  const byId = new Map<number, LiveUnit>();
  let moved: LiveUnit[] = [];
  let heard: LiveUnit[] = [];
  /** Ascending ids, rebuilt when a unit is added. */
  let ordered: LiveUnit[] = [];

  function noteHeard(entry: LiveUnit): void {
    if (entry.heard) return;
    entry.heard = true;
    heard.push(entry);
  }

  const byUnitId = (a: LiveUnit, b: LiveUnit): number => a.unit.id - b.unit.id;
  const toContact = ({ unit, signs: { contactAtMs } }: LiveUnit): FrameContact[] =>
    contactAtMs === null ? [] : [{ unitId: unit.id, contactAtMs }];
  const intervalOf = ({ unit, signs }: LiveUnit) => findUnitInterval(unit.devices, signs.learnedIntervalSeconds);
  const limitsOf = (entry: LiveUnit) => computeStalenessLimits(entry.unit.kind, intervalOf(entry)?.seconds ?? null);
  const ofBranch = (branchId: number | null) =>
    branchId === null ? ordered : ordered.filter(({ unit }) => unit.branchId === branchId);

  return {
    setUnits(units) {
      for (const unit of units) {
        const known = byId.get(unit.id);
        if (known) {
          known.unit = unit;
        } else {
          byId.set(unit.id, {
            unit,
            newest: null,
            signs: NO_SIGNS,
            announced: undefined,
            moved: false,
            heard: false,
          });
        }
      }
      ordered = [...byId.values()].toSorted(byUnitId);
    },
    retireUnits(unitIds) {
      const gone = new Set(unitIds);
      for (const id of gone) byId.delete(id);
      moved = moved.filter(({ unit }) => !gone.has(unit.id));
      heard = heard.filter(({ unit }) => !gone.has(unit.id));
      ordered = ordered.filter(({ unit }) => !gone.has(unit.id));
    },
    applyFix(fix) {
      const entry = byId.get(fix.unitId);
      if (!entry) return;
      const { newest } = entry;
      // One that lies ahead of the present is of a clock that was wrong since (plausibility.ts).
      const isAhead =
        newest !== null && newest.fixTimeMs > fix.receivedAtMs + PLAUSIBILITY_LIMITS[entry.unit.kind].futureToleranceMs;
      if (newest && !isAhead && fix.fixTimeMs <= newest.fixTimeMs) return;
      entry.newest = fix;
      entry.signs = { ...entry.signs, stoodAtMs: null };
      if (entry.moved) return;
      entry.moved = true;
      moved.push(entry);
    },
    applySigns(unitId, signs) {
      const entry = byId.get(unitId);
      if (!entry) return;
      if (signs.contactAtMs !== entry.signs.contactAtMs) noteHeard(entry);
      entry.signs = signs;
    },
    unit: (unitId) => byId.get(unitId)?.unit,
    newest: (unitId) => byId.get(unitId)?.newest ?? null,
    signs: (unitId) => byId.get(unitId)?.signs ?? NO_SIGNS,
    limits(unitId) {
      const entry = byId.get(unitId);
      // Of one that was retired there may be an alert yet.
      return entry ? limitsOf(entry) : computeStalenessLimits('foot', null);
    },
    stateOf(unitId, nowMs) {
      const entry = byId.get(unitId);
      if (!entry?.newest) return 'off';
      return computeUnitState(limitsOf(entry), nowMs - (entry.signs.contactAtMs ?? entry.newest.fixTimeMs));
    },
    isAtNewest(unitId, nowMs) {
      const entry = byId.get(unitId);
      if (!entry?.newest) return false;
      return (
        nowMs - Math.max(entry.newest.fixTimeMs, entry.signs.stoodAtMs ?? -Infinity) <= limitsOf(entry).staleAfterMs
      );
    },
    describe(unit) {
      const { id, name, kind, branchId, detectionRangeMeters } = unit;
      const signs = byId.get(id)?.signs ?? NO_SIGNS;
      return {
        id,
        name,
        kind,
        branchId,
        detectionRangeMeters,
        contactInterval: findUnitInterval(unit.devices, signs.learnedIntervalSeconds),
        refusals: [...signs.refusals],
      };
    },
    units: (branchId) => ofBranch(branchId).map(({ unit }) => unit),
    takeChanges(nowMs) {
      const moves: FrameMove[] = [];
      for (const entry of moved.toSorted(byUnitId)) {
        if (!entry.newest) continue;
        const fix = quantizeFix(entry.newest, nowMs - MAX_FRAME_AGE_MS);
        moves.push({ unitId: entry.unit.id, fix, base: entry.announced });
        entry.announced = fix;
      }
      // Who moved was heard at the tick: that needs no telling.
      const contacts = heard
        .filter((entry) => !entry.moved)
        .toSorted(byUnitId)
        .flatMap(toContact);
      for (const entry of moved) entry.moved = false;
      for (const entry of heard) entry.heard = false;
      moved = [];
      heard = [];
      return { moves, contacts };
    },
    announced(branchId) {
      const entries = ofBranch(branchId);
      return {
        moves: entries.flatMap(({ unit, announced }) => (announced ? [{ unitId: unit.id, fix: announced }] : [])),
        contacts: entries.flatMap(toContact),
      };
    },
    shiftContacts(stepMs) {
      const shift = (atMs: number | null): number | null => (atMs === null ? null : atMs + stepMs);
      for (const entry of byId.values()) {
        const { contactAtMs, stoodAtMs, batteryAtMs, chargingAtMs } = entry.signs;
        if (contactAtMs === null) continue;
        entry.signs = {
          ...entry.signs,
          contactAtMs: contactAtMs + stepMs,
          stoodAtMs: shift(stoodAtMs),
          batteryAtMs: shift(batteryAtMs),
          chargingAtMs: shift(chargingAtMs),
        };
        noteHeard(entry);
      }
    },
  };
}
