import { computeUnitState } from '@liaowang/shared/analysis/staleness';
import type { UnitKind } from '@liaowang/shared/schemas/unit';

/**
 * When so large a part of the units seen so far falls silent at one check, the cause is a network or the server, not
 * the units: hundreds of alerts would bury the one that matters.
 */
const MASS_SILENCE_SHARE = 0.1;
const MASS_SILENCE_MIN_UNITS = 10;

interface WatchedUnit {
  unitId: number;
  kind: UnitKind;
  fixTimeMs: number;
}

/**
 * Tells which units went silent, and which came back, since the check before. Only units that this watch has seen
 * reporting count: a restart in the morning raises nothing for phones that were switched off at night.
 * `knownSilent` are units that were told silent before a restart, and have not come back yet.
 */
export function createSilenceWatch(knownSilent: Iterable<number> = []) {
  const reporting = new Set<number>();
  const silent = new Set(knownSilent);
  return {
    check(units: readonly WatchedUnit[], nowMs: number): { lost: number[]; returned: number[] } {
      const lost: number[] = [];
      const returned: number[] = [];
      for (const { unitId, kind, fixTimeMs } of units) {
        if (computeUnitState(kind, nowMs - fixTimeMs) !== 'lost') {
          if (silent.delete(unitId)) returned.push(unitId);
          reporting.add(unitId);
        } else if (reporting.delete(unitId)) {
          lost.push(unitId);
        }
      }
      const before = reporting.size + lost.length;
      if (lost.length >= MASS_SILENCE_MIN_UNITS && lost.length > before * MASS_SILENCE_SHARE) return { lost: [], returned };
      for (const unitId of lost) silent.add(unitId);
      return { lost, returned };
    },
  };
}
