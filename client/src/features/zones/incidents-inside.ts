import { createCategoryTree } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';

/** When and what the incidents of a zone are. */
export interface ZoneProfile {
  count: number;
  /** Incidents of each hour of the local week, Monday 00:00 first, of which the hour is known. */
  hoursOfWeek: Uint32Array;
  /** Of which it is not. */
  withoutHour: number;
  /** The city's own kinds (ours where nothing more is known), most first; those without any are left out. */
  categories: { categoryId: string; count: number }[];
}

/** Hours and categories of the matched incidents inside a zone. */
export function profileZone(
  geometry: PolygonGeometry,
  { lngs, lats, kinds, categoryNodes }: IncidentColumns,
  { hoursOfWeek }: Pick<LocalHours, 'hoursOfWeek'>,
  matched: Int32Array,
): ZoneProfile {
  const [west, south, east, north] = computeBounds(geometry);
  const hours = new Uint32Array(168);
  const counts = new Uint32Array(categoryNodes.length);
  let [count, withoutHour] = [0, 0];
  for (const i of matched) {
    const lng = lngs[i]!;
    const lat = lats[i]!;
    if (lng < west || lng > east || lat < south || lat > north || !isInsideArea([lng, lat], geometry)) continue;
    count++;
    // Of whom no hour is known stands beyond the week.
    if (hoursOfWeek[i]! < hours.length) hours[hoursOfWeek[i]!]!++;
    else withoutHour++;
    counts[kinds[i]!]!++;
  }
  const tree = createCategoryTree(categoryNodes);
  const mix = categoryNodes
    .map(({ categoryId }, at) => ({ categoryId: tree.resolve(categoryId)!, count: counts[at]! }))
    .filter((kind) => kind.count > 0);
  return { count, hoursOfWeek: hours, withoutHour, categories: mix.sort((a, b) => b.count - a.count) };
}
