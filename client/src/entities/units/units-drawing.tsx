import type { Layer } from '@deck.gl/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../lib/format.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useReducedMotion } from '../../lib/use-reduced-motion.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { useDrawLayers, useDrawnLayers } from '../../map/drawn-layers.store.ts';
import { useHitTest, type HitTest } from '../../map/hit-test.ts';
import { MapTooltip } from '../../map/map-tooltip.tsx';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { SECOND, useBufferVersion, useTick } from '../../map/ticks.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useSelectedId } from '../../map/view.store.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { findUnitUnder } from './unit-hit.ts';
import { createUnitLabelLayer, findLabelledUnits } from './unit-labels.layer.ts';
import { UNIT_BANDS, createUnitMarksLayer, toKindBits } from './unit-marks.layer.ts';
import { useUnitsStore } from './units.store.ts';
import { useVisibleKinds } from './visible-kinds.ts';

/** Names beside the marks: of all close up, of the selected unit at every zoom. They follow their marks. */
function useLabelLayers(): readonly Layer[] {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const reducedMotion = useReducedMotion();
  const visibleKinds = useVisibleKinds();
  const zoom = useMapViewStore((view) => view.zoom);
  const bounds = useMapViewStore((view) => view.bounds);
  const units = useUnitsStore((state) => state.units);
  const selectedId = useSelectedId('unit');
  const obstacles = useDrawnLayers((state) => state.obstacles);
  const areNamesOn = zoom >= ZOOM_STOPS.unitNames;
  const areLabelsOn = areNamesOn || selectedId !== null;
  const secondMs = useTick(SECOND, areLabelsOn);
  const version = useBufferVersion(areLabelsOn);

  const labelled = useMemo(() => {
    const selected = selectedId === null ? undefined : units.get(selectedId);
    if (bounds === null) return [];
    return findLabelledUnits({
      units: [...(selected ? [selected] : []), ...(areNamesOn ? units.values() : [])],
      pinnedUnitId: selected?.id ?? null,
      buffer: positionBuffer,
      bounds,
      zoom,
      nowMs: secondMs,
      isShown: (unit) => visibleKinds.includes(unit.kind),
      obstacles,
      language,
    });
  }, [areNamesOn, bounds, zoom, units, selectedId, visibleKinds, obstacles, language, secondMs]);
  return useMemo(
    () => [createUnitLabelLayer({ labelled, buffer: positionBuffer, language, palette, version, reducedMotion })],
    [labelled, language, palette, version, reducedMotion],
  );
}

function useMarkLayers(): readonly Layer[] {
  const { palette } = useMapTheme();
  const reducedMotion = useReducedMotion();
  const visibleKinds = useVisibleKinds();
  const selectedId = useSelectedId('unit');
  const hoveredId = useMapViewStore(({ hovered }) => (hovered?.kind === 'unit' ? hovered.id : null));
  const slotOf = (id: number | null): number => (id === null ? -1 : (positionBuffer.slotOf(id) ?? -1));
  const selectedSlot = slotOf(selectedId);
  const hoveredSlot = slotOf(hoveredId);
  return useMemo(
    () => [
      createUnitMarksLayer({ buffer: positionBuffer, visibleKinds, palette, selectedSlot, hoveredSlot, reducedMotion }),
    ],
    [visibleKinds, palette, selectedSlot, hoveredSlot, reducedMotion],
  );
}

/** The name of the unit under the pointer, with its age when its position is an old one. */
function UnitTooltip() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const hoveredId = useMapViewStore(({ hovered }) => (hovered?.kind === 'unit' ? hovered.id : null));
  const unit = useUnitsStore(({ units }) => (hoveredId === null ? undefined : units.get(hoveredId)));
  const fix = unit && positionBuffer.fixOf(unit.id);
  if (!unit || !fix) return <MapTooltip text={null} />;
  const nowMs = stateNowMs();
  const state = positionBuffer.stateOf(unit.id, nowMs);
  const age = formatDuration(serverClock.toServerMs(nowMs) - fix.fixTimeMs, language);
  const name = localName(unit.name);
  return <MapTooltip text={state === 'fresh' ? name : `${name} · ${t(`unitState.${state}`)} ${age}`} />;
}

/** The units on the map: marks and names. Positions are no input: the marks read the buffer themselves. */
export function UnitsDrawing() {
  const marks = useMarkLayers();
  const labels = useLabelLayers();
  useDrawLayers(
    useMemo(() => [...marks, ...labels], [marks, labels]),
    UNIT_BANDS,
  );
  const visibleKinds = useVisibleKinds();
  useHitTest(
    useCallback<HitTest>((pointer) => findUnitUnder(positionBuffer, toKindBits(visibleKinds), pointer), [visibleKinds]),
  );
  return <UnitTooltip />;
}
