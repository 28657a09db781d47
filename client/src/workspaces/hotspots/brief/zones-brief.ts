import { compareWindows, type WindowsComparison } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { countVagueTimes, isMonthSlot, type VagueTimes } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { clipToRecord } from '../../../features/change/earlier-window.ts';
import type { MatchedIncidents } from '../../../features/filter/use-matched-incidents.ts';
import type { Answer } from '../../../features/zones/zones.store.ts';
import { countWeeks, type WeekBar } from './week-bars.ts';

type ZonesAnswer = Extract<Answer, { kind: 'zones' }>;

/** What a brief of zones says, worked out once when it is opened. */
export interface ZonesBrief {
  answer: ZonesAnswer;
  /** Of the incidents that were looked at: interleaved lng, lat; by hour of the week, if it is known; by week, if the day is. */
  positions: Float64Array;
  hours: Float64Array;
  weeks: readonly WeekBar[];
  /** Against as many days right before, as far as the record holds them; null if it does not, or no hour passes the filter. */
  comparison: WindowsComparison | null;
  /** Incidents that are not in the charts. */
  vague: VagueTimes;
  before: { fromMs: number; toMs: number } | null;
}

/** Puts a brief of zones together. */
export function prepareZonesBrief(
  answer: ZonesAnswer,
  { columns, local, matched, filter }: MatchedIncidents,
  timeZone: string,
): ZonesBrief {
  const positions = new Float64Array(matched.length * 2);
  const hours = new Float64Array(168);
  matched.forEach((i, k) => {
    positions[2 * k] = columns.lngs[i]!;
    positions[2 * k + 1] = columns.lats[i]!;
    // Of whom no hour is known stands beyond the week.
    if (local.hoursOfWeek[i]! < hours.length) hours[local.hoursOfWeek[i]!]!++;
  });
  const { from, to, ...rest } = filter;
  const now = { fromMs: parseInstant(from), toMs: parseInstant(to) };
  const [fromDay, endDay] = [findLocalDay(now.fromMs, timeZone), findLocalDay(now.toMs, timeZone)];
  const recordFromMs = local.days.length > 0 ? findDayStart(local.days[0]!, timeZone) : now.fromMs;
  const before = clipToRecord({ fromMs: findDayStart(2 * fromDay - endDay, timeZone), toMs: now.fromMs }, recordFromMs);
  return {
    answer,
    positions,
    hours,
    vague: countVagueTimes(columns, matched),
    weeks: countWeeks(
      Int32Array.from(
        matched.filter((i) => !isMonthSlot(local.hoursOfWeek[i]!)),
        (i) => local.days[i]!,
      ),
      { fromDay, endDay },
      timeZone,
    ),
    comparison: before && compareWindows({ incidents: columns, local, recordFromMs, timeZone }, rest, { now, before }),
    before,
  };
}
