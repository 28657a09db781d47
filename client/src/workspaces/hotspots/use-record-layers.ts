import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { filterRecords } from '../../features/records/record-order.ts';
import { useHotspotRecords } from '../../features/records/records.api.ts';
import { useRecordsStore } from '../../features/records/records.store.ts';
import { createHotspotRecordLayers } from '../../features/records/records.layer.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useHotspotsView } from './hotspots-view.store.ts';
import { useRecordName } from './use-record-name.ts';
import { useToday } from './use-today.ts';

const NONE: readonly Layer[] = [];

/** Layers of the review tab: the records that the list shows, and the chosen one in any case. None while another tab is open. */
export function useRecordLayers(theme: Theme): readonly Layer[] {
  const isOpen = useHotspotsView((view) => view.tab === 'review');
  const chosenId = useHotspotsView((view) => view.hotspotId);
  const records = useHotspotRecords().data;
  const filter = useRecordsStore((store) => store.filter);
  const hoveredId = useRecordsStore((store) => store.hoveredId);
  const zoom = useMapViewStore((map) => map.zoom);
  const today = useToday();
  const nameOf = useRecordName();
  // As one text: places and areas that come later give new names, a new render alone does not.
  const names = isOpen ? (records ?? []).map((record) => nameOf(record)).join('\n') : '';
  const shown = useMemo(() => {
    const nameList = names.split('\n');
    const named = (records ?? []).map((record, i) => ({ ...record, name: nameList[i] ?? '' }));
    const filtered = new Set(filterRecords(named, filter, today));
    return named.filter((record) => filtered.has(record) || record.hotspotId === chosenId);
  }, [records, names, filter, today, chosenId]);
  return useMemo(
    () =>
      isOpen
        ? createHotspotRecordLayers({ records: shown, chosenId, hoveredId, palette: PALETTES[theme], zoom })
        : NONE,
    [isOpen, shown, chosenId, hoveredId, theme, zoom],
  );
}
