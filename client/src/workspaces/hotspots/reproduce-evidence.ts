import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { HotspotEvidence } from '@liaowang/shared/schemas/hotspot-record';
import { formatFilter } from '../../features/filter/filter-link.ts';
import { formatMethod } from '../../features/zones/method-link.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

/** Filter and method of evidence as a link carries them; the window is the local days that it touches. */
export function toEvidenceLink(
  { filter, method }: HotspotEvidence,
  timeZone: string,
): { filter: string | null; method: string } {
  const { from, to, ...rest } = filter;
  const window = {
    kind: 'days' as const,
    fromDay: findLocalDay(parseInstant(from), timeZone),
    endDay: findLocalDay(parseInstant(to) - 1, timeZone) + 1,
  };
  return { filter: formatFilter({ window, ...rest }), method: formatMethod(method) };
}

/** Opens the zones tab with what a record rests on, so that the same zone is found again. */
export function reproduceEvidence(evidence: HotspotEvidence, timeZone: string): void {
  const link = toEvidenceLink(evidence, timeZone);
  const { setFilter, setMethod, openTab } = useHotspotsView.getState();
  setFilter(link.filter);
  setMethod(link.method);
  openTab('zones');
}
