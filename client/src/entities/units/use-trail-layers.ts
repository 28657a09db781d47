import type { Layer } from '@deck.gl/core';
import { UNIT_KINDS, type UnitKind } from '@liaowang/shared/schemas/unit';
import { useEffect, useMemo } from 'react';
import { serverClock } from '../../lib/server-clock.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { createPositionTrails } from '../../live/position-trails.ts';
import { useUnitsNow } from '../../map/ticks.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn } from '../../map/view.store.ts';
import { createUnitTrailLayer } from './unit-trails.layer.ts';
import { UNIT_LAYER_KINDS, useVisibleKinds } from './visible-kinds.ts';

const NO_LAYERS: readonly Layer[] = [];
const isWalking = (kind: UnitKind): boolean => UNIT_LAYER_KINDS.foot.some((known) => known === kind);

/** Where the shown units came from in the last minutes. */
export function useTrailLayers(): readonly Layer[] {
  const { palette } = useMapTheme();
  const isOn = useIsLayerOn('trails');
  const visibleKinds = useVisibleKinds();
  const unitsNow = useUnitsNow(isOn);
  const trails = useMemo(() => (isOn ? createPositionTrails(positionBuffer) : null), [isOn]);
  useEffect(() => (trails ? positionBuffer.subscribe(() => trails.observe()) : undefined), [trails]);
  return useMemo(() => {
    if (!trails) return NO_LAYERS;
    trails.observe();
    const colors = UNIT_KINDS.map((kind) => (isWalking(kind) ? palette.foot : palette.vehicle));
    const shown = UNIT_KINDS.map((kind) => visibleKinds.includes(kind));
    return [
      createUnitTrailLayer(
        trails.toSegments(
          serverClock.toServerMs(unitsNow.atMs),
          (kind) => colors[kind]!,
          (kind) => shown[kind]!,
        ),
      ),
    ];
  }, [trails, palette, visibleKinds, unitsNow]);
}
