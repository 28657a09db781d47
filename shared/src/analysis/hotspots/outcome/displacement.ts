/** Events before and after something was done. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

export interface DisplacementCounts {
  /** Where it was done. */
  readonly target: BeforeAndAfter;
  /** Around it, where events may have gone. */
  readonly buffer: BeforeAndAfter;
  /** Away from both, for what would have happened anyway. */
  readonly control: BeforeAndAfter;
}

/**
 * Weighted displacement quotient (Bowers & Johnson 2003, Journal of Quantitative Criminology 19, 275–301). Above 0 the
 * buffer gained with the target: diffusion of benefit, above 1 more of it than in the target. Below 0 events moved to
 * the buffer: displacement, below −1 more than the target was spared. Null unless the target did better than the control
 * (there is no benefit that could have moved) and without events in the control. A point estimate: it is read by its
 * interval alone ({@link readDisplacementInterval}).
 */
export function computeDisplacementQuotient({ target, buffer, control }: DisplacementCounts): number | null {
  // Written so that NaN fails.
  if (!(control.before > 0 && control.after > 0)) return null;
  const targetChange = computeChange(target, control);
  if (!(targetChange < 0)) return null;
  const bufferChange = computeChange(buffer, control);
  // Not −0.
  return bufferChange === 0 ? 0 : bufferChange / targetChange;
}

/** Over one denominator: equal shares are a change of 0, not of a rounding error. */
function computeChange(area: BeforeAndAfter, control: BeforeAndAfter): number {
  return (area.after * control.before - area.before * control.after) / (control.after * control.before);
}

/** Events of one week in each of the three areas. */
export type DisplacementWeek = Record<keyof DisplacementCounts, number>;

const RESAMPLES = 999;
const TAIL = 0.025;
/** With a single week there is nothing to draw from. */
const LEAST_WEEKS = 4;

/**
 * The 95 % interval of the quotient by bootstrap (Efron & Tibshirani 1993, percentiles): whole weeks of each window are drawn
 * with replacement, all three areas together, so that what they share stays shared. A draw in which the target did no better
 * than the control has no quotient and counts as unbounded on both sides. Null with fewer than four weeks in a window, or
 * where such draws reach both limits.
 */
export function findDisplacementInterval(
  before: readonly DisplacementWeek[],
  after: readonly DisplacementWeek[],
  random: () => number,
): { low: number; high: number } | null {
  if (before.length < LEAST_WEEKS || after.length < LEAST_WEEKS) return null;
  const draw = (weeks: readonly DisplacementWeek[]): DisplacementWeek => {
    const sum = { target: 0, buffer: 0, control: 0 };
    for (let k = 0; k < weeks.length; k++) {
      const week = weeks[Math.floor(random() * weeks.length)]!;
      sum.target += week.target;
      sum.buffer += week.buffer;
      sum.control += week.control;
    }
    return sum;
  };
  const quotients: number[] = [];
  let without = 0;
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const [then, now] = [draw(before), draw(after)];
    const pair = (area: keyof DisplacementCounts): BeforeAndAfter => ({ before: then[area], after: now[area] });
    const quotient = computeDisplacementQuotient({
      target: pair('target'),
      buffer: pair('buffer'),
      control: pair('control'),
    });
    if (quotient === null) without++;
    else quotients.push(quotient);
  }
  const place = Math.floor(TAIL * RESAMPLES) - without;
  if (place < 0) return null;
  quotients.sort((a, b) => a - b);
  return { low: quotients[place]!, high: quotients[quotients.length - 1 - place]! };
}

/** What the interval lets be said: the sign only where it holds one, the size beside the benefit only where it lies on one side of ±1. */
export function readDisplacementInterval(
  interval: { low: number; high: number } | null,
):
  | 'diffusion-exceeds-benefit'
  | 'diffusion'
  | 'displacement'
  | 'displacement-exceeds-benefit'
  | 'diffusion-of-unknown-size'
  | 'displacement-of-unknown-size'
  | 'cannot-be-told' {
  if (interval === null) return 'cannot-be-told';
  const { low, high } = interval;
  if (low > 0) return low > 1 ? 'diffusion-exceeds-benefit' : high <= 1 ? 'diffusion' : 'diffusion-of-unknown-size';
  if (high < 0)
    return high < -1 ? 'displacement-exceeds-benefit' : low >= -1 ? 'displacement' : 'displacement-of-unknown-size';
  return 'cannot-be-told';
}
