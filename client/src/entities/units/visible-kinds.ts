import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { useMemo } from 'react';
import { useIsLayerOn } from '../../map/view.store.ts';

/** The kinds of units of each layer of units. */
export const UNIT_LAYER_KINDS = {
  foot: ['foot', 'bicycle'],
  vehicles: ['bus', 'taxi'],
} as const satisfies Record<string, readonly UnitKind[]>;

/** The kinds of units that the switched layers show. */
export function useVisibleKinds(): readonly UnitKind[] {
  const isFootOn = useIsLayerOn('foot');
  const areVehiclesOn = useIsLayerOn('vehicles');
  return useMemo(
    () => [...(isFootOn ? UNIT_LAYER_KINDS.foot : []), ...(areVehiclesOn ? UNIT_LAYER_KINDS.vehicles : [])],
    [isFootOn, areVehiclesOn],
  );
}
