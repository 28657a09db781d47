const TINY = 1e-300;
/** Far more than the square root of the largest counts that make sense. */
const MAX_TERMS = 100_000;

/**
 * The continued fraction F of the incomplete beta function, I_x(a, b) = x^a (1 − x)^b / (a B(a, b)) · F (DLMF 8.17.22), by
 * Lentz's method (Thompson & Barnett 1986). It converges quickly where x < (a + 1) / (a + b + 2).
 */
export function computeBetaFraction(a: number, b: number, x: number): number {
  const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}
