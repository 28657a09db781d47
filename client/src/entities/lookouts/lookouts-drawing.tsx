import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useCallback, useMemo } from 'react';
import { localName, useLanguage } from '../../lib/use-language.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { BIG_MARK_BONUS_PIXELS, findNearestMark, useHitTest, type HitTest } from '../../map/hit-test.ts';
import { markObstacle, nameObstacle } from '../../map/label-obstacles.ts';
import { MapTooltip } from '../../map/map-tooltip.tsx';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { createSelectionRingLayer } from '../../map/selection-ring.layer.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn, useSelectedId } from '../../map/view.store.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { LOOKOUT_BANDS, LOOKOUT_NAME, createLookoutLayers } from './lookouts.layer.ts';
import { useShownLookouts } from './shown-lookouts.ts';
import { lookoutAtlasOf } from './lookout-marks.ts';

const NONE: readonly LookoutFeature[] = [];
const idOf = ({ properties }: LookoutFeature): number => properties.lookoutId;
const positionOf = ({ geometry }: LookoutFeature): [number, number] => geometry.coordinates;

/** The lookouts on the map. */
export function LookoutsDrawing() {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const zoom = useMapViewStore((view) => view.zoom);
  const hoveredId = useMapViewStore(({ hovered }) => (hovered?.kind === 'lookout' ? hovered.id : null));
  const isOn = useIsLayerOn('lookouts');
  const selectedId = useSelectedId('lookout');
  const known = useShownLookouts() ?? NONE;
  const lookouts = isOn ? known : NONE;
  const selected = known.find((lookout) => idOf(lookout) === selectedId);

  const obstacles = useMemo(
    () =>
      lookouts.flatMap((lookout) => {
        const place = positionOf(lookout);
        const name = localName(lookout.properties.name, language);
        return [
          markObstacle(place),
          ...(zoom >= ZOOM_STOPS.icons ? [nameObstacle(place, name, LOOKOUT_NAME.size, LOOKOUT_NAME.offsetY)] : []),
        ];
      }),
    [lookouts, language, zoom],
  );
  useDrawLayers(
    useMemo(
      () => [
        ...(isOn
          ? createLookoutLayers({ lookouts, hoveredId, language, palette, atlas: lookoutAtlasOf(palette), zoom })
          : []),
        ...(selected ? [createSelectionRingLayer(positionOf(selected), palette)] : []),
      ],
      [isOn, lookouts, hoveredId, language, palette, zoom, selected],
    ),
    LOOKOUT_BANDS,
    obstacles,
  );
  useHitTest(
    useCallback<HitTest>(
      (pointer) =>
        findNearestMark('lookout', lookouts, { idOf, positionOf, bonusPixels: BIG_MARK_BONUS_PIXELS }, pointer),
      [lookouts],
    ),
  );
  const hovered = known.find((lookout) => idOf(lookout) === hoveredId);
  return <MapTooltip text={hovered ? localName(hovered.properties.name, language) : null} />;
}
