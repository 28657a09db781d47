/** Steps after which a bracket is as narrow as doubles allow, whatever the function does. */
const MAX_STEPS = 200;

/**
 * Where a function that never rises falls through 0, between `low` (not negative there) and `high` (negative there). The
 * Illinois form of the secant (Dowell & Jarratt 1971), with a halving after steps that gain little; to about 1e-14 of the
 * range, in some ten calls for a smooth function.
 */
export function findRoot(valueAt: (x: number) => number, low: number, high: number): number {
  let [left, right] = [low, high];
  let [valueLeft, valueRight] = [valueAt(left), valueAt(right)];
  let side = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const width = right - left;
    if (width <= 1e-14 * Math.max(1, Math.abs(left), Math.abs(right))) break;
    const secant = left + (width * valueLeft) / (valueLeft - valueRight);
    const isUsable = step % 4 !== 3 && secant > left && secant < right;
    const x = isUsable ? secant : left + width / 2;
    const value = valueAt(x);
    if (value === 0) return x;
    if (value > 0) {
      [left, valueLeft] = [x, value];
      if (side === 1) valueRight /= 2;
      side = 1;
    } else {
      [right, valueRight] = [x, value];
      if (side === -1) valueLeft /= 2;
      side = -1;
    }
  }
  return (left + right) / 2;
}
