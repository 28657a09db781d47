/** When units that fall silent are taken together. */
export const OUTAGE_DEFAULTS = {
  /** So many at the same moment are one outage in any city: a cell, a network, a server, not so many people. */
  manyUnits: 10,
  /** In a small city fewer are, when they are at least {@link fewUnitsShare} of those that reported. */
  fewUnits: 5,
  fewUnitsShare: 0.1,
  /** A device that reports seldom says little about when it was cut off; its span is cut to this. */
  maxSpanMs: 300_000,
  /** So long after half of the units came back, the others are missed in their own right. */
  overdueAfterMs: 600_000,
};

/** A unit that is lost: its last sign of life, epoch milliseconds, and for how long it would still count as fresh. */
export interface SilentUnit {
  unitId: number;
  contactAtMs: number;
  staleAfterMs: number;
}

/** A stretch of time, epoch milliseconds. */
interface Span {
  fromMs: number;
  toMs: number;
}

/** Units that were cut off together, at some moment of {@link struck}: after each one's last message and before its next was due. */
export interface Outage {
  struck: Span;
  unitIds: number[];
}

/** A unit was cut off after its last message and before the next one was due. */
function spanOf({ contactAtMs, staleAfterMs }: SilentUnit): Span {
  return { fromMs: contactAtMs, toMs: contactAtMs + Math.min(staleAfterMs, OUTAGE_DEFAULTS.maxSpanMs) };
}

/** What two stretches have in common, or null. */
function intersect(a: Span, b: Span): Span | null {
  const fromMs = Math.max(a.fromMs, b.fromMs);
  const toMs = Math.min(a.toMs, b.toMs);
  return fromMs <= toMs ? { fromMs, toMs } : null;
}

/** The stretch of time in which most units can have been cut off together; the earliest of several. */
function findBusiestStretch(units: readonly SilentUnit[]): { stretch: Span; count: number } {
  const edges = units
    .flatMap((unit) => {
      const { fromMs, toMs } = spanOf(unit);
      return [
        { atMs: fromMs, step: 1 },
        { atMs: toMs, step: -1 },
      ];
    })
    .toSorted((a, b) => a.atMs - b.atMs || b.step - a.step);
  let open = 0;
  let best = { stretch: { fromMs: 0, toMs: 0 }, count: 0 };
  edges.forEach(({ atMs, step }, index) => {
    open += step;
    if (open > best.count) best = { stretch: { fromMs: atMs, toMs: edges[index + 1]!.atMs }, count: open };
  });
  return best;
}

/** Whether `count` units out of `reportingCount` that reported until then are an outage and not so many single mishaps. */
function isOutage(count: number, reportingCount: number): boolean {
  const { manyUnits, fewUnits, fewUnitsShare } = OUTAGE_DEFAULTS;
  return count >= manyUnits || (count >= fewUnits && count >= reportingCount * fewUnitsShare);
}

/**
 * Tells lost units that were cut off together from those that fell silent on their own. A unit belongs to an outage that
 * can have struck between its last message and the next one that was due, which narrows down when it struck; a standing
 * outage takes before a new one is made. `reportingCount`: units that reported until the first of these fell silent.
 */
export function groupSilentUnits<T extends { struck: Span }>(
  silent: readonly SilentUnit[],
  standing: readonly T[],
  reportingCount: number,
): { joining: Array<Outage & { standing: T }>; outages: Outage[]; single: number[] } {
  let left = silent.toSorted((a, b) => a.contactAtMs - b.contactAtMs);
  const takeInto = (within: Span): Outage => {
    let struck = within;
    const unitIds: number[] = [];
    left = left.filter((unit) => {
      const common = intersect(struck, spanOf(unit));
      if (common === null) return true;
      struck = common;
      unitIds.push(unit.unitId);
      return false;
    });
    return { struck, unitIds };
  };
  const joining = standing
    .map((outage) => ({ standing: outage, ...takeInto(outage.struck) }))
    .filter(({ unitIds }) => unitIds.length > 0);
  const outages: Outage[] = [];
  for (;;) {
    const { stretch, count } = findBusiestStretch(left);
    if (count === 0 || !isOutage(count, reportingCount)) break;
    outages.push(takeInto(stretch));
  }
  return { joining, outages, single: left.map(({ unitId }) => unitId) };
}

/** Whether the units that are still silent are missed in their own right: at least half came back, and long ago. `returnedAtMs`: of those that came back. */
export function isOutageOverdue(silentCount: number, returnedAtMs: readonly number[], nowMs: number): boolean {
  const half = Math.ceil((silentCount + returnedAtMs.length) / 2);
  const turnedAtMs = returnedAtMs.toSorted((a, b) => a - b)[half - 1];
  return silentCount > 0 && turnedAtMs !== undefined && nowMs - turnedAtMs >= OUTAGE_DEFAULTS.overdueAfterMs;
}
