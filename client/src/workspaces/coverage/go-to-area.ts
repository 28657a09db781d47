import { COVERAGE_AREAS_KEY, type CoverageArea } from '../../features/coverage/coverage-areas.api.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { queryClient } from '../../lib/query-client.ts';
import { mapControl } from '../../map/map-control.ts';
import { useViewStore } from '../../map/view.store.ts';
import { useCoverageView } from './coverage-view.store.ts';

/** Chooses an area and shows it whole. */
export function goToArea(areaId: string): void {
  const { follow, select, selection } = useViewStore.getState();
  follow(null);
  if (selection?.kind === 'key-area') select(null);
  useCoverageView.getState().setArea(areaId);
  const area = queryClient.getQueryData<CoverageArea[]>(COVERAGE_AREAS_KEY)?.find((known) => known.areaId === areaId);
  if (area) mapControl.fitBounds(computeBounds(area.geometry));
}
