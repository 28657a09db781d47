import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { ImportCheck, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { Note } from '../../components/note.tsx';
import { CATEGORIES_KEY } from '../../features/categories/categories.api.ts';
import { CategoryManager } from '../../features/categories/category-manager.tsx';
import { useFilterStore } from '../../features/filter/filter.store.ts';
import { INCIDENT_ANALYSIS_KEY } from '../../entities/incidents/incident-analysis.keys.ts';
import { ImportHome } from '../../features/imports/import-home.tsx';
import { useImportStore } from '../../features/imports/import.store.ts';
import { ImportWizard } from '../../features/imports/import-wizard.tsx';
import { INCIDENTS_KEY, INCIDENT_SUMMARY_KEY } from '../../entities/incidents/incidents.api.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { useViewStore } from '../../map/view.store.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

/** Half a kilometre, or a fiftieth of the width. */
const LEAST_MARGIN_DEGREES = 0.005;
const MARGIN_SHARE = 0.02;

/** Incidents came or went in numbers: whatever is drawn from them is fetched anew. */
function renewIncidents(): void {
  for (const queryKey of [INCIDENT_ANALYSIS_KEY, CATEGORIES_KEY, INCIDENTS_KEY, INCIDENT_SUMMARY_KEY])
    void queryClient.invalidateQueries({ queryKey });
}

/** Looks for hotspots among what was imported: over its days, and of its source. */
function showHotspots({ check, mapping }: IncidentImport): void {
  if (!check?.firstAt || !check.lastAt) return;
  const { timeZone } = useTimeZoneStore.getState();
  const dayOf = (instant: string): number => findLocalDay(parseInstant(instant), timeZone);
  const window = { kind: 'days', fromDay: dayOf(check.firstAt), endDay: dayOf(check.lastAt) + 1 } as const;
  useFilterStore.getState().change({
    window,
    hours: null,
    weekdays: null,
    categories: null,
    severities: null,
    source: mapping?.source ?? 'reported',
  });
  useHotspotsView.getState().openTab('zones');
}

/** Shows places whole; a lone one, or many at one address, not from too near. */
function showPlaces(places: ImportCheck['places']): void {
  if (places.length === 0) return;
  const [west, south, east, north] = computeBounds({ type: 'MultiPoint', coordinates: places });
  const margin = Math.max(LEAST_MARGIN_DEGREES, (east - west) * MARGIN_SHARE);
  useViewStore.getState().follow(null);
  mapControl.fitBounds([west - margin, south - margin, east + margin, north + margin]);
}

/** "Getting incidents in": files, step by step; the map shows what a dry run found. */
export default function ImportsTab() {
  const { t } = useTranslation();
  const mayImport = usePermission('incidents:import');
  const { importId, open, setOpen } = useImportStore();
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, [setOpen]);
  if (!mayImport) return <Note title={t('imports.title')} text={t('imports.mayNot')} />;
  return (
    <Stack gap={0} pt={9} miw={0}>
      {importId === null ? (
        <>
          <ImportHome onOpen={open} onUndone={renewIncidents} />
          <CategoryManager />
        </>
      ) : (
        <ImportWizard
          key={importId}
          importId={importId}
          onShowHotspots={showHotspots}
          onChanged={renewIncidents}
          onShowPlaces={showPlaces}
        />
      )}
    </Stack>
  );
}
