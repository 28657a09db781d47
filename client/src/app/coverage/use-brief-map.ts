import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useBasemap, useJurisdiction, useKeyAreas, usePlaces } from '../../features/registry/registry.api.ts';
import { computeBounds } from '../../lib/bounds.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { createBasemapStyle } from '../../map/basemap.ts';
import { findFreshUnits } from '../../map/observing-disks.ts';
import { createMarkAtlas } from '../../map/mark-atlas.ts';
import { PRINT_PALETTE, createPrintLayers } from '../../map/print-layers.ts';
import { renderPrintMap } from '../../map/print-map.ts';
import type { FetchedBrief } from './use-brief-content.ts';

export const BRIEF_VIEWS = ['screen', 'area', 'city'] as const;
export type BriefView = (typeof BRIEF_VIEWS)[number];

/** CSS pixels of the picture: 184 × 92 mm, and two device pixels each make 190 dpi. */
const SIZE = { width: 700, height: 350 };
const PIXEL_RATIO = 2;

interface BriefPicture {
  address: string | null;
  hasFailed: boolean;
}
const PENDING: BriefPicture = { address: null, hasFailed: false };

/** The picture of the brief's map, in the language around it. `address` is null while it is drawn. */
export function useBriefMap(brief: FetchedBrief, view: BriefView): BriefPicture {
  const { t } = useTranslation();
  const language = useLanguage();
  const jurisdiction = useJurisdiction().data;
  const basemap = useBasemap().data;
  const keyAreas = useKeyAreas().data;
  const places = usePlaces().data;
  const areas = useCoverageAreas().data;
  const mayViewLive = usePermission('live:view');
  // What is asked for now: a picture in the language before, say, must not stand a moment longer, nor be printed.
  const asked = useMemo(() => ({ brief, view, language }), [brief, view, language]);
  const [drawn, setDrawn] = useState<BriefPicture & { asked: object | null }>({ ...PENDING, asked: null });

  useEffect(() => {
    if (!jurisdiction || !basemap || !keyAreas || !places || !areas) return undefined;
    const stop = new AbortController();
    let address: string | null = null;
    const { content: { areaId }, screen } = brief;
    const area = areas.find((known) => known.areaId === areaId);
    const city = computeBounds(jurisdiction.boundary);
    renderPrintMap({
      style: createBasemapStyle({ jurisdiction, basemap, theme: 'light', language }),
      view: view === 'area' && area ? computeBounds(area.geometry) : view === 'screen' && screen !== null ? screen : city,
      size: SIZE,
      pixelRatio: PIXEL_RATIO,
      createLayers: (zoom) =>
        createPrintLayers({
          gaps: brief.shapes.features,
          keyAreas,
          lookouts: brief.lookouts,
          places,
          units: mayViewLive ? findFreshUnits(positionBuffer.slots) : null,
          selectedKeyAreaId: areaId.startsWith('key-area:') ? Number(areaId.slice('key-area:'.length)) : null,
          atlas: createMarkAtlas(PRINT_PALETTE),
          language,
          zoom,
        }),
      furniture: { title: null, legend: [], attribution: t('brief.attribution'), north: t('compass.0'), palette: PRINT_PALETTE },
      signal: stop.signal,
    }).then(
      (blob) => {
        if (stop.signal.aborted) return;
        address = URL.createObjectURL(blob);
        setDrawn({ address, hasFailed: false, asked });
      },
      () => {
        if (!stop.signal.aborted) setDrawn({ address: null, hasFailed: true, asked });
      },
    );
    return () => {
      stop.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [asked, brief, view, jurisdiction, basemap, keyAreas, places, areas, mayViewLive, language, t]);
  return drawn.asked === asked ? drawn : PENDING;
}
