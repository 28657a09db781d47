import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { toOutcomeQuery } from '../../features/outcomes/outcome-form.ts';
import { useHotspotOutcome } from '../../features/outcomes/outcomes.api.ts';
import { useOutcomeForm } from '../../features/outcomes/outcomes.store.ts';
import { useHotspotRecords } from '../../features/reviews/reviews.api.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { createOutcomeLayers } from '../../map/layers/outcome.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useHotspotRoomView } from './hotspot-room-view.store.ts';

const NONE: readonly Layer[] = [];

/** Layers of the outcome tab: the chosen hotspot, its buffer and its comparison zones. None while another tab is open or nothing is chosen. */
export function useOutcomeLayers(theme: Theme): readonly Layer[] {
  const hotspotId = useHotspotRoomView((view) => (view.tab === 'outcome' ? view.hotspotId : null));
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
