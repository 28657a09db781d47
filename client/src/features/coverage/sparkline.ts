/** Shares spread over less than this are drawn as nearly flat: noise must not look like a story. */
const LEAST_SPREAD = 0.02;

/**
 * SVG path of shares 0–1 (null = nothing recorded: the line breaks) in a box of `width` × `height`, lowest at the bottom.
 * A single value between two holes becomes a dot. Empty when there is no value.
 */
export function computeSparkline(values: ReadonlyArray<number | null>, width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const low = Math.min(...known);
  const high = Math.max(...known);
  const spread = Math.max(LEAST_SPREAD, high - low);
  const base = (low + high - spread) / 2;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const round = (value: number): string => String(Math.round(value * 10) / 10);
  const parts: string[] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const point = `${round(at * step)} ${round(height - ((value - base) / spread) * height)}`;
    const isStart = at === 0 || values[at - 1] === null;
    const isEnd = at === values.length - 1 || values[at + 1] === null;
    // A line of no length with round ends is a dot.
    parts.push(isStart ? `M${point}${isEnd ? 'h0' : ''}` : `L${point}`);
  });
  return parts.join('');
}
