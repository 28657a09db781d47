import { isSimpleRing } from '@liaowang/shared/analysis/geometry/simple-ring';
import type { AreaGeometry, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { listGroundHandles } from './ground-handles.ts';

/** Whether ground that somebody drew can be kept: its rim crosses itself nowhere. Longer rims are judged by the server. */
export function isFitGround(ground: AreaGeometry | null): boolean {
  return listGroundHandles(ground).length === 0 || isSimpleRing((ground as PolygonGeometry).coordinates[0]!);
}
