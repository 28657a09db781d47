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

export type DisplacementReading = 'diffusion-exceeds-benefit' | 'diffusion' | 'neither' | 'displacement' | 'displacement-exceeds-benefit';

export interface Displacement {
  /** Change of target/control, the success measure: negative if the target did better than the control; null without events in the control. */
  readonly targetChange: number | null;
  /** The same of buffer/control. */
  readonly bufferChange: number | null;
  /** bufferChange / targetChange; null unless the target did better. */
  readonly quotient: number | null;
  readonly reading: DisplacementReading | null;
}

/**
 * Weighted displacement quotient (Bowers & Johnson 2003, Journal of Quantitative Criminology 19, 275–301). Above 0 the
 * buffer gained with the target: diffusion of benefit, above 1 more of it than in the target. Below 0 events moved to
 * the buffer: displacement, below −1 more than the target was spared. It is read only if the target did better than the
 * control: if not, there is no benefit that could have moved, and the quotient is null, as without events in the
 * control. A point estimate: with few events its sign may be chance.
 */
export function computeDisplacement({ target, buffer, control }: DisplacementCounts): Displacement {
  // Written so that NaN fails.
  if (!(control.before > 0 && control.after > 0)) return { targetChange: null, bufferChange: null, quotient: null, reading: null };
  const targetChange = computeChange(target, control);
  const bufferChange = computeChange(buffer, control);
  if (!(targetChange < 0)) return { targetChange, bufferChange, quotient: null, reading: null };
  // Not −0.
  const quotient = bufferChange === 0 ? 0 : bufferChange / targetChange;
  return { targetChange, bufferChange, quotient, reading: readQuotient(quotient) };
}

/** Over one denominator: equal shares are a change of 0, not of a rounding error. */
function computeChange(area: BeforeAndAfter, control: BeforeAndAfter): number {
  return (area.after * control.before - area.before * control.after) / (control.after * control.before);
}

function readQuotient(quotient: number): DisplacementReading {
  if (quotient > 0) return quotient > 1 ? 'diffusion-exceeds-benefit' : 'diffusion';
  if (quotient < 0) return quotient < -1 ? 'displacement-exceeds-benefit' : 'displacement';
  return 'neither';
}
