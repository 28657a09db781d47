import { useMemo } from 'react';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useJurisdiction, usePlaces } from '../../entities/places/places.api.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { usePermission } from '../../lib/permission.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { findFreshUnits } from '../../entities/observers/observing-ground.ts';
import { lookoutAtlasOf } from '../../entities/lookouts/lookout-marks.ts';
import { PRINT_PALETTE, createPrintLayers } from '../../features/print/print-layers.ts';
import { usePrintPicture, type PrintOrder, type PrintPicture } from '../../features/print/use-print-map.ts';
import type { FetchedBrief } from './use-brief-content.ts';

export const BRIEF_VIEWS = ['screen', 'area', 'city'] as const;
export type BriefView = (typeof BRIEF_VIEWS)[number];

/** The picture of the coverage brief's map, in the language around it. */
export function useBriefMap(brief: FetchedBrief, view: BriefView): PrintPicture {
  const language = useLanguage();
  const jurisdiction = useJurisdiction().data;
  const keyAreas = useKeyAreas().data;
  const places = usePlaces().data;
  const areas = useCoverageAreas().data;
  const mayViewLive = usePermission('live:view');
  const order = useMemo((): PrintOrder | null => {
    if (!jurisdiction || !keyAreas || !places || !areas) return null;
    const {
      content: { areaId },
      screen,
    } = brief;
    const area = areas.find((known) => known.areaId === areaId);
    return {
      language,
      view:
        view === 'area' && area
          ? computeBounds(area.geometry)
          : view === 'screen' && screen !== null
            ? screen
            : computeBounds(jurisdiction.boundary),
      createLayers: (zoom) =>
        createPrintLayers({
          gaps: brief.shapes.features,
          keyAreas,
          lookouts: brief.lookouts,
          places,
          units: mayViewLive ? findFreshUnits(positionBuffer.slots) : null,
          selectedKeyAreaId: areaId.startsWith('key-area:') ? Number(areaId.slice('key-area:'.length)) : null,
          atlas: lookoutAtlasOf(PRINT_PALETTE),
          language,
          zoom,
        }),
    };
  }, [brief, view, jurisdiction, keyAreas, places, areas, mayViewLive, language]);
  return usePrintPicture(order);
}
