/** What a gap must bring along to be told again. */
export interface TrackableGap {
  areaId: string;
  labelPoint: readonly [number, number];
  /** The gap's ground, see findGapSpans; computeCoverage gives it with `withGapSpans`. */
  spans?: ArrayLike<number>;
}

export interface GapIdentity {
  /** Stays while the gap stays. */
  gapId: number;
  openedAtMs: number;
  /** True: it was open when watching began, so it has been open for at least that long. */
  openedEarlier: boolean;
}

/** A gap as kept from one computation to the next, and over a restart; can be written as JSON. */
export interface StoredGap extends GapIdentity {
  areaId: string;
  labelPoint: [number, number];
  spans: number[];
  lastSeenMs: number;
}

export interface GapTracker {
  /**
   * Gives every gap its identity, in the order given. `gaps` are all gaps of all areas watched, `nowMs` must not go back.
   * Name the areas watched in `areaIds`: gaps of an area watched for the first time are `openedEarlier`.
   */
  update<G extends TrackableGap>(gaps: readonly G[], nowMs: number, areaIds?: Iterable<string>): (G & GapIdentity)[];
  /** All that is needed to go on after a restart; give it back as `restored`. */
  snapshot(): StoredGap[];
}

export const GAP_TRACKER_DEFAULTS = {
  /**
   * A gap that nobody has seen for so long is forgotten. A bus that passes over a small gap closes it for some ten
   * seconds; that is no watch kept, and must not restart the clock.
   */
  graceMs: 15_000,
};

type KnownGap = Omit<StoredGap, 'spans'> & { spans: ArrayLike<number> };

interface Match {
  gap: number;
  known: KnownGap;
  sharedMeters: number;
  distanceSquared: number;
}

/**
 * Tells gaps again from one computation to the next, area by area, by the ground they share with the gaps before. The
 * two that share most keep the number, each number once. When a gap splits, the part that shares most keeps the number
 * and the others get new ones, but all have been open as long as the whole was; when gaps merge, number and time are
 * those of the gap that most of the ground had. A gap that vanishes keeps its number for a short grace.
 *
 * A state machine without a clock: equal calls give equal answers.
 */
export function createGapTracker({
  restored = [],
  nextId = 1,
  graceMs = GAP_TRACKER_DEFAULTS.graceMs,
}: {
  restored?: readonly StoredGap[];
  /** Numbers below are not given again. */
  nextId?: number;
  graceMs?: number;
} = {}): GapTracker {
  let known: KnownGap[] = [...restored];
  let freeId = known.reduce((id, { gapId }) => Math.max(id, gapId + 1), nextId);
  let updatedAtMs: number | null = null;
  const watchedAreas = new Set<string>();

  function update<G extends TrackableGap>(
    gaps: readonly G[],
    nowMs: number,
    areaIds?: Iterable<string>,
  ): (G & GapIdentity)[] {
    // The grace is for gaps that vanished. Those of the last look are known however long ago it was, as are restored ones.
    const isFirst = updatedAtMs === null;
    known = known.filter(({ lastSeenMs }) => isFirst || lastSeenMs === updatedAtMs || nowMs - lastSeenMs <= graceMs);
    const sharingMost = new Map<number, KnownGap>();
    const sameAs = new Map<number, KnownGap>();
    const taken = new Set<KnownGap>();
    for (const match of findMatches(gaps, known)) {
      if (!sharingMost.has(match.gap)) sharingMost.set(match.gap, match.known);
      if (sameAs.has(match.gap) || taken.has(match.known)) continue;
      sameAs.set(match.gap, match.known);
      taken.add(match.known);
    }
    const identified = gaps.map((gap, i): G & GapIdentity => {
      const before = sharingMost.get(i);
      const isNewArea = areaIds !== undefined && !watchedAreas.has(gap.areaId);
      return {
        ...gap,
        gapId: sameAs.get(i)?.gapId ?? freeId++,
        openedAtMs: before?.openedAtMs ?? nowMs,
        openedEarlier: before?.openedEarlier ?? (isFirst || isNewArea),
      };
    });
    const vanished = known.filter((gap) => !taken.has(gap));
    known = identified
      .map(({ areaId, gapId, openedAtMs, openedEarlier, labelPoint: [x, y], spans = [] }): KnownGap => ({
        areaId,
        gapId,
        openedAtMs,
        openedEarlier,
        labelPoint: [x, y],
        spans,
        lastSeenMs: nowMs,
      }))
      .concat(vanished);
    updatedAtMs = nowMs;
    for (const areaId of areaIds ?? []) watchedAreas.add(areaId);
    return identified;
  }

  return { update, snapshot: () => known.map((gap) => ({ ...gap, spans: Array.from(gap.spans) })) };
}

/** Every pair that shares ground, most ground first; of equal ones the later seen, then the nearer labels. */
function findMatches(gaps: readonly TrackableGap[], known: readonly KnownGap[]): Match[] {
  const knownByArea = groupByArea(known);
  const gapsByArea = groupByArea(gaps.map(({ areaId }, gap) => ({ areaId, gap })));
  const matches: Match[] = [];
  for (const [areaId, before] of knownByArea) {
    const now = gapsByArea.get(areaId);
    if (now === undefined) continue;
    const lines = sortByLine(before);
    const sharedMeters = new Float64Array(before.length);
    const sharing: number[] = [];
    for (const { gap } of now) {
      const { labelPoint, spans = [] } = gaps[gap]!;
      sharing.length = 0;
      for (let k = 0; k + 2 < spans.length; k += 3) {
        const line = spans[k]! - lines.first;
        if (line < 0 || line + 1 >= lines.start.length) continue;
        const from = spans[k + 1]!;
        const to = spans[k + 2]!;
        for (let j = lines.start[line]!; j < lines.start[line + 1]!; j++) {
          const shared = Math.min(to, lines.to[j]!) - Math.max(from, lines.from[j]!);
          if (shared <= 0) continue;
          const holder = lines.gap[j]!;
          if (sharedMeters[holder] === 0) sharing.push(holder);
          sharedMeters[holder]! += shared;
        }
      }
      for (const holder of sharing) {
        const { labelPoint: labelBefore } = before[holder]!;
        const distanceSquared = (labelBefore[0] - labelPoint[0]) ** 2 + (labelBefore[1] - labelPoint[1]) ** 2;
        matches.push({ gap, known: before[holder]!, sharedMeters: sharedMeters[holder]!, distanceSquared });
        sharedMeters[holder] = 0;
      }
    }
  }
  return matches.sort(
    (a, b) =>
      b.sharedMeters - a.sharedMeters ||
      b.known.lastSeenMs - a.known.lastSeenMs ||
      a.distanceSquared - b.distanceSquared ||
      a.known.gapId - b.known.gapId ||
      a.gap - b.gap,
  );
}

function groupByArea<T extends { areaId: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.areaId);
    if (group === undefined) groups.set(item.areaId, [item]);
    else group.push(item);
  }
  return groups;
}

/** The spans of some gaps, line by line: those of line `first + k` are start[k] to start[k + 1] - 1. */
function sortByLine(gaps: readonly KnownGap[]): {
  first: number;
  start: Int32Array;
  from: Int32Array;
  to: Int32Array;
  gap: Int32Array;
} {
  let [first, last, count] = [Infinity, -Infinity, 0];
  for (const { spans } of gaps) {
    if (spans.length === 0) continue;
    // A gap's spans are ordered by line.
    first = Math.min(first, spans[0]!);
    last = Math.max(last, spans[spans.length - 3]!);
    count += spans.length / 3;
  }
  const start = new Int32Array(count === 0 ? 1 : last - first + 2);
  for (const { spans } of gaps) for (let k = 0; k < spans.length; k += 3) start[spans[k]! - first + 1]!++;
  for (let line = 1; line < start.length; line++) start[line]! += start[line - 1]!;
  const nextFree = start.slice();
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const gap = new Int32Array(count);
  for (const [number, { spans }] of gaps.entries()) {
    for (let k = 0; k < spans.length; k += 3) {
      const place = nextFree[spans[k]! - first]!++;
      from[place] = spans[k + 1]!;
      to[place] = spans[k + 2]!;
      gap[place] = number;
    }
  }
  return { first, start, from, to, gap };
}
