import { useMemo } from 'react';
import { AREA_MAP_BANDS } from '../../features/areas/area-map.layer.ts';
import { useChangeLayers } from '../../features/change/use-change-layers.ts';
import { ZONE_CHANGE_BANDS } from '../../features/change/zone-changes.layer.ts';
import { INCIDENT_DOT_BANDS } from '../../features/filter/incident-dots.layer.ts';
import { IMPORT_PREVIEW_BANDS } from '../../features/imports/import-preview.layer.ts';
import { useImportLayers } from '../../features/imports/use-import-layers.ts';
import { OUTCOME_BANDS } from '../../features/outcomes/outcome.layer.ts';
import { RECORD_BANDS } from '../../features/records/records.layer.ts';
import { NEAR_REPEAT_BANDS } from '../../features/zones/near-repeat.layer.ts';
import { useZoneLayers } from '../../features/zones/use-zone-layers.ts';
import { ZONE_BANDS } from '../../features/zones/zones.layer.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { DENSITY_BANDS } from '../../map/density-surface.layer.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useAreaLayers } from './use-area-layers.ts';
import { useFilterLink } from './use-filter-link.ts';
import { useIncidentDotsLayer } from './use-incident-dots-layer.ts';
import { useMethodLink } from './use-method-link.ts';
import { useOutcomeLayers } from './use-outcome-layers.ts';
import { useRecordLayers } from './use-record-layers.ts';

const BANDS = {
  ...AREA_MAP_BANDS,
  ...INCIDENT_DOT_BANDS,
  ...IMPORT_PREVIEW_BANDS,
  ...DENSITY_BANDS,
  ...ZONE_BANDS,
  ...NEAR_REPEAT_BANDS,
  ...ZONE_CHANGE_BANDS,
  ...RECORD_BANDS,
  ...OUTCOME_BANDS,
};

/** Puts what the hotspot workspace shows onto the map, as long as it is open. Draws nothing itself. */
export function HotspotsLayers() {
  const { theme } = useMapTheme();
  useFilterLink();
  useMethodLink();
  const zones = useZoneLayers(theme);
  const imported = useImportLayers(theme);
  // What a file holds is shown alone: dots upon dots would not be told apart.
  const dots = useIncidentDotsLayer(theme, imported.length > 0);
  const areas = useAreaLayers(theme);
  const changes = useChangeLayers(theme);
  const records = useRecordLayers(theme);
  const outcomes = useOutcomeLayers(theme);
  useDrawLayers(
    useMemo(
      () => [...areas, ...dots, ...imported, ...outcomes, ...zones, ...changes, ...records],
      [areas, dots, imported, outcomes, zones, changes, records],
    ),
    BANDS,
  );
  return null;
}
