import { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import { keepDated } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { createZoneFinder, type ZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import type { SuggestedParameters } from '@liaowang/shared/analysis/hotspots/zones/suggest-parameters';
import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { pickIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { computeClustering } from './clustering.ts';
import { computeNearRepeat } from './near-repeat.ts';
import { pickSuggestions } from './suggestions.ts';
import { findAreaShare, sumFullestCells } from './zone-figures.ts';
import type {
  Baseline,
  OtherBandwidth,
  ZonesAnswer,
  ZonesFound,
  ZonesQuestion,
  ZonesRequest,
} from './zones.messages.ts';

type DensityMethod = Extract<ZoneMethod, { kind: 'density' }>;
type Window = ZonesQuestion['window'];

/** The incidents of the latest question; the next one is mostly about the same. */
interface Picked {
  matched: Int32Array;
  window: Window;
  incidents: IncidentColumns;
  suggested: SuggestedParameters | null;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** What the worker does with each message; answers go to `answer`. `clockMs` is for the time it took. */
export function createZonesResponder(
  answer: (answer: ZonesAnswer) => void,
  clockMs: () => number,
): (request: ZonesRequest) => void {
  let study: ZoneStudy | null = null;
  let finder: ZoneFinder | null = null;
  let columns: IncidentColumns | null = null;
  let picked: Picked | null = null;

  function pick(matched: Int32Array, window: Window): Picked {
    if (
      picked &&
      picked.window.fromMs === window.fromMs &&
      picked.window.toMs === window.toMs &&
      isSame(picked.matched, matched)
    )
      return picked;
    return { matched, window, incidents: pickIncidents(columns!, matched), suggested: null };
  }

  function findZones(
    zoneFinder: ZoneFinder,
    { id, matched, window, wantsSensitivity, countsGrid }: ZonesQuestion,
    method: ZoneMethod,
  ): ZonesFound {
    picked = pick(matched, window);
    picked.suggested ??= zoneFinder.suggest(picked.incidents, window);
    // Trends are of days and weeks, and what they are held against is of the same incidents.
    const looked = method.kind === 'emerging' ? { ...picked, incidents: keepDated(picked.incidents) } : picked;
    const result = zoneFinder.find(looked.incidents, method, window, (share) =>
      answer({ kind: 'progress', id, share }),
    );
    return {
      result,
      monthsLeftOut: picked.incidents.ids.length - looked.incidents.ids.length,
      baseline: findBaseline(zoneFinder, looked, { method, result, countsGrid }),
      sensitivity: wantsSensitivity && method.kind === 'density' ? compareBandwidths(zoneFinder, picked, method) : null,
      suggestions: pickSuggestions(method, picked.suggested),
    };
  }

  function respond({ id, method, ...question }: ZonesQuestion): ZonesAnswer {
    if (!study || !finder || !columns)
      return { kind: 'failed', id, cause: 'fault', offer: null, reason: 'There is nothing to look at yet.' };
    const startedMs = clockMs();
    if (method.kind === 'near-repeat') {
      picked = pick(question.matched, question.window);
      const found = computeNearRepeat(
        picked.incidents,
        { center: study.center, method, nowMs: question.nowMs },
        (share) => answer({ kind: 'progress', id, share }),
      );
      return { kind: 'near-repeat', id, found, computeMs: clockMs() - startedMs };
    }
    if (method.kind === 'clustering') {
      picked = pick(question.matched, question.window);
      const found = computeClustering(
        picked.incidents,
        { study, others: pickIncidents(columns, question.others), method },
        (share) => answer({ kind: 'progress', id, share }),
      );
      return { kind: 'clustering', id, found, computeMs: clockMs() - startedMs };
    }
    const found = findZones(finder, { id, method, ...question }, method);
    return { kind: 'zones', id, found, computeMs: clockMs() - startedMs };
  }

  return (request) => {
    if (request.kind === 'study') {
      study = request.study;
      finder = createZoneFinder(study);
    } else if (request.kind === 'incidents') {
      columns = request.columns;
      picked = null;
    } else {
      const { question } = request;
      try {
        answer(respond(question));
      } catch (error) {
        answer({
          kind: 'failed',
          id: question.id,
          cause: error instanceof RangeError ? 'settings' : 'fault',
          offer: error instanceof SizeRefused ? error.works : null,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
  };
}

/** What the fullest cells hold on as much land as the zones take: cells of the method, else those that plain counts have. */
function findBaseline(
  finder: ZoneFinder,
  { incidents, window }: Picked,
  { method, result, countsGrid }: { method: ZoneMethod; result: ZoneResult } & Pick<ZonesQuestion, 'countsGrid'>,
): Baseline | null {
  if (method.kind === 'counts' || result.zones.length === 0) return null;
  const { shape, cellMeters } = 'shape' in method ? method : countsGrid;
  const grid = { shape, cellMeters };
  const { incidentCount, cells } = finder.find(
    incidents,
    { kind: 'counts', ...grid, areaShare: findAreaShare(result) },
    window,
  );
  const cellSquareMeters = grid.cellMeters ** 2 * (grid.shape === 'square' ? 1 : Math.sqrt(3) / 2);
  return {
    ...grid,
    incidentCount,
    heldCount: sumFullestCells(cells!.counts, result.zoneSquareMeters / cellSquareMeters),
  };
}

function compareBandwidths(
  finder: ZoneFinder,
  { incidents, window }: Picked,
  method: DensityMethod,
): [OtherBandwidth, OtherBandwidth] | null {
  const compared = finder.compareBandwidths(incidents, method);
  if (!compared) return null;
  const describe = ({
    bandwidthMeters,
    sharedShare,
  }: {
    bandwidthMeters: number;
    sharedShare: number;
  }): OtherBandwidth => ({
    bandwidthMeters,
    sharedShare,
    outlines: finder.find(incidents, { ...method, bandwidthMeters }, window).zones.map(({ geometry }) => geometry),
  });
  return [describe(compared.half), describe(compared.double)];
}
