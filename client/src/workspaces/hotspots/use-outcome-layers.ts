import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { toOutcomeQuery } from '../../features/outcomes/outcome-form.ts';
import { useHotspotOutcome } from '../../features/outcomes/outcomes.api.ts';
import { useOutcomeForm } from '../../features/outcomes/outcomes.store.ts';
import { useHotspotRecords } from '../../features/records/records.api.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { createOutcomeLayers } from '../../features/outcomes/outcome.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

const NONE: readonly Layer[] = [];

/** Layers of the outcome tab: the chosen hotspot, its buffer and its comparison zones. None while another tab is open or nothing is chosen. */
export function useOutcomeLayers(theme: Theme): readonly Layer[] {
  const hotspotId = useHotspotsView((view) => (view.tab === 'outcome' ? view.hotspotId : null));
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const form = useOutcomeForm(hotspotId);
  const outcome = useHotspotOutcome(hotspotId, toOutcomeQuery(form, timeZone)).data;
  const hotspot = useHotspotRecords().data?.find((record) => record.hotspotId === hotspotId)?.geometry ?? null;
  return useMemo(() => {
    if (hotspotId === null) return NONE;
    return createOutcomeLayers({
      hotspot,
      buffer: outcome?.bufferGeometry ?? null,
      zones: outcome?.comparisonZones.map(({ geometry }) => geometry) ?? [],
      palette: PALETTES[theme],
    });
  }, [hotspotId, hotspot, outcome, theme]);
}
