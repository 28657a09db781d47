import { isOnDuty, minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { drawSeenShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findRangeMeters, isNight } from '@liaowang/shared/analysis/coverage/observers';
import { PATH_DEFAULTS } from '@liaowang/shared/analysis/revisit/path-pieces';
import type { PostPresence } from '@liaowang/shared/analysis/revisit/summarise-slice';
import type { HourSlice } from '@liaowang/shared/analysis/revisit/window-stretches';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { RevisitSliceTask } from './revisit-slice.task.ts';
import type { RevisitRepository } from './revisit.repository.ts';

/** Units whose tracks of an hour are read at once: 36,000 fixes at one in 5 s, some tens of milliseconds of the database. */
const UNITS_AT_ONCE = 50;
const MINUTES = 60;
const MINUTE_MS = 60_000;

/** Everything that {@link createObservationReader} needs to know who observed. */
export interface ObservationSources {
  repository: RevisitRepository;
  units: () => RegisteredUnit[];
  /** Units as they were at an instant, those too that were retired since. */
  unitsAt: (atMs: number) => ReadonlyArray<Pick<RegisteredUnit, 'id' | 'kind' | 'detectionRangeMeters'>>;
  /** Lookouts as they were at an instant. */
  lookoutsAt: (atMs: number) => LookoutFeature[];
  settings: { readonly current: CoverageSettings };
  timeZone: string;
}

export type SliceInput = Omit<RevisitSliceTask, 'kind' | 'grid' | 'groups'>;

/**
 * Reads who observed in a slice of an hour. Ranges, posts and duty hours are those of that hour, as the registers know it;
 * settings are those of today: an hour that is stored keeps what held when it was summed up.
 */
export function createObservationReader({ repository, unitsAt, lookoutsAt, settings, timeZone }: ObservationSources) {
  return {
    /** Posts count from `postsFromMs` on: before this installation nobody knows who stood there. */
    async read(slice: HourSlice, postsFromMs: number, signal?: AbortSignal): Promise<SliceInput> {
      const fromMs = slice.hourMs + slice.fromSecond * 1_000 - PATH_DEFAULTS.connectWithinMs;
      const toMs = slice.hourMs + slice.toSecond * 1_000 + PATH_DEFAULTS.connectWithinMs;
      const known = new Map(unitsAt(slice.hourMs).map((unit) => [unit.id, unit]));
      const ids = [...known.keys()];
      const read: SliceInput['units'] = [];
      for (let at = 0; at < ids.length; at += UNITS_AT_ONCE) {
        signal?.throwIfAborted();
        for (const { unitId, fixes } of await repository.findTracks(ids.slice(at, at + UNITS_AT_ONCE), fromMs, toMs)) {
          const { kind, detectionRangeMeters } = known.get(unitId)!;
          read.push({
            kind,
            dayRangeMeters: findRangeMeters(settings.current, kind, detectionRangeMeters, false),
            nightRangeMeters: findRangeMeters(settings.current, kind, detectionRangeMeters, true),
            fixes,
          });
        }
      }
      const firstMinute = minuteOfDay(slice.hourMs, timeZone);
      const minutes = Array.from({ length: MINUTES }, (_, n) => (firstMinute + n) % 1_440);
      const posts = lookoutsAt(slice.hourMs).map(
        ({ geometry: { coordinates: position }, properties }): PostPresence => {
          const rangeAt = (night: boolean) =>
            findRangeMeters(settings.current, 'lookout', properties.detectionRangeMeters, night);
          const groundAt = (night: boolean) =>
            rangeAt(night) > 0 ? drawSeenShape(position, properties.shape, rangeAt(night)) : null;
          return {
            position,
            dayRangeMeters: rangeAt(false),
            nightRangeMeters: rangeAt(true),
            dayGround: groundAt(false),
            nightGround: groundAt(true),
            isOnDuty: minutes.map(
              (minute, n) => slice.hourMs + n * MINUTE_MS >= postsFromMs && isOnDuty(properties, minute),
            ),
          };
        },
      );
      return { slice, isNight: minutes.map((minute) => isNight(settings.current, minute)), units: read, posts };
    },
  };
}

export type ObservationReader = ReturnType<typeof createObservationReader>;
