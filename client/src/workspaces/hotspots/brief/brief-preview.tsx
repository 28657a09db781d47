import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { Note } from '../../../components/note.tsx';
import { buildAreaRows } from '../../../features/areas/area-rows.ts';
import { useAreasStore, type CountedAreas } from '../../../features/areas/areas.store.ts';
import { useMatchedIncidents } from '../../../features/filter/use-matched-incidents.ts';
import { useLookouts } from '../../../entities/lookouts/lookouts.api.ts';
import { useHotspotOutcome } from '../../../features/outcomes/outcomes.api.ts';
import { useKeyAreas } from '../../../entities/key-areas/key-areas.api.ts';
import { useJurisdiction, usePlaces } from '../../../entities/places/places.api.ts';
import { useHotspotDetail, useHotspotRecords } from '../../../features/records/records.api.ts';
import { useZonesStore } from '../../../features/zones/zones.store.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { createFileName } from '../../../lib/download.ts';
import { localName, useLanguage } from '../../../lib/use-language.ts';
import { areaColor } from '../area-colors.ts';
import { createAreaMapLayers } from '../../../features/areas/area-map.layer.ts';
import { createHotspotRecordLayers } from '../../../features/records/records.layer.ts';
import { createZoneLayers, paintCells } from '../../../features/zones/zones.layer.ts';
import { PRINT_PALETTE } from '../../../features/print/print-layers.ts';
import { createPrintDots, createPrintZoneLayers } from '../../../features/print/print-zones.ts';
import { findCellMeaning } from '../../../features/zones/zone-colors.ts';
import { BriefFrame } from '../../../components/brief-frame.tsx';
import { usePrintPicture, type PrintOrder } from '../../../features/print/use-print-map.ts';
import { findAreaScale } from '../area-scale.ts';
import { AreasSheet } from './areas-sheet.tsx';
import type { BriefSubject } from './brief.store.ts';
import { RecordSheet } from './record-sheet.tsx';
import { useBriefFacts, type BriefFacts } from './use-brief-facts.ts';
import { prepareZonesBrief, type ZonesBrief } from './zones-brief.ts';
import { ZonesSheet } from './zones-sheet.tsx';

/** A little ground around a hotspot, so that one sees where it is; degrees. */
const MARGIN_DEGREES = 0.006;

interface PagesProps {
  facts: BriefFacts;
  onDrawn: (isDrawn: boolean) => void;
}

/** What stands on every map of a brief; null until it is there. */
function useGround() {
  const keyAreas = useKeyAreas().data;
  const places = usePlaces().data;
  const lookouts = useLookouts().data;
  return useMemo(
    () => (keyAreas && places && lookouts ? { keyAreas, places, lookouts } : null),
    [keyAreas, places, lookouts],
  );
}

function usePicture(order: PrintOrder | null, onDrawn: PagesProps['onDrawn']) {
  const picture = usePrintPicture(order);
  const isDrawn = picture.address !== null || picture.hasFailed;
  useEffect(() => onDrawn(isDrawn), [isDrawn, onDrawn]);
  return picture;
}

function ZonesPages({ facts, brief, onDrawn }: PagesProps & { brief: ZonesBrief }) {
  const language = useLanguage();
  const ground = useGround();
  const jurisdiction = useJurisdiction().data;
  const records = useHotspotRecords().data ?? [];
  const order = useMemo((): PrintOrder | null => {
    if (!ground || !jurisdiction) return null;
    const { result } = brief.answer.found;
    const { kind } = brief.answer.method;
    const meaning = findCellMeaning(kind);
    const cells = result.cells && meaning ? paintCells(result.cells, meaning, PRINT_PALETTE, 'light') : null;
    const shown = result.zones.length > 0 ? result.zones.map(({ geometry }) => geometry) : jurisdiction.boundary;
    return {
      language,
      view: computeBounds(shown),
      createLayers: (zoom) =>
        createPrintZoneLayers(
          [
            createPrintDots(brief.positions),
            ...createZoneLayers(
              {
                zones: result.zones,
                cells,
                cellInFocus: null,
                surface: null,
                otherBandwidths: [],
                hoveredRank: null,
                openRank: null,
                zoom,
              },
              PRINT_PALETTE,
            ),
          ],
          { ...ground, language, zoom },
        ),
    };
  }, [ground, jurisdiction, brief, language]);
  return <ZonesSheet facts={facts} brief={brief} records={records} picture={usePicture(order, onDrawn)} />;
}

function AreasPages({
  facts,
  counted,
  filter,
  onDrawn,
}: PagesProps & { counted: CountedAreas; filter: IncidentFilter }) {
  const language = useLanguage();
  const ground = useGround();
  const order = useMemo((): PrintOrder | null => {
    if (!ground) return null;
    const { set, table } = counted;
    const rows = buildAreaRows(set, table, { nameOf: ({ zh }) => zh, outside: '' });
    const scale = findAreaScale(rows, 'count');
    const painted = rows.flatMap((row) =>
      row.area
        ? {
            geometry: row.area.geometry,
            color: areaColor(row.figures.count, scale, PRINT_PALETTE, 'light'),
            isSelected: false,
            isHovered: false,
          }
        : [],
    );
    return {
      language,
      view: computeBounds(set.areas.map(({ geometry }) => geometry)),
      createLayers: (zoom) =>
        createPrintZoneLayers(createAreaMapLayers(painted, PRINT_PALETTE), { ...ground, language, zoom }),
    };
  }, [ground, counted, language]);
  return <AreasSheet facts={facts} counted={counted} filter={filter} picture={usePicture(order, onDrawn)} />;
}

function RecordPages({ facts, hotspotId, onDrawn }: PagesProps & { hotspotId: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const ground = useGround();
  const detail = useHotspotDetail(hotspotId);
  const outcome = useHotspotOutcome(hotspotId, { beforeDays: 84, afterDays: 0, bufferMeters: 300 });
  const hotspot = detail.data?.hotspot;
  const order = useMemo((): PrintOrder | null => {
    if (!ground || !hotspot) return null;
    const [west, south, east, north] = computeBounds(hotspot.geometry);
    return {
      language,
      view: [west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES],
      createLayers: (zoom) =>
        createPrintZoneLayers(
          createHotspotRecordLayers({
            records: [{ ...hotspot, name: '' }],
            chosenId: null,
            hoveredId: hotspotId,
            palette: PRINT_PALETTE,
            zoom,
          }),
          { ...ground, language, zoom },
        ),
    };
  }, [ground, hotspot, hotspotId, language]);
  const picture = usePicture(order, onDrawn);
  if (detail.error)
    return (
      <Note
        tone="error"
        title={t('brief.failed')}
        action={{ label: t('common.retry'), onClick: () => void detail.refetch() }}
      />
    );
  if (!detail.data || (!outcome.data && !outcome.error)) return <p role="status">{t('brief.preparing')}</p>;
  return <RecordSheet facts={facts} detail={detail.data} outcome={outcome.data ?? null} picture={picture} />;
}

/** The zones as they stood when the brief was opened: nothing in it changes while somebody reads it. */
function useZonesBrief(facts: BriefFacts | null): ZonesBrief | null {
  const [answer] = useState(() => useZonesStore.getState().answer);
  const matched = useMatchedIncidents();
  const [first, setFirst] = useState(matched);
  if (first === null && matched !== null) setFirst(matched);
  const timeZone = facts?.timeZone;
  return useMemo(
    () => (answer?.kind === 'zones' && first && timeZone ? prepareZonesBrief(answer, first, timeZone) : null),
    [answer, first, timeZone],
  );
}

/** A hotspot brief: two A4 pages of the zones found, of the table of areas, or of one record. */
export default function BriefPreview({ subject, onClose }: { subject: BriefSubject; onClose: () => void }) {
  const { t } = useTranslation();
  const facts = useBriefFacts();
  const zones = useZonesBrief(facts);
  // As they stood when the brief was opened.
  const [counted] = useState(() => useAreasStore.getState().counted);
  const filter = useMatchedIncidents()?.filter;
  const [isDrawn, setIsDrawn] = useState(false);
  const hasPages =
    facts !== null &&
    (subject.kind === 'record' ||
      (subject.kind === 'areas' ? counted !== null && filter !== undefined : zones !== null));
  return (
    <BriefFrame
      heading={t('zoneBrief.heading')}
      nameFile={
        facts && isDrawn
          ? (say, language) =>
              createFileName(
                [localName(facts.city, language), say('zoneBrief.heading')],
                facts.madeAtMs,
                facts.timeZone,
                'pdf',
              ).replace(/\.pdf$/, '')
          : null
      }
      controls={null}
      notice={!hasPages && <p role="status">{t('brief.preparing')}</p>}
      onClose={onClose}
    >
      {facts && subject.kind === 'zones' && zones && <ZonesPages facts={facts} brief={zones} onDrawn={setIsDrawn} />}
      {facts && subject.kind === 'areas' && counted && filter && (
        <AreasPages facts={facts} counted={counted} filter={filter} onDrawn={setIsDrawn} />
      )}
      {facts && subject.kind === 'record' && (
        <RecordPages facts={facts} hotspotId={subject.hotspotId} onDrawn={setIsDrawn} />
      )}
    </BriefFrame>
  );
}
