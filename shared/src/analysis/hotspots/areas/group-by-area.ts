import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import type { createAreaLocator } from './area-locator.ts';

export interface IncidentsByArea {
  /** Indexes of each area's incidents, in the order given. */
  readonly byArea: Int32Array[];
  /** Of those in no area. */
  readonly outside: Int32Array;
  /** 1 for each of the given incidents that several areas hold. */
  readonly isSeveral: Uint8Array;
}

/** The incidents of each area; `indexes` are those that are looked at. */
export function groupByArea(
  locator: ReturnType<typeof createAreaLocator>,
  { lngs, lats }: Pick<IncidentColumns, 'lngs' | 'lats'>,
  indexes: Int32Array,
  areaCount: number,
): IncidentsByArea {
  const count = indexes.length;
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < count; at++) {
    xs[at] = lngs[indexes[at]!]!;
    ys[at] = lats[indexes[at]!]!;
  }
  const { starts, areas } = locator.locate(xs, ys);
  const sizes = new Uint32Array(areaCount);
  for (const area of areas) sizes[area]!++;
  const byArea = Array.from(sizes, (size) => new Int32Array(size));
  const outside = new Int32Array(count);
  const isSeveral = new Uint8Array(count);
  const filled = new Uint32Array(areaCount);
  let outsideCount = 0;
  for (let at = 0; at < count; at++) {
    const [from, to] = [starts[at]!, starts[at + 1]!];
    if (from === to) outside[outsideCount++] = indexes[at]!;
    if (to - from > 1) isSeveral[at] = 1;
    for (let place = from; place < to; place++) {
      const area = areas[place]!;
      byArea[area]![filled[area]!++] = indexes[at]!;
    }
  }
  return { byArea, outside: outside.slice(0, outsideCount), isSeveral };
}
