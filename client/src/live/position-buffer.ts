import {
  DEGREES_PER_HEADING_STEP,
  DEGREES_PER_STEP,
  METERS_PER_SECOND_PER_STEP,
  MILLISECONDS_PER_STEP,
  readPositionFrame,
  type FrameHeader,
} from '@liaowang/shared/contract/position-frame';
import { computeStalenessLimits } from '@liaowang/shared/analysis/positions/staleness';
import {
  createMoveColumns,
  decodeMoveColumns,
  type AnnouncedColumns,
} from '@liaowang/shared/contract/position-frame-columns';
import type { ResumePoint } from '@liaowang/shared/contract/socket-events';
import { UNIT_STATES, type Unit, type UnitKind, type UnitState } from '@liaowang/shared/schemas/unit';
import { inflateSync } from 'fflate';
import { createServerClock, serverClock, type ServerClock } from '../lib/server-clock.ts';
import { GLIDE, GLIDE_PEAK_SLOPE, easeGlide } from './glide.ts';
import { createSlotIndex } from './slot-index.ts';
import { computeMedianAgeMs, computeSlotState, countSlotStates, type StateCounts } from './slot-states.ts';
import {
  KIND_INDEX,
  NO_KIND,
  STATE_INDEX,
  UNKNOWN_STEPS,
  createUnitSlots,
  growUnitSlots,
  type UnitSlots,
} from './unit-slots.ts';

const INITIAL_CAPACITY = 2048;
/** Float32 seconds tell milliseconds apart for about four hours: the time base moves on before that. */
const REBASE_AFTER_MS = 3_600_000;
/** Start of a glide that is long over, in seconds. */
const LONG_AGO_SECONDS = -1000;

/** A unit's newest fix: degrees WGS-84, device's epoch milliseconds; null = the device did not say. */
interface BufferedFix {
  lng: number;
  lat: number;
  fixTimeMs: number;
  speedMetersPerSecond: number | null;
  headingDegrees: number | null;
}

/** `hole`: frames are missing, nothing was changed; `duplicate`: already applied; `refused`: not a frame of ours. */
type FrameOutcome = 'applied' | 'duplicate' | 'hole' | 'refused';

/** Where every unit is, as the live stream tells it; the map's layers read its columns directly. */
export interface PositionBuffer {
  /** The columns; the object is replaced when it grows, so do not hold on to it. */
  readonly slots: UnitSlots;
  /** Counts every change of the columns. */
  readonly version: number;
  /** Degrees `[lng, lat]`, exact in Float32: the glides are offsets from it. */
  readonly origin: readonly [number, number];
  /** The glide starts are seconds after it. Like every `nowMs` here it is milliseconds of `performance.now()`: no clock that is set. */
  readonly timeBaseMs: number;
  /** Replaces the register of units; units that are not in it disappear. */
  replaceUnits(units: readonly Unit[], nowMs: number): void;
  /** Adds units or changes them. */
  upsertUnits(units: readonly Unit[], nowMs: number): void;
  /** Applies one frame that arrived at `nowMs`; `replayed` ones say nothing about the server's clock. */
  applyFrame(frame: Uint8Array, nowMs: number, replayed?: boolean): FrameOutcome;
  /** Brings every unit's state up to date: call it about once a second. */
  updateStates(nowMs: number): void;
  /** The stream's epoch and the last frame applied; null before the first snapshot. */
  resumePoint(): ResumePoint | null;
  fixOf(unitId: number): BufferedFix | null;
  /** When a unit was last heard, the server's epoch milliseconds; null = never, or it is unknown. */
  contactOf(unitId: number): number | null;
  /** `off` for a unit that is unknown or never reported. */
  stateOf(unitId: number, nowMs: number): UnitState;
  slotOf(unitId: number): number | undefined;
  /** Where the mark of a slot is drawn at `nowMs`, degrees `[lng, lat]`. The slot must have a fix. */
  gliddenPosition(slot: number, nowMs: number): [number, number];
  /** Degrees a second of the fastest mark now gliding; 0 when all rest. An upper bound. */
  peakGlideSpeed(nowMs: number): number;
  /** Registered units by kind and state. */
  countStates(nowMs: number): Record<UnitKind, StateCounts>;
  /** Median age of the last signs of life of units that are not lost; null when there is none. */
  medianAgeMs(nowMs: number): number | null;
  /** Calls `listener` after each change; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** Forgets all units and positions: somebody else signs in. */
  clear(): void;
}

const inflateExactly = (body: Uint8Array, length: number): Uint8Array => {
  const inflated = inflateSync(body, { out: new Uint8Array(length) });
  if (inflated.length !== length) throw new RangeError(`Expected ${length} bytes, found ${inflated.length}`);
  return inflated;
};

/** An empty buffer; the frames that come to it set `clock`. */
export function createPositionBuffer(clock: ServerClock = createServerClock()): PositionBuffer {
  let slots = createUnitSlots(INITIAL_CAPACITY);
  let moves = createMoveColumns(INITIAL_CAPACITY);
  let slotIndex = createSlotIndex();
  const listeners = new Set<() => void>();
  let stream: ResumePoint | null = null;
  let version = 0;
  let timeBaseMs = 0;
  let origin: readonly [number, number] = [0, 0];
  // The longest glide of the running ones, and when the last of them ends.
  let peakGlideDegrees = 0;
  let glidesEndMs = -Infinity;

  function notify(): void {
    version++;
    for (const listener of listeners) listener();
  }

  function findSlot(unitId: number): number | undefined {
    const slot = slotIndex.find(unitId);
    return slot < 0 ? undefined : slot;
  }

  function claimSlot(unitId: number): number {
    const known = slotIndex.find(unitId);
    if (known >= 0) return known;
    if (slots.count === slots.unitIds.length) slots = growUnitSlots(slots, slots.count * 2);
    const slot = slots.count++;
    slots.unitIds[slot] = unitId;
    slotIndex.set(unitId, slot);
    return slot;
  }

  function updateState(slot: number, serverMs: number): boolean {
    const kind = slots.kinds[slot]!;
    const state = computeSlotState(slots, slot, serverMs);
    const at = slot * 4;
    if (slots.states[slot] === state && slots.styles[at] === kind && slots.styles[at + 1] === state) return false;
    slots.states[slot] = state;
    slots.styles[at] = kind;
    slots.styles[at + 1] = state;
    return true;
  }

  function upsert(units: readonly Unit[], nowMs: number): void {
    const serverMs = clock.toServerMs(nowMs);
    for (const unit of units) {
      const slot = claimSlot(unit.id);
      slots.kinds[slot] = KIND_INDEX[unit.kind];
      slots.detectionRangesMeters[slot] = unit.detectionRangeMeters;
      const { staleAfterMs, lostAfterMs } = computeStalenessLimits(unit.kind, unit.contactInterval?.seconds ?? null);
      slots.staleAfterMs[slot] = staleAfterMs;
      slots.lostAfterMs[slot] = lostAfterMs;
      updateState(slot, serverMs);
    }
  }

  function rebaseTime(nowMs: number): void {
    if (Math.abs(nowMs - timeBaseMs) < REBASE_AFTER_MS) return;
    const shiftSeconds = (nowMs - timeBaseMs) / 1000;
    for (let slot = 0; slot < slots.count; slot++) {
      slots.glideStarts[slot] = Math.max(LONG_AGO_SECONDS, slots.glideStarts[slot]! - shiftSeconds);
    }
    timeBaseMs = nowMs;
  }

  /** How far the slot's glide has come, 0–1. */
  function glideShare(slot: number, nowMs: number): number {
    return easeGlide((nowMs - timeBaseMs - slots.glideStarts[slot]! * 1000) / GLIDE.durationMs);
  }

  /** Puts a frame's moves into the slots; who moved was heard at its tick, in a snapshot when the fix was made. */
  function applyMoves({ snapshot: isSnapshot, tickTimeMs }: FrameHeader, nowMs: number): void {
    const tickSteps = Math.round(tickTimeMs / MILLISECONDS_PER_STEP);
    const serverMs = clock.toServerMs(nowMs);
    rebaseTime(nowMs);
    if (moves.length > 0 && origin[0] === 0 && origin[1] === 0) {
      origin = [Math.fround(moves.lngSteps[0]! * DEGREES_PER_STEP), Math.fround(moves.latSteps[0]! * DEGREES_PER_STEP)];
    }
    if (isSnapshot) {
      slots.timeSteps.fill(NaN, 0, slots.count);
      slots.contactSteps.fill(NaN, 0, slots.count);
      for (let slot = 0; slot < slots.count; slot++) updateState(slot, serverMs);
    }
    if (nowMs > glidesEndMs) peakGlideDegrees = 0;
    const startSeconds = (nowMs - timeBaseMs) / 1000;
    for (let i = 0; i < moves.length; i++) {
      const slot = moves.slots[i]! >= 0 ? moves.slots[i]! : claimSlot(moves.unitIds[i]!);
      const isJump = isSnapshot || Number.isNaN(slots.timeSteps[slot]!) || slots.states[slot] === STATE_INDEX.lost;
      const x = moves.lngSteps[i]! * DEGREES_PER_STEP - origin[0];
      const y = moves.latSteps[i]! * DEGREES_PER_STEP - origin[1];
      const at = slot * 4;
      let fromX = x;
      let fromY = y;
      if (!isJump) {
        const share = glideShare(slot, nowMs);
        fromX = slots.glides[at]! + (slots.glides[at + 2]! - slots.glides[at]!) * share;
        fromY = slots.glides[at + 1]! + (slots.glides[at + 3]! - slots.glides[at + 1]!) * share;
        const degrees = Math.abs(x - fromX) + Math.abs(y - fromY);
        if (degrees > GLIDE.jumpFromDegrees) {
          fromX = x;
          fromY = y;
        } else if (degrees > 0) {
          peakGlideDegrees = Math.max(peakGlideDegrees, degrees);
          glidesEndMs = nowMs + GLIDE.durationMs;
        }
      }
      slots.glides[at] = fromX;
      slots.glides[at + 1] = fromY;
      slots.glides[at + 2] = x;
      slots.glides[at + 3] = y;
      slots.glideStarts[slot] = startSeconds;
      slots.lngSteps[slot] = moves.lngSteps[i]!;
      slots.latSteps[slot] = moves.latSteps[i]!;
      slots.timeSteps[slot] = moves.timeSteps[i]!;
      slots.contactSteps[slot] = isSnapshot ? moves.timeSteps[i]! : tickSteps;
      slots.speedSteps[slot] = moves.speedSteps[i]!;
      slots.headingSteps[slot] = moves.headingSteps[i]!;
      slots.styles[at + 2] = moves.headingSteps[i]!;
      updateState(slot, serverMs);
    }
    for (let i = 0; i < moves.contactLength; i++) {
      const slot = claimSlot(moves.contactUnitIds[i]!);
      slots.contactSteps[slot] = tickSteps - moves.contactAgeSteps[i]!;
      updateState(slot, serverMs);
    }
  }

  return {
    get slots() {
      return slots;
    },
    get version() {
      return version;
    },
    get origin() {
      return origin;
    },
    get timeBaseMs() {
      return timeBaseMs;
    },
    replaceUnits(units, nowMs) {
      slots.kinds.fill(NO_KIND, 0, slots.count);
      upsert(units, nowMs);
      const serverMs = clock.toServerMs(nowMs);
      for (let slot = 0; slot < slots.count; slot++) updateState(slot, serverMs);
      notify();
    },
    upsertUnits(units, nowMs) {
      upsert(units, nowMs);
      notify();
    },
    applyFrame(frame, nowMs, replayed = false) {
      const read = readPositionFrame(frame, inflateExactly);
      if (!read.ok) return 'refused';
      const { header } = read;
      if (!header.snapshot) {
        if (stream === null || header.epoch !== stream.epoch) return 'hole';
        if (header.seq <= stream.seq) return 'duplicate';
        if (header.previousSeq !== stream.seq) return 'hole';
      }
      if (moves.unitIds.length < read.count) moves = createMoveColumns(read.count * 2);
      const announced: AnnouncedColumns = { ...slots, slotOf: slotIndex.find };
      if (!decodeMoveColumns(read, announced, moves)) return 'refused';
      if (header.snapshot && stream?.epoch !== header.epoch) clock.reset();
      if (!replayed) clock.observe(header.tickTimeMs, nowMs);
      applyMoves(header, nowMs);
      stream = { epoch: header.epoch, seq: header.seq };
      if (read.count + moves.contactLength > 0 || header.snapshot) notify();
      return 'applied';
    },
    updateStates(nowMs) {
      const serverMs = clock.toServerMs(nowMs);
      let isChanged = false;
      for (let slot = 0; slot < slots.count; slot++) isChanged = updateState(slot, serverMs) || isChanged;
      if (isChanged) notify();
    },
    resumePoint: () => stream,
    fixOf(unitId) {
      const slot = findSlot(unitId);
      if (slot === undefined || Number.isNaN(slots.timeSteps[slot]!)) return null;
      const speedSteps = slots.speedSteps[slot]!;
      const headingSteps = slots.headingSteps[slot]!;
      return {
        lng: slots.lngSteps[slot]! * DEGREES_PER_STEP,
        lat: slots.latSteps[slot]! * DEGREES_PER_STEP,
        fixTimeMs: slots.timeSteps[slot]! * MILLISECONDS_PER_STEP,
        speedMetersPerSecond: speedSteps === UNKNOWN_STEPS ? null : speedSteps * METERS_PER_SECOND_PER_STEP,
        headingDegrees: headingSteps === UNKNOWN_STEPS ? null : headingSteps * DEGREES_PER_HEADING_STEP,
      };
    },
    contactOf(unitId) {
      const slot = findSlot(unitId);
      const contactSteps = slot === undefined ? NaN : slots.contactSteps[slot]!;
      return Number.isNaN(contactSteps) ? null : contactSteps * MILLISECONDS_PER_STEP;
    },
    stateOf(unitId, nowMs) {
      const slot = findSlot(unitId);
      return slot === undefined ? 'off' : UNIT_STATES[computeSlotState(slots, slot, clock.toServerMs(nowMs))]!;
    },
    slotOf: findSlot,
    gliddenPosition(slot, nowMs) {
      const share = glideShare(slot, nowMs);
      const at = slot * 4;
      return [
        origin[0] + slots.glides[at]! + (slots.glides[at + 2]! - slots.glides[at]!) * share,
        origin[1] + slots.glides[at + 1]! + (slots.glides[at + 3]! - slots.glides[at + 1]!) * share,
      ];
    },
    peakGlideSpeed: (nowMs) =>
      nowMs < glidesEndMs ? (peakGlideDegrees * GLIDE_PEAK_SLOPE * 1000) / GLIDE.durationMs : 0,
    countStates: (nowMs) => countSlotStates(slots, clock.toServerMs(nowMs)),
    medianAgeMs: (nowMs) => computeMedianAgeMs(slots, clock.toServerMs(nowMs)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear() {
      slots = createUnitSlots(INITIAL_CAPACITY);
      slotIndex = createSlotIndex();
      stream = null;
      origin = [0, 0];
      peakGlideDegrees = 0;
      glidesEndMs = -Infinity;
      notify();
    },
  };
}

/** The page's one buffer. */
export const positionBuffer = createPositionBuffer(serverClock);
