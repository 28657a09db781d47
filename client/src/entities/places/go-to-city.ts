import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { queryClient } from '../../lib/query-client.ts';
import { goToGround } from '../../map/go-to.ts';
import { JURISDICTION_KEY } from './places.api.ts';

/** Shows the whole jurisdiction. */
export function goToCity(): void {
  const jurisdiction = queryClient.getQueryData<Jurisdiction>(JURISDICTION_KEY);
  if (jurisdiction) goToGround(computeBounds(jurisdiction.boundary));
}
