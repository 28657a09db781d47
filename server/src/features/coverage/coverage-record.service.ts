import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { AreaWindow, CoverageFigures, CoverageWindow, HourOfWeek } from '@liaowang/shared/schemas/coverage';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { CoverageRecordRepository, RecordedPart } from './coverage-record.repository.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURS_PER_WEEK = 168;
/** A trend has at most so many points. */
const MAX_TREND_PARTS = 48;
/** A year and what surrounds it; the record of 42 areas has 400,000 rows then. */
const MAX_WINDOW_DAYS = 400;

/** A mean over hours cannot leave 0–1 but by rounding. */
const meanOf = (sum: number, count: number): number | null =>
  count > 0 ? Math.min(1, Math.max(0, sum / count)) : null;

function sumUp(areaId: string, recorded: readonly RecordedPart[], parts: number): AreaWindow {
  const sum = (pick: (part: RecordedPart) => number): number => recorded.reduce((total, part) => total + pick(part), 0);
  let worst: { atMs: number; share: number } | null = null;
  for (const { worstHourMs, worstShare } of recorded) {
    if (worstHourMs === null || worstShare === null) continue;
    if (worst === null || worstShare < worst.share || (worstShare === worst.share && worstHourMs < worst.atMs))
      worst = { atMs: worstHourMs, share: worstShare };
  }
  const trend = Array.from({ length: parts }, (): number | null => null);
  for (const { part, shareSum, hours } of recorded) trend[part] = meanOf(shareSum, hours);
  return {
    areaId,
    meanShare: meanOf(
      sum((part) => part.shareSum),
      sum((part) => part.hours),
    ),
    meanIncidentShare: meanOf(
      sum((part) => part.incidentShareSum),
      sum((part) => part.incidentHours),
    ),
    meanHouseholdShare: meanOf(
      sum((part) => part.householdShareSum),
      sum((part) => part.householdHours),
    ),
    worstHour: worst && { hour: new Date(worst.atMs).toISOString(), meanShare: worst.share },
    trend,
  };
}

/** Coverage over time, from a sample each minute that is kept by the hour. */
export function createCoverageRecordService({
  repository,
  timeZone,
}: {
  repository: CoverageRecordRepository;
  timeZone: string;
}) {
  let lastMinute = -1;
  return {
    /** Records the first figures of each minute. Resolves once they are stored. */
    async record(atMs: number, { areas }: Pick<CoverageFigures, 'areas'>): Promise<void> {
      const minute = Math.floor(atMs / MINUTE_MS);
      if (minute === lastMinute) return;
      lastMinute = minute;
      await repository.addSample(atMs, areas);
    },
    /**
     * Every area of `areaIds` over the hours that the window touches up to now. Means are over hours, each with the same
     * weight but the one that runs: it counts for what has passed of it.
     * @throws RequestRefused for a window that is empty, begins in the future, or is longer than {@link MAX_WINDOW_DAYS} days
     */
    async findWindow(
      { from, to }: { from: string; to: string },
      areaIds: readonly string[],
      nowMs: number,
    ): Promise<CoverageWindow> {
      const fromMs = parseInstant(from);
      const toMs = Math.min(parseInstant(to), nowMs);
      const windowMs = parseInstant(to) - fromMs;
      if (windowMs <= 0)
        throw new RequestRefused(400, {
          code: 'empty-window',
          field: 'querystring.to',
          reason: 'The window ends before it begins: `to` must be later than `from`.',
        });
      if (windowMs > MAX_WINDOW_DAYS * DAY_MS) {
        throw new RequestRefused(400, {
          code: 'window-too-long',
          field: 'querystring.from',
          reason: `A window may span ${MAX_WINDOW_DAYS} days; this one has ${Math.ceil(windowMs / DAY_MS)}.`,
        });
      }
      if (toMs <= fromMs)
        throw new RequestRefused(400, {
          code: 'empty-window',
          field: 'querystring.from',
          reason: 'The window begins in the future.',
        });
      const firstHour = Math.floor(fromMs / HOUR_MS);
      const hours = Math.ceil(toMs / HOUR_MS) - firstHour;
      const parts = Math.min(MAX_TREND_PARTS, hours);
      const visible = new Set(areaIds);
      const recorded = (await repository.findParts({ fromMs: firstHour * HOUR_MS, hours, parts, nowMs })).filter(
        ({ areaId }) => visible.has(areaId),
      );
      const byArea = new Map<string, RecordedPart[]>();
      for (const part of recorded) byArea.set(part.areaId, [...(byArea.get(part.areaId) ?? []), part]);
      const hoursOf = (own: readonly RecordedPart[]): number => own.reduce((sum, part) => sum + part.recordedHours, 0);
      return {
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        recordedHours: Math.max(0, ...[...byArea.values()].map(hoursOf)),
        hours,
        isSimulated: recorded.some((part) => part.isSimulated),
        areas: areaIds.map((areaId) => sumUp(areaId, byArea.get(areaId) ?? [], parts)),
      };
    },
    /** An area's mean coverage by local hour of the week over the last weeks. */
    async findHourOfWeek(areaId: string, weeks: number, nowMs: number): Promise<HourOfWeek> {
      const recorded = await repository.findHoursOfWeek(areaId, {
        fromMs: nowMs - weeks * 7 * DAY_MS,
        nowMs,
        timeZone,
      });
      const cells: HourOfWeek['cells'] = Array.from({ length: HOURS_PER_WEEK }, () => ({
        meanShare: null,
        meanIncidentShare: null,
        hours: 0,
      }));
      for (const { cell, hours, meanShare, meanIncidentShare } of recorded) {
        cells[cell] = {
          meanShare: meanOf(meanShare, 1),
          meanIncidentShare: meanIncidentShare === null ? null : meanOf(meanIncidentShare, 1),
          hours,
        };
      }
      return { areaId, weeks, isSimulated: recorded.some((cell) => cell.isSimulated), cells };
    },
  };
}
