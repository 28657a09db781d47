import type { SitingResult } from '@liaowang/shared/schemas/siting';

type Curve = SitingResult['curve'];

/**
 * Number of posts after which each one more helps clearly less: the point of the curve farthest above the line from its
 * start to its end, both axes stretched to 0–1 (Satopää et al. 2011, "Kneedle", without smoothing). Null for a curve of
 * fewer than four points or one that hardly bends.
 */
export function findElbow(curve: Curve): number | null {
  const first = curve[0];
  const last = curve.at(-1);
  if (!first || !last || curve.length < 4 || last.coveredShare <= first.coveredShare) return null;
  const height = (point: Curve[number]): number =>
    (point.coveredShare - first.coveredShare) / (last.coveredShare - first.coveredShare) -
    (point.p - first.p) / (last.p - first.p);
  const highest = curve.reduce((best, point) => (height(point) > height(best) ? point : best));
  // A bend of less than a tenth of the height is no bend that anybody sees.
  return height(highest) >= 0.1 ? highest.p : null;
}

/** What the post number `p` adds to the covered share, 0–1; null for the first point. */
export function findAdded(curve: Curve, p: number): number | null {
  const at = curve.findIndex((point) => point.p === p);
  return at <= 0 ? null : curve[at]!.coveredShare - curve[at - 1]!.coveredShare;
}

/** Even steps of 1, 2 or 5 times a power of ten within `min` to `max`, at most `count` + 1 of them. */
export function findTicks(max: number, count: number, min = 0): number[] {
  if (!(max > min)) return [min];
  const rough = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const first = Math.ceil(min / step - 1e-9);
  return Array.from({ length: Math.floor(max / step + 1e-9) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Where the axis of shares begins: at 0, or a little below a start that would press the curve against the top. */
export function findAxisStart(startShare: number, maxShare: number): number {
  if (startShare < maxShare / 3) return 0;
  return Math.max(0, Math.floor((startShare - (maxShare - startShare) / 4) * 20) / 20);
}
