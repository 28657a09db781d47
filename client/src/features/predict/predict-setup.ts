import { countCells } from '@liaowang/shared/analysis/hotspots/zones/cell-frame';
import { findCellMeters } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';

/** What a back-test is asked; null = what is typed is no number. */
export interface PredictSetup {
  trainDays: number | null;
  testDays: number | null;
  cellMeters: number | null;
  bandwidthMeters: number | null;
  epsMeters: number | null;
  minPoints: number | null;
}

export type ReadySetup = { [K in keyof PredictSetup]: number };

const DEFAULT_METHOD = { cellMeters: 250, bandwidthMeters: 500, epsMeters: 150, minPoints: 8 };
/** What is known and what is forecast, the longest first. */
const SPANS = [
  { trainDays: 182, testDays: 28 },
  { trainDays: 91, testDays: 14 },
  { trainDays: 56, testDays: 7 },
  { trainDays: 28, testDays: 7 },
  { trainDays: 14, testDays: 3 },
] as const;
/** Enough forecasts to tell methods apart, with room to spare. */
const WANTED_FOLDS = 8;

/** More cells than this are ranked for minutes, forecast after forecast. */
const WANTED_CELLS = 300_000;

/** Settings that suit a record of so many days, the longest spans that leave enough forecasts, and a jurisdiction: cells that are not too many. */
export function suggestSetup(recordDays: number, study: ZoneStudy): PredictSetup {
  const span =
    SPANS.find(({ trainDays, testDays }) => (recordDays - trainDays) / testDays >= WANTED_FOLDS) ?? SPANS.at(-1)!;
  const cellMeters = findCellMeters(
    DEFAULT_METHOD.cellMeters,
    (each) => countCells(study, 'square', each) <= WANTED_CELLS,
  );
  return { ...span, ...DEFAULT_METHOD, cellMeters };
}

export const PREDICT_LIMITS: Record<keyof PredictSetup, { min: number; max: number; isWhole: boolean }> = {
  trainDays: { min: 14, max: 1_095, isWhole: true },
  testDays: { min: 1, max: 182, isWhole: true },
  cellMeters: { min: 100, max: 5_000, isWhole: false },
  bandwidthMeters: { min: 50, max: 10_000, isWhole: false },
  epsMeters: { min: 5, max: 5_000, isWhole: false },
  minPoints: { min: 2, max: 10_000, isWhole: true },
};

/** More windows than this cost time and tell little more. */
export const MAX_FOLDS = 24;
/** Shares of the land at which methods are compared: what a city can patrol. */
export const AREA_SHARES = [0.01, 0.02, 0.05, 0.1] as const;
/** Along the curves, up to a quarter of the land: nobody watches more. */
export const CURVE_SHARES: readonly number[] = Array.from({ length: 51 }, (_, step) => step / 200);

export type SetupProblem = { key: 'number' } | { key: 'whole' } | { key: 'between'; min: number; max: number };

/** Problems by field; an empty object = it can be run. */
export function validateSetup(setup: PredictSetup): Partial<Record<keyof PredictSetup, SetupProblem>> {
  const fields = Object.keys(PREDICT_LIMITS) as Array<keyof PredictSetup>;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const problem = checkField(setup[field], PREDICT_LIMITS[field]);
      return problem ? [[field, problem]] : [];
    }),
  );
}

function checkField(
  value: number | null,
  { min, max, isWhole }: { min: number; max: number; isWhole: boolean },
): SetupProblem | null {
  if (value === null) return { key: 'number' };
  if (value < min || value > max) return { key: 'between', min, max };
  return isWhole && !Number.isInteger(value) ? { key: 'whole' } : null;
}
