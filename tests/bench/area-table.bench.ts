import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { createAreaLocator } from '@liaowang/shared/analysis/hotspots/areas/area-locator';
import { computeAreaTable } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { findDayStart, findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { createAreaTiling } from '../support/area-tiling.ts';
import { createRandomColumns } from '../support/incident-columns.ts';
import { median, timeRuns } from './figures.ts';

const INCIDENTS = 250_000;
const AREAS = { columns: 20, rows: 15 };
const TIME_ZONE = 'Asia/Shanghai';
const WINDOW_DAYS = 91;
const YEAR_DAYS = 364;
const BUDGET_MS = 300;
/** Turf is asked about so many incidents only, and its time multiplied. */
const TURF_SHARE = 50;

/** The area table of 300 areas of 160 vertices over 250,000 incidents of three years, beside Turf's point-in-polygon with the boxes looked at first. */
export async function run(): Promise<void> {
  const incidents = createRandomColumns(INCIDENTS, { endMs: Date.parse('2026-11-24T12:00:00Z') });
  const local = findLocalHours(incidents.timesMs, TIME_ZONE);
  const areas = createAreaTiling({ west: 118.154, south: 34.17, east: 118.554, north: 34.57, ...AREAS, pieces: 40 });
  const endDay = local.days.at(-1)! + 1;
  const span = (fromDay: number) => ({
    fromMs: findDayStart(fromDay, TIME_ZONE),
    toMs: findDayStart(fromDay + WINDOW_DAYS, TIME_ZONE),
  });
  const recordFromDay = local.days[0]!;
  const ask = {
    areas,
    incidents,
    local,
    timeZone: TIME_ZONE,
    filter: { hours: null, weekdays: null, categories: null, severities: null, source: 'reported' as const },
    windows: {
      now: span(endDay - WINDOW_DAYS),
      before: span(endDay - 2 * WINDOW_DAYS),
      lastYear: span(endDay - WINDOW_DAYS - YEAR_DAYS),
    },
    recordFromMs: findDayStart(recordFromDay, TIME_ZONE),
    recordFromDay,
    weeksEndDay: endDay - 1,
  };
  const table = median(await timeRuns(() => computeAreaTable(ask), { runs: 9, warmUps: 2 }));
  const locating = median(
    await timeRuns(() => createAreaLocator(areas).locate(incidents.lngs, incidents.lats), { runs: 9, warmUps: 2 }),
  );

  const boxes = areas.map(({ coordinates }) => {
    const ring = coordinates[0]!;
    return {
      west: Math.min(...ring.map(([lng]) => lng)),
      east: Math.max(...ring.map(([lng]) => lng)),
      south: Math.min(...ring.map(([, lat]) => lat)),
      north: Math.max(...ring.map(([, lat]) => lat)),
    };
  });
  const turf =
    TURF_SHARE *
    median(
      await timeRuns(
        () => {
          for (let i = 0; i < INCIDENTS; i += TURF_SHARE) {
            const [lng, lat] = [incidents.lngs[i]!, incidents.lats[i]!];
            for (let area = 0; area < areas.length; area++) {
              const box = boxes[area]!;
              if (
                lng >= box.west &&
                lng <= box.east &&
                lat >= box.south &&
                lat <= box.north &&
                booleanPointInPolygon([lng, lat], areas[area]!)
              )
                break;
            }
          }
        },
        { runs: 9, warmUps: 2 },
      ),
    );
  console.log(
    `${areas.length} areas, ${INCIDENTS} incidents: table p50 ${table.toFixed(0)} ms, of which finding the areas ${locating.toFixed(0)} ms`,
  );
  console.log(
    `Turf booleanPointInPolygon behind boxes: p50 ${turf.toFixed(0)} ms (from every ${TURF_SHARE}th); ratio for finding the areas ${(turf / locating).toFixed(1)}`,
  );
  console.log(`table within ${BUDGET_MS} ms: ${table <= BUDGET_MS ? 'yes' : 'NO'}, windows of ${WINDOW_DAYS} days`);
}
