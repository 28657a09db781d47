import {
  compareForecasts,
  type ForecastComparison,
} from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import { createScorers, type ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import { planFolds } from '@liaowang/shared/analysis/hotspots/back-test/plan-folds';
import { keepDated } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { findOrRefuse, type FoundOrRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import { createZoneGrid, locateIncidents } from '@liaowang/shared/analysis/hotspots/zones/zone-grid';
import { findIncidentsInside, prepareStudy, type ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { AREA_SHARES, CURVE_SHARES, MAX_FOLDS, type ReadySetup } from './predict-setup.ts';

/** Everything a back-test takes: the same again gives the same figures. */
export interface PredictTask {
  study: ZoneStudy;
  /** All that the filter lets through, whatever its window. */
  incidents: IncidentColumns;
  /** The record, from its first day to the end of its last. */
  record: { fromMs: number; toMs: number };
  setup: ReadySetup;
  seed: number;
}

export interface PredictOutcome {
  comparison: ForecastComparison<ForecastMethod>;
  /** Inside the boundary. */
  incidentCount: number;
  /** Left out: only the month is known. */
  monthsLeftOut: number;
  cellCount: number;
  cellSquareMeters: number;
}

/** A neighbourhood of Gi*: the cell, the eight around it and the four beyond. */
const BAND_CELLS = 2;

/** What the thread answers. */
export function answerPredict(task: PredictTask, report: (share: number) => void): FoundOrRefused<PredictOutcome> {
  return findOrRefuse(() => runPredict(task, report));
}

/** Runs a back-test over the square cells of the jurisdiction; `report` hears the share done. Throws RangeError for a grid of too many cells. */
export function runPredict(
  { study, incidents, record, setup, seed }: PredictTask,
  report: (share: number) => void,
): PredictOutcome {
  const prepared = prepareStudy(study);
  const grid = createZoneGrid(prepared.area, 'square', setup.cellMeters);
  const dated = keepDated(incidents);
  const inside = findIncidentsInside(prepared, dated);
  const mask = Uint8Array.from(grid.numbers, (number) => (number >= 0 ? 1 : 0));
  const scorers = createScorers(
    {
      grid: {
        originX: grid.originX,
        originY: grid.originY,
        cellMeters: grid.cellMeters,
        columns: grid.columns,
        rows: grid.rows,
      },
      mask,
      ...inside,
    },
    {
      bandwidthMeters: setup.bandwidthMeters,
      bandMeters: BAND_CELLS * setup.cellMeters,
      epsMeters: setup.epsMeters,
      minPoints: setup.minPoints,
    },
  );
  const folds = planFolds(record, { trainDays: setup.trainDays, testDays: setup.testDays, maxFolds: MAX_FOLDS });
  const steps = compareForecasts(
    { cells: locateIncidents(grid, inside), timesMs: inside.timesMs },
    {
      cellCount: grid.cells.length,
      cellSquareKilometers: grid.cellSquareMeters / 1e6,
      folds,
      areaShares: AREA_SHARES,
      curveShares: CURVE_SHARES,
    },
    scorers,
    createRandom(seed),
  );
  let step = steps.next();
  for (; !step.done; step = steps.next()) report(step.value);
  return {
    comparison: step.value,
    incidentCount: inside.xs.length,
    monthsLeftOut: incidents.ids.length - dated.ids.length,
    cellCount: grid.cells.length,
    cellSquareMeters: grid.cellSquareMeters,
  };
}
