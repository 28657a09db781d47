import type { Layer } from '@deck.gl/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useCrossFilter } from '../../features/filter/use-cross-filter.ts';
import { frameCost } from '../../map/frame-cost.ts';
import { createIncidentDotsLayer, gatherDots } from '../../features/filter/incident-dots.layer.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

const NONE: readonly Layer[] = [];

/** The value at once where frames are cheap; where they are dear (no graphics card), as often as drawing it leaves time for the charts, the last one always. */
function useAffordable<T>(value: T): T {
  const [shown, setShown] = useState(value);
  const shownAtMs = useRef(0);
  const isDear = frameCost.throttle(0) > 0;
  useEffect(() => {
    const timer = setTimeout(
      () => {
        shownAtMs.current = performance.now();
        setShown(value);
      },
      Math.max(0, shownAtMs.current + frameCost.throttle(0) - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [value]);
  return isDear ? shown : value;
}

/** Every incident that the filter lets through as a dot, following the pointer. None while hidden: deck takes no layer twice, so it is made anew afterwards. */
export function useIncidentDotsLayer(theme: Theme, isHidden: boolean): readonly Layer[] {
  // In the other tabs nothing is drawn over them.
  const isQuiet = useHotspotsView(({ tab }) => tab !== 'predict' && tab !== 'imports');
  const view = useAffordable(useCrossFilter());
  const zoom = useMapViewStore((state) => Math.round(state.zoom * 2) / 2);
  const columns = view?.loaded.columns;
  const matched = view?.counts.matched;
  const dots = useMemo(
    () => (columns && matched ? gatherDots(columns, matched, zoom) : null),
    [columns, matched, zoom],
  );
  return useMemo(
    () => (dots && !isHidden ? [createIncidentDotsLayer(dots, PALETTES[theme].incident.low, zoom, isQuiet)] : NONE),
    [dots, isHidden, theme, zoom, isQuiet],
  );
}
