import { layOutDays } from '@liaowang/shared/analysis/hotspots/change/daily-series';
import {
  compareWindows,
  matchWindow,
  type WindowlessFilter,
  type WindowsComparison,
} from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import type { TimeSpan } from '@liaowang/shared/analysis/hotspots/change/seasonal-expectation';
import { compareZones, type ZoneChange } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { findOrRefuse, type FoundOrRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { FoundZone, ZoneResult } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { pickIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';

/** Everything a comparison takes. */
export interface ChangeTask {
  study: ZoneStudy;
  timeZone: string;
  columns: IncidentColumns;
  local: LocalHours;
  filter: WindowlessFilter;
  windows: { now: TimeSpan; before: TimeSpan };
  recordFromMs: number;
  method: ZoneMethod;
  /** A change of less is none, 0–1. */
  leastChange: number;
}

export interface ZonesCompared {
  changes: readonly ZoneChange[];
  now: readonly FoundZone[];
  before: readonly FoundZone[];
  /** Why a window may have no zones. */
  warnings: { now: ZoneResult['warning']; before: ZoneResult['warning'] };
}

export interface ChangeFound {
  /** Null if no hour of a window passes the filter. */
  windows: WindowsComparison | null;
  zones: ZonesCompared | null;
}

/** What the thread answers. */
export function answerChange(task: ChangeTask): FoundOrRefused<ChangeFound> {
  return findOrRefuse(() => computeChange(task));
}

/** Compares two windows of one filter, and the zones that one method finds in them. Throws RangeError where the method cannot be computed. */
export function computeChange({
  study,
  timeZone,
  columns,
  local,
  filter,
  windows,
  recordFromMs,
  method,
  leastChange,
}: ChangeTask): ChangeFound {
  const compared = compareWindows({ incidents: columns, local, recordFromMs, timeZone }, filter, windows, leastChange);
  if (!compared) return { windows: null, zones: null };
  const finder = createZoneFinder(study);
  const projection = createLocalProjection(...study.center);
  const look = (window: TimeSpan) => {
    const matched = matchWindow(columns, local, filter, window);
    const incidents = pickIncidents(columns, matched);
    const { zones, warning } = finder.find(incidents, method, window);
    const xs = new Float64Array(incidents.lngs.length);
    const ys = new Float64Array(xs.length);
    projection.forwardAll(incidents.lngs, incidents.lats, xs, ys);
    return {
      zones,
      warning,
      xs,
      ys,
      localDays: matched.map((i) => local.days[i]!),
      calendar: layOutDays(filter, window, timeZone),
    };
  };
  const now = look(windows.now);
  const before = look(windows.before);
  return {
    windows: compared,
    zones: {
      changes: compareZones(now, before, projection, leastChange),
      now: now.zones,
      before: before.zones,
      warnings: { now: now.warning, before: before.warning },
    },
  };
}
