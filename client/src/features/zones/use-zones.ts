import { useEffect, useRef } from 'react';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { openBrowserTask } from '../../lib/browser-task.ts';
import { useBrowserTask } from '../../lib/use-browser-task.ts';
import { findsZones, type FindingMethod } from './finding-method.ts';
import { findOtherIncidents } from './other-incidents.ts';
import type { ZonesQuestion, ZonesTask } from './zones.task.ts';
import { showAnswer, useZonesStore } from './zones.store.ts';

/** The incidents that are looked at: all columns, and which of them the filter lets through. */
export interface MatchedIncidents {
  readonly columns: IncidentColumns;
  readonly local: LocalHours;
  readonly matched: Int32Array;
  readonly filter: IncidentFilter;
}

interface ZonesInput {
  /** Null until the jurisdiction is known. */
  study: ZoneStudy | null;
  /** Null until they are fetched. */
  incidents: MatchedIncidents | null;
  method: FindingMethod;
  wantsSensitivity: boolean;
  /** Of plain counts, for methods without cells. */
  countsGrid: ZonesQuestion['countsGrid'];
  /** Clock of the server, epoch milliseconds. */
  nowMs: () => number;
}

/** A younger answer is worth waiting for: starting a thread anew and sending it everything takes time too. */
const ABANDON_AFTER_MS = 1_000;

const openZones = () =>
  openBrowserTask<ZonesTask>({
    start: () => new Worker(new URL('./zones.worker.ts', import.meta.url), { type: 'module' }),
    abandonAfterMs: ABANDON_AFTER_MS,
  });

/** Keeps zones.store.ts after what is asked, while its caller is mounted. Returns what gives up the question under way. */
export function useZones({
  study,
  incidents,
  method,
  wantsSensitivity,
  countsGrid: { shape, cellMeters },
  nowMs,
}: ZonesInput): () => void {
  const task = useBrowserTask(openZones);
  const clock = useRef(nowMs);
  clock.current = nowMs;

  useEffect(() => {
    if (!study || !incidents || !task.current) return;
    const { columns, local, matched, filter } = incidents;
    useZonesStore.setState({ isComputing: true, progress: null });
    const window = { fromMs: parseInstant(filter.from), toMs: parseInstant(filter.to) };
    const others =
      method.kind === 'clustering' ? findOtherIncidents(columns, local, filter, matched) : new Int32Array(0);
    const asked = { filter, incidentCount: matched.length };
    const fail = (failure: 'settings' | 'fault', offer: ReturnType<typeof useZonesStore.getState>['offer']): void =>
      useZonesStore.setState({ failure, offer, isComputing: false, progress: null });
    task.current.ask(
      {
        study,
        columns,
        matched,
        others,
        method,
        window,
        nowMs: clock.current(),
        wantsSensitivity: wantsSensitivity && method.kind === 'density',
        countsGrid: { shape, cellMeters },
      },
      {
        onProgress: (progress) => useZonesStore.setState({ progress }),
        onAnswer(answer, computeMs) {
          if (answer.kind === 'refused') fail('settings', answer.offer);
          else if (answer.found.kind === 'zones' && findsZones(method))
            showAnswer({ ...answer.found, method, ...asked, computeMs });
          else if (answer.found.kind === 'clustering' && method.kind === 'clustering')
            showAnswer({ ...answer.found, method, ...asked, computeMs });
          else if (answer.found.kind === 'near-repeat' && method.kind === 'near-repeat')
            showAnswer({ ...answer.found, method, ...asked, computeMs });
        },
        onFailure: () => fail('fault', null),
      },
    );
  }, [task, study, incidents, method, wantsSensitivity, shape, cellMeters]);

  return () => {
    task.current?.cancel();
    useZonesStore.setState({ isComputing: false, progress: null });
  };
}
