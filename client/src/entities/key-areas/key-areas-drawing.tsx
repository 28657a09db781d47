import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { useCallback, useMemo } from 'react';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { findSmallestGround, useHitTest, type HitTest } from '../../map/hit-test.ts';
import { MapTooltip } from '../../map/map-tooltip.tsx';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useIsLayerOn, useSelectedId } from '../../map/view.store.ts';
import { KEY_AREA_BANDS, createKeyAreaLayers } from './key-areas.layer.ts';
import { useShownKeyAreas } from './shown-key-areas.ts';

const NONE: readonly KeyArea[] = [];

/** The key areas on the map. */
export function KeyAreasDrawing() {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const localName = useLocalName();
  const zoom = useMapViewStore((view) => view.zoom);
  const hoveredId = useMapViewStore(({ hovered }) => (hovered?.kind === 'key-area' ? hovered.id : null));
  const isOn = useIsLayerOn('key-areas');
  const selectedId = useSelectedId('key-area');
  const known = useShownKeyAreas() ?? NONE;
  const keyAreas = isOn ? known : NONE;

  useDrawLayers(
    useMemo(
      () => (isOn ? createKeyAreaLayers({ keyAreas, selectedId, hoveredId, language, palette, zoom }) : []),
      [isOn, keyAreas, selectedId, hoveredId, language, palette, zoom],
    ),
    KEY_AREA_BANDS,
  );
  useHitTest(
    useCallback<HitTest>(
      (pointer) =>
        findSmallestGround(
          'key-area',
          keyAreas,
          { idOf: ({ id }) => id, geometryOf: ({ geometry }) => geometry },
          pointer,
        ),
      [keyAreas],
    ),
  );
  const hovered = known.find(({ id }) => id === hoveredId);
  return <MapTooltip text={hovered ? localName(hovered.name) : null} />;
}
