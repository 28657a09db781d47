import type { CoverageFigures, CoverageNow, CoverageWindow } from '@liaowang/shared/schemas/coverage';
import type { LookoutCollection } from '@liaowang/shared/schemas/lookout';
import { useState } from 'react';
import type { Installation } from '@liaowang/shared/schemas/installation';
import type { Session } from '@liaowang/shared/schemas/account';
import { useInstallation, useSession } from '../../entities/accounts/session.api.ts';
import type { BriefContent } from '../../features/briefs/brief-content.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { findMapInsets, type Bounds } from '../../map/map-control.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { useChosenArea } from './use-chosen-area.ts';
import { resolveComparison, resolveWindow, type TimeSpan } from './window-choice.ts';

/** Weeks of the hour-of-week matrix: enough for eight Mondays. */
const WEEKS = 8;

/** A brief, and the shapes for its map. */
export interface FetchedBrief {
  content: BriefContent;
  shapes: CoverageNow;
  lookouts: LookoutCollection['features'];
  /** What the map showed between the panels; null = it never came to rest. */
  screen: Bounds | null;
}

const fetchWindow = ({ fromMs, toMs }: TimeSpan): Promise<CoverageWindow> =>
  callApi('GET /coverage/window', {
    query: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
  });

/** What of the map is not under panels. Mercator's northward stretch is nothing within a city. */
function findScreen(): Bounds | null {
  const { bounds } = useMapViewStore.getState();
  const insets = findMapInsets(1);
  if (!bounds || !insets) return bounds;
  const [west, south, east, north] = bounds;
  const [lngPerPixel, latPerPixel] = [(east - west) / innerWidth, (north - south) / innerHeight];
  return [
    west + insets.left * lngPerPixel,
    south + insets.bottom * latPerPixel,
    east - insets.right * lngPerPixel,
    north - insets.top * latPerPixel,
  ];
}

interface BriefRequest {
  madeAtMs: number;
  areaId: string;
  installation: Installation;
  session: Session;
  timeZone: string;
}

async function fetchBrief({ madeAtMs, areaId, installation, session, timeZone }: BriefRequest): Promise<FetchedBrief> {
  const view = useCoverageView.getState();
  const screen = findScreen();
  const span = resolveWindow(view.window, madeAtMs);
  // A brief always says how it was before.
  const before = resolveComparison(view.compare ?? 'before', view.window, madeAtMs) ?? span;
  const [shapes, gaps, window, comparison, hours, settings, demand, lookouts] = await Promise.all([
    callApi('GET /coverage/now'),
    callApi('GET /coverage/gaps'),
    fetchWindow(span),
    fetchWindow(before),
    callApi('GET /coverage/hour-of-week', { query: { areaId, weeks: WEEKS } }),
    callApi('GET /coverage/settings'),
    callApi('GET /coverage/demand'),
    callApi('GET /lookouts'),
  ]);
  const figures: CoverageFigures = shapes.figures;
  return {
    shapes,
    lookouts: lookouts.features,
    screen,
    content: {
      madeAtMs,
      timeZone,
      areaId,
      figures,
      gaps,
      window,
      comparison,
      hours,
      settings,
      demand,
      city: installation.jurisdictionName,
      association: installation.associationName,
      isDemo: installation.demo,
      role: session.role,
      lookoutNames: new Map(lookouts.features.map(({ properties }) => [properties.lookoutId, properties.name])),
      unitNames: new Map([...useUnitsStore.getState().units.values()].map(({ id, name }) => [id, name])),
    },
  };
}

/** All of a brief at once, as of when it was opened: nothing in it changes while somebody reads it. */
export function useBriefContent() {
  const [madeAtMs] = useState(() => serverNowMs());
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const installation = useInstallation().data;
  const session = useSession().data;
  const areaId = useChosenArea()?.areaId;
  const [firstAreaId, setFirstAreaId] = useState(areaId);
  if (firstAreaId === undefined && areaId !== undefined) setFirstAreaId(areaId);
  const request =
    installation && session && firstAreaId !== undefined
      ? { madeAtMs, areaId: firstAreaId, installation, session, timeZone }
      : null;
  return useFetched({
    queryKey: ['coverage', 'brief', madeAtMs],
    enabled: request !== null,
    staleTime: Infinity,
    gcTime: 0,
    queryFn: () => fetchBrief(request!),
  });
}
