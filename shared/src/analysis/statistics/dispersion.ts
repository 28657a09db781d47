/** One window's days in order of time; arrays are equally long. */
export interface DailySeries {
  readonly counts: ArrayLike<number>;
  /** How much of each day was counted, 0–1 (a day may have 25 hours); days of 0 are left out. */
  readonly exposures: ArrayLike<number>;
  /** 0–6. */
  readonly weekdays: ArrayLike<number>;
}

/** By how much the sum of counts over a window varies beyond a Poisson count of the same mean. */
export interface Dispersion {
  /** Variance over mean, 1 at least: what varies less is taken as Poisson. */
  readonly factor: number;
  /** How well the factor is known. */
  readonly degreesOfFreedom: number;
}

/** With fewer, the factor would be anything. */
const LEAST_DEGREES_OF_FREEDOM = 5;
/** Proportional fitting settles the weekdays of two windows in a handful. */
const FITTING_STEPS = 30;
/** Weekdays that change by less have settled. */
const SETTLED = 1e-12;

/**
 * The dispersion of daily counts within weekday and window: Pearson's statistic over its degrees of freedom (McCullagh &
 * Nelder 1989, §4.5) about means that are window × weekday (fitted by iterative proportions) with a straight trend in each
 * window, so that neither a weekly rhythm nor a season on its way counts as unevenness. Events that come in series make
 * neighbouring days alike and a window's sum more uneven than its days: the statistic is multiplied, and the degrees of freedom
 * divided, by what the correlation of neighbouring days makes of the variance of a sum. Null with fewer than five degrees of
 * freedom, or without events.
 */
export function measureDispersion(series: readonly DailySeries[]): Dispersion | null {
  const residuals = series.map(() => [] as number[]);
  const { rates, weekdays, weekdaysUsed } = fitRates(series);
  let days = 0;
  series.forEach(({ counts, exposures, weekdays: weekdayOf }, window) => {
    for (let day = 0; day < counts.length; day++) {
      const mean = exposures[day]! * rates[window]! * weekdays[weekdayOf[day]!]!;
      if (!(mean > 0)) continue;
      residuals[window]!.push((counts[day]! - mean) / Math.sqrt(mean));
      days++;
    }
  });
  const counted = residuals.filter((each) => each.length > 0);
  const degreesOfFreedom = days - (counted.length + weekdaysUsed - 1) - counted.length;
  if (!(degreesOfFreedom >= LEAST_DEGREES_OF_FREEDOM)) return null;
  const straight = counted.map(removeTrend);
  const squares = straight.flat().reduce((sum, residual) => sum + residual * residual, 0);
  const ofSeries = measureSeries(straight, squares);
  return {
    factor: Math.max(1, (squares / degreesOfFreedom) * ofSeries),
    degreesOfFreedom: Math.max(1, degreesOfFreedom / ofSeries),
  };
}

/** Mean of a day = exposure × rate of its window × factor of its weekday. */
function fitRates(series: readonly DailySeries[]): { rates: number[]; weekdays: number[]; weekdaysUsed: number } {
  const rates = series.map(() => 1);
  const weekdays = Array.from({ length: 7 }, () => 1);
  for (let step = 0, isSettled = false; step < FITTING_STEPS && !isSettled; step++) {
    const earlier = [...weekdays];
    const [events, expected] = [weekdays.map(() => 0), weekdays.map(() => 0)];
    series.forEach(({ counts, exposures, weekdays: weekdayOf }, window) => {
      let [found, usual] = [0, 0];
      for (let day = 0; day < counts.length; day++) {
        found += exposures[day]! > 0 ? counts[day]! : 0;
        usual += exposures[day]! * weekdays[weekdayOf[day]!]!;
      }
      rates[window] = usual > 0 ? found / usual : 0;
      for (let day = 0; day < counts.length; day++) {
        if (!(exposures[day]! > 0)) continue;
        events[weekdayOf[day]!]! += counts[day]!;
        expected[weekdayOf[day]!]! += exposures[day]! * rates[window]!;
      }
    });
    for (let weekday = 0; weekday < 7; weekday++)
      weekdays[weekday] = expected[weekday]! > 0 ? events[weekday]! / expected[weekday]! : 0;
    isSettled = weekdays.every((factor, weekday) => Math.abs(factor - earlier[weekday]!) <= SETTLED * factor);
  }
  return { rates, weekdays, weekdaysUsed: weekdays.filter((factor) => factor > 0).length };
}

/** What a straight line through the values leaves. */
function removeTrend(values: readonly number[]): number[] {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [covariance, variance] = [0, 0];
  values.forEach((value, i) => {
    covariance += (i - middle) * (value - mean);
    variance += (i - middle) ** 2;
  });
  const slope = variance > 0 ? covariance / variance : 0;
  return values.map((value, i) => value - mean - slope * (i - middle));
}

/** A correlation nearer to 1 than this is no series but a level that wandered. */
const LARGEST_CORRELATION = 0.9;

/**
 * Variance of a sum over that of as many independent days, 1 at least: (1 + ρ) / (1 − ρ) of a first-order series, with ρ of
 * neighbouring days corrected for the mean and the slope that were taken out (Marriott & Pope 1954; Kendall 1954).
 */
function measureSeries(windows: readonly (readonly number[])[], squares: number): number {
  if (!(squares > 0)) return 1;
  let products = 0;
  let days = 0;
  for (const values of windows) {
    days += values.length;
    for (let i = 1; i < values.length; i++) products += values[i]! * values[i - 1]!;
  }
  const biased = products / squares;
  const correlation = Math.min(LARGEST_CORRELATION, biased + (windows.length * (2 + 4 * Math.max(0, biased))) / days);
  return Math.max(1, (1 + correlation) / (1 - correlation));
}
