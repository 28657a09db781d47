/** Rules of the SOS button. */
export const SOS_DEFAULTS = {
  /** A press that says it is older comes from a clock that was never set; phones hold their buffers for days, not weeks. */
  maxAgeMs: 7 * 86_400_000,
  /** Frightened people press more than once: within this time after somebody took the call a press is counted only. */
  quietAfterTakenMs: 120_000,
};

/** When the button was pressed, epoch milliseconds: as the device says, unless that lies in the future or is beyond belief; then when it was heard. */
export function believePressTime(deviceTimeMs: number, heardAtMs: number): number {
  return deviceTimeMs <= heardAtMs && deviceTimeMs >= heardAtMs - SOS_DEFAULTS.maxAgeMs ? deviceTimeMs : heardAtMs;
}

/** A call for help that somebody took. Times are epoch milliseconds. */
interface TakenCall {
  takenAtMs: number;
  /** The newest press that was known to who took it. */
  knownPressMs: number;
}

/**
 * Whether a call that was taken must ring again: the button was pressed later than the one who took it knew, and not
 * just now. Presses are held against presses (the device's clock), hearing against taking (ours), never one against the other.
 */
export function ringsAgain({ takenAtMs, knownPressMs }: TakenCall, pressMs: number, heardAtMs: number): boolean {
  return pressMs > knownPressMs && heardAtMs - takenAtMs >= SOS_DEFAULTS.quietAfterTakenMs;
}
