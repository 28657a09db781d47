import { findOrRefuse, type FoundOrRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import { keepDated } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { createZoneFinder, type ZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import type { SuggestedParameters } from '@liaowang/shared/analysis/hotspots/zones/suggest-parameters';
import type { ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { pickIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { CellShape, ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { computeClustering, type ClusteringAnswer } from './clustering.ts';
import type { FindingMethod } from './finding-method.ts';
import { computeNearRepeat, type NearRepeatFound } from './near-repeat.ts';
import { pickSuggestions } from './suggestions.ts';
import { findAreaShare, sumFullestCells } from './zone-figures.ts';
import type { Baseline, OtherBandwidth, ZonesFound } from './zones-found.ts';

export interface ZonesQuestion {
  /** Where zones are looked for. */
  study: ZoneStudy;
  columns: IncidentColumns;
  /** Indexes of the incidents that the filter lets through. */
  matched: Int32Array;
  /** Indexes of those that they are compared with (findOtherIncidents); empty for methods that do not compare. */
  others: Int32Array;
  method: FindingMethod;
  /** The filter's window. */
  window: { fromMs: number; toMs: number };
  /** As of when watches are listed. */
  nowMs: number;
  wantsSensitivity: boolean;
  /** Cells of the plain counts beside methods that have no cells of their own. */
  countsGrid: { shape: CellShape; cellMeters: number };
}

/** By the method that was asked for. */
type FoundByMethod =
  | { kind: 'zones'; found: ZonesFound }
  | { kind: 'clustering'; found: ClusteringAnswer }
  | { kind: 'near-repeat'; found: NearRepeatFound };

export type ZonesTask = (question: ZonesQuestion, report: (share: number) => void) => FoundOrRefused<FoundByMethod>;

type DensityMethod = Extract<ZoneMethod, { kind: 'density' }>;

/** The incidents of the latest question; the next one is mostly about the same. */
interface Picked extends Pick<ZonesQuestion, 'columns' | 'matched' | 'window'> {
  incidents: IncidentColumns;
  suggested: SuggestedParameters | null;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** What the thread does; it keeps what it prepared for the study and the incidents of the last question. */
export function createZonesTask(): ZonesTask {
  let finder: { study: ZoneStudy; zones: ZoneFinder } | null = null;
  let picked: Picked | null = null;

  function pick({ columns, matched, window }: ZonesQuestion): Picked {
    if (
      picked?.columns === columns &&
      picked.window.fromMs === window.fromMs &&
      picked.window.toMs === window.toMs &&
      isSame(picked.matched, matched)
    )
      return picked;
    picked = { columns, matched, window, incidents: pickIncidents(columns, matched), suggested: null };
    return picked;
  }

  function findZones(
    zoneFinder: ZoneFinder,
    question: ZonesQuestion,
    method: ZoneMethod,
    report: (share: number) => void,
  ): ZonesFound {
    const { window, wantsSensitivity, countsGrid } = question;
    const looked = pick(question);
    looked.suggested ??= zoneFinder.suggest(looked.incidents, window);
    // Trends are of days and weeks, and what they are held against is of the same incidents.
    const dated = method.kind === 'emerging' ? { ...looked, incidents: keepDated(looked.incidents) } : looked;
    const result = zoneFinder.find(dated.incidents, method, window, report);
    return {
      result,
      monthsLeftOut: looked.incidents.ids.length - dated.incidents.ids.length,
      baseline: findBaseline(zoneFinder, dated, { method, result, countsGrid }),
      sensitivity: wantsSensitivity && method.kind === 'density' ? compareBandwidths(zoneFinder, looked, method) : null,
      suggestions: pickSuggestions(method, looked.suggested),
    };
  }

  function find(zoneFinder: ZoneFinder, question: ZonesQuestion, report: (share: number) => void): FoundByMethod {
    const { study, columns, method, nowMs, others } = question;
    switch (method.kind) {
      case 'near-repeat': {
        const asked = { center: study.center, method, nowMs };
        return { kind: 'near-repeat', found: computeNearRepeat(pick(question).incidents, asked, report) };
      }
      case 'clustering': {
        const asked = { study, others: pickIncidents(columns, others), method };
        return { kind: 'clustering', found: computeClustering(pick(question).incidents, asked, report) };
      }
      default:
        return { kind: 'zones', found: findZones(zoneFinder, question, method, report) };
    }
  }

  return (question, report) => {
    const { study } = question;
    if (finder?.study !== study) finder = { study, zones: createZoneFinder(study) };
    const { zones } = finder;
    return findOrRefuse(() => find(zones, question, report));
  };
}

/** The rings of drawn cells: the largest part of an answer, made for it. */
export function findZonesTransfer(answer: ReturnType<ZonesTask>): Transferable[] {
  if (answer.kind === 'refused' || answer.found.kind !== 'zones') return [];
  const { cells } = answer.found.found.result;
  return cells ? [cells.rings.buffer as ArrayBuffer] : [];
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
