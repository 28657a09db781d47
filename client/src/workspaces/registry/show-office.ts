import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { Office } from '../../features/organisation/office.ts';
import { queryClient } from '../../lib/query-client.ts';
import { COVERAGE_AREAS_KEY, type CoverageArea } from '../../features/coverage/coverage-areas.api.ts';
import { CLOSE_ZOOM, goToGround, goToPlace } from '../../map/go-to.ts';

/** Brings an office into sight: with its ground where it has one, else with the streets around it. */
export function showOffice({ kind, id, position, area }: Office): void {
  const nearest =
    kind === 'branch'
      ? queryClient.getQueryData<CoverageArea[]>(COVERAGE_AREAS_KEY)?.find(({ areaId }) => areaId === `branch:${id}`)
          ?.geometry
      : undefined;
  const ground = area ?? nearest;
  if (ground) goToGround(computeBounds(ground));
  else goToPlace(position, CLOSE_ZOOM);
}
