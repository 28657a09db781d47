import { useEffect, useRef } from 'react';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { findsZones, type FindingMethod } from './finding-method.ts';
import { findOtherIncidents } from './other-incidents.ts';
import { createZonesSession, openZonesWorker, type ZonesSession } from './zones-session.ts';
import type { ZonesQuestion } from './zones.messages.ts';
import { showAnswer, useZonesStore } from './zones.store.ts';

/** The incidents that are looked at: all columns, and which of them the filter lets through. */
export interface MatchedIncidents {
  readonly columns: IncidentColumns;
  readonly local: LocalHours;
  readonly matched: Int32Array;
  readonly filter: IncidentFilter;
}

interface Asked {
  id: number;
  method: FindingMethod;
  filter: IncidentFilter;
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

/** Keeps zones.store.ts after what is asked, while its caller is mounted. Returns what gives up the question under way. */
export function useZones({
  study,
  incidents,
  method,
  wantsSensitivity,
  countsGrid: { shape, cellMeters },
  nowMs,
}: ZonesInput): () => void {
  const session = useRef<ZonesSession | null>(null);
  const asked = useRef<Asked | null>(null);
  const clock = useRef(nowMs);
  clock.current = nowMs;

  useEffect(() => {
    const opened = createZonesSession(openZonesWorker, (answer) => {
      const question = asked.current;
      // A fault of the thread itself answers no question in particular.
      if (!question || (answer.id !== question.id && answer.id !== -1)) return;
      const { filter, method: by } = question;
      if (answer.kind === 'progress') useZonesStore.setState({ progress: answer.share });
      else if (answer.kind === 'failed')
        useZonesStore.setState({ failure: answer.cause, offer: answer.offer, isComputing: false, progress: null });
      else if (answer.kind === 'zones' && findsZones(by))
        showAnswer({ kind: 'zones', method: by, filter, found: answer.found, computeMs: answer.computeMs });
      else if (answer.kind === 'clustering' && by.kind === 'clustering')
        showAnswer({ kind: 'clustering', method: by, filter, found: answer.found, computeMs: answer.computeMs });
      else if (answer.kind === 'near-repeat' && by.kind === 'near-repeat')
        showAnswer({ kind: 'near-repeat', method: by, filter, found: answer.found, computeMs: answer.computeMs });
    });
    session.current = opened;
    return () => {
      session.current = null;
      asked.current = null;
      opened.close();
    };
  }, []);

  useEffect(() => {
    if (study) session.current?.setStudy(study);
  }, [study]);
  const columns = incidents?.columns ?? null;
  useEffect(() => {
    if (columns) session.current?.setIncidents(columns);
  }, [columns]);
  useEffect(() => {
    if (!study || !incidents || !session.current) return;
    const { columns: all, local, matched, filter } = incidents;
    const id = (asked.current?.id ?? 0) + 1;
    asked.current = { id, method, filter };
    useZonesStore.setState({ isComputing: true, progress: null });
    const window = { fromMs: parseInstant(filter.from), toMs: parseInstant(filter.to) };
    const others = method.kind === 'clustering' ? findOtherIncidents(all, local, filter, matched) : new Int32Array(0);
    session.current.ask({
      id,
      matched,
      others,
      method,
      window,
      nowMs: clock.current(),
      wantsSensitivity: wantsSensitivity && method.kind === 'density',
      countsGrid: { shape, cellMeters },
    });
  }, [study, incidents, method, wantsSensitivity, shape, cellMeters]);

  return () => {
    session.current?.cancel();
    useZonesStore.setState({ isComputing: false, progress: null });
  };
}
