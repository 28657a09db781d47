import { setTimeout as pause } from 'node:timers/promises';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { STAY_DEFAULTS, computeDosage, type Step } from '@liaowang/shared/analysis/hotspots/outcome/stays';
import type { LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { PATH_DEFAULTS } from '@liaowang/shared/analysis/revisit/path-pieces';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { CountedHotspot, DosageRepository, MissingHour, StoredStep } from './dosage.repository.ts';
import { projectOutline } from './project-outline.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const COUNTER_DEFAULTS = {
  /** After the end of an hour: its last ways end in fixes up to 2 min later, and most of what is late has come. */
  graceMs: 180_000,
  /** Tracks that the database looks at in one go: 36,000 fixes at one in 5 s, some tens of milliseconds. */
  unitHoursAtOnce: 60,
  hoursAtOnce: 24,
  /** Rests as long as it worked, at most so long: a new hotspot wants 90 days, and others want the database too. */
  maxRestMs: 500,
} as const;

/** Before an hour a stay may have begun that goes on in it, on a way that began earlier still. */
const LOOK_BACK_MS = STAY_DEFAULTS.endAfterMs + PATH_DEFAULTS.connectWithinMs;

/** Start of the last hour that is not closed yet. */
export const findOpenHour = (nowMs: number): number =>
  Math.floor((nowMs - COUNTER_DEFAULTS.graceMs) / HOUR_MS) * HOUR_MS;

/** The first hours that follow each other without a gap: one look at the tracks is enough for them. */
function takeRun(missing: readonly MissingHour[]): MissingHour[] {
  const end = missing.findIndex(({ hourMs }, i) => i > 0 && hourMs !== missing[i - 1]!.hourMs - HOUR_MS);
  return missing.slice(0, end < 0 ? missing.length : end);
}

/**
 * Counts each closed hour of patrolling inside hotspots from the stored positions, once, and stores the sums. What is
 * missing is found in the database: a restart, a new hotspot, another outline or positions that came late make hours
 * be counted (again), as long as their positions are kept.
 */
export function createDosageCounter({
  repository,
  projection,
  unitsAt,
  retentionDays,
}: {
  repository: DosageRepository;
  projection: LocalProjection;
  /** Units as they were at an instant, those too that were retired since. */
  unitsAt: (atMs: number) => ReadonlyArray<Pick<RegisteredUnit, 'id' | 'kind'>>;
  /** Positions are kept so long. */
  retentionDays: number;
}) {
  const late = new Set<number>();
  /** For what nothing was missing when it was last looked for. */
  let settled = '';

  /** Counts hours that follow each other, newest first, and stores them in one statement. */
  async function countRun(run: readonly MissingHour[], known: readonly CountedHotspot[]): Promise<void> {
    const [fromMs, toMs] = [
      run.at(-1)!.hourMs - LOOK_BACK_MS,
      run[0]!.hourMs + HOUR_MS + PATH_DEFAULTS.connectWithinMs,
    ];
    const hotspots = known.filter(({ hotspotId }) => run.some(({ hotspotIds }) => hotspotIds.includes(hotspotId)));
    const areas = new Map(
      hotspots.map((hotspot) => [
        hotspot.hotspotId,
        { ...hotspot, area: createAreaBoundary(projectOutline(hotspot.geometry, projection)), steps: [] as Step[] },
      ]),
    );
    const boxes = hotspots.map(({ hotspotId, geometry }) => {
      const [west, south, east, north] = computeBounds(geometry);
      return { hotspotId, west, south, east, north };
    });
    const toPlane = ({ lng, lat, timeMs }: Pick<StoredStep, 'lng' | 'lat' | 'timeMs'>) => {
      const [x, y] = projection.forward(lng, lat);
      return { x, y, timeMs };
    };
    const kinds = new Map([...unitsAt(fromMs), ...unitsAt(toMs)].map(({ id, kind }) => [id, kind]));
    // In the past most units were silent most of the time.
    const active = await repository.findActive([...kinds.keys()], fromMs, toMs);
    const unitsAtOnce = Math.max(1, Math.floor((COUNTER_DEFAULTS.unitHoursAtOnce * HOUR_MS) / (toMs - fromMs)));
    for (let at = 0; at < active.length; at += unitsAtOnce) {
      for (const step of await repository.findSteps(active.slice(at, at + unitsAtOnce), fromMs, toMs, boxes)) {
        areas.get(step.hotspotId)!.steps.push({
          unitId: step.unitId,
          kind: kinds.get(step.unitId)!,
          from: step.from && toPlane(step.from),
          to: toPlane(step),
        });
      }
    }
    await repository.saveHours(
      run.flatMap(({ hourMs, hotspotIds }) =>
        hotspotIds.map((hotspotId) => {
          const { outlineKey, area, steps } = areas.get(hotspotId)!;
          return {
            hotspotId,
            hourMs,
            outlineKey,
            ...computeDosage(area, steps, { fromMs: hourMs, toMs: hourMs + HOUR_MS }),
          };
        }),
      ),
    );
  }

  return {
    /** Notes fixes that belong to hours which may be counted already. */
    noteLate(fixes: readonly StoredFix[], nowMs: number): void {
      const openMs = findOpenHour(nowMs);
      for (const { fixTimeMs } of fixes) {
        // A fix may end a way of the hour before, and make a visit of the next hour the same stay.
        for (const atMs of [fixTimeMs - PATH_DEFAULTS.connectWithinMs, fixTimeMs, fixTimeMs + LOOK_BACK_MS]) {
          const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
          if (hourMs < openMs) late.add(hourMs);
        }
      }
    },
    /** Counts what is missing, newest first. Resolves with the number of hours counted. */
    async countMissing(nowMs: number, signal?: AbortSignal): Promise<number> {
      if (late.size > 0) {
        const hours = [...late];
        await repository.markStale(hours);
        for (const hourMs of hours) late.delete(hourMs);
        settled = '';
      }
      const hotspots = await repository.findCounted();
      const openMs = findOpenHour(nowMs);
      const state = `${openMs} ${hotspots.map(({ hotspotId, outlineKey }) => `${hotspotId}:${outlineKey}`).join()}`;
      if (hotspots.length === 0 || state === settled) return 0;
      const firstMs = await repository.findFirstFix();
      // An hour of which positions have gone already must not be counted as if nobody had come.
      const keptFromMs = Math.ceil((nowMs - retentionDays * DAY_MS + LOOK_BACK_MS) / HOUR_MS) * HOUR_MS + HOUR_MS;
      const startMs = firstMs === null ? openMs : Math.max(keptFromMs, Math.floor(firstMs / HOUR_MS) * HOUR_MS);
      let counted = 0;
      for (;;) {
        signal?.throwIfAborted();
        const run = takeRun(await repository.findMissing(hotspots, startMs, openMs, COUNTER_DEFAULTS.hoursAtOnce));
        if (run.length === 0) break;
        const beganMs = performance.now();
        await countRun(run, hotspots);
        counted += run.length;
        await pause(Math.min(performance.now() - beganMs, COUNTER_DEFAULTS.maxRestMs), undefined, {
          ...(signal && { signal }),
          ref: false,
        });
      }
      // Without positions there may be some from an earlier time, soon.
      if (firstMs !== null) settled = state;
      return counted;
    },
  };
}
