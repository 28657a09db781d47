import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Role } from '@liaowang/shared/schemas/account';
import type {
  AreaCoverage,
  AreaWindow,
  CoverageFigures,
  CoverageWindow,
  DemandPoints,
  HourOfWeek,
  TrackedGaps,
} from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

/** All that a brief says, as of one moment. */
export interface BriefContent {
  madeAtMs: number;
  city: LocalizedName;
  association: LocalizedName;
  role: Role;
  isDemo: boolean;
  timeZone: string;
  /** The chosen area. */
  areaId: string;
  figures: CoverageFigures;
  gaps: TrackedGaps;
  window: CoverageWindow;
  comparison: CoverageWindow;
  hours: HourOfWeek;
  settings: CoverageSettings;
  demand: Pick<DemandPoints, 'incidentCount' | 'from' | 'to' | 'cellMeters'>;
  lookoutNames: ReadonlyMap<number, LocalizedName>;
  unitNames: ReadonlyMap<number, LocalizedName>;
}

/** Shares of 0–1; null = not known. */
export interface BriefShare {
  now: number | null;
  window: number | null;
  /** Of the window against the compared one. */
  change: number | null;
}

export interface BriefRow {
  areaId: string;
  /** Null = all key areas together. */
  name: LocalizedName | null;
  ground: BriefShare;
  incidents: BriefShare;
  households: BriefShare;
  worstHour: AreaWindow['worstHour'];
  gapCount: number;
}

type Weighted = { value: number | null | undefined; weight: number };

/** Mean by weight of what is known; null when nothing is. */
export function meanByWeight(parts: readonly Weighted[]): number | null {
  let sum = 0;
  let total = 0;
  for (const { value, weight } of parts) {
    if (value === null || value === undefined || weight <= 0) continue;
    sum += value * weight;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}

const MEASURES = {
  ground: {
    now: ({ share }: AreaCoverage) => share,
    weight: ({ areaSquareMeters }: AreaCoverage) => areaSquareMeters,
    mean: ({ meanShare }: AreaWindow) => meanShare,
  },
  incidents: {
    now: ({ incidentShare }: AreaCoverage) => incidentShare,
    weight: ({ incidentWeight }: AreaCoverage) => incidentWeight,
    mean: ({ meanIncidentShare }: AreaWindow) => meanIncidentShare,
  },
  households: {
    now: ({ householdShare }: AreaCoverage) => householdShare,
    weight: ({ households }: AreaCoverage) => households,
    mean: ({ meanHouseholdShare }: AreaWindow) => meanHouseholdShare,
  },
} as const;

type BriefFigures = Pick<BriefContent, 'window' | 'comparison'>;

/** Areas taken together: each measure weighted by what it is a share of. Over a window the weights are those of now. */
function combine(
  areas: readonly AreaCoverage[],
  { window, comparison }: BriefFigures,
): Pick<BriefRow, keyof typeof MEASURES> {
  const windows = new Map(window.areas.map((area) => [area.areaId, area]));
  const comparisons = new Map(comparison.areas.map((area) => [area.areaId, area]));
  const shareOf = ({ now, weight, mean }: (typeof MEASURES)[keyof typeof MEASURES]): BriefShare => {
    const meanIn = (from: typeof windows): number | null =>
      meanByWeight(
        areas.map((area) => {
          const own = from.get(area.areaId);
          return { value: own && mean(own), weight: weight(area) };
        }),
      );
    const [overWindow, before] = [meanIn(windows), meanIn(comparisons)];
    return {
      now: meanByWeight(areas.map((area) => ({ value: now(area), weight: weight(area) }))),
      window: overWindow,
      change: overWindow === null || before === null ? null : overWindow - before,
    };
  };
  return {
    ground: shareOf(MEASURES.ground),
    incidents: shareOf(MEASURES.incidents),
    households: shareOf(MEASURES.households),
  };
}

function toRow(area: AreaCoverage, figures: BriefFigures): BriefRow {
  return {
    areaId: area.areaId,
    name: area.name,
    gapCount: area.gapCount,
    worstHour: figures.window.areas.find(({ areaId }) => areaId === area.areaId)?.worstHour ?? null,
    ...combine([area], figures),
  };
}

const isKeyArea = ({ areaId }: { areaId: string }): boolean => areaId.startsWith('key-area:');

/** The rows of the key figures: all key areas together, the jurisdiction, the chosen area; what the account may not see is left out. */
export function findHeadRows({
  figures,
  areaId,
  ...rest
}: Pick<BriefContent, 'figures' | 'areaId'> & BriefFigures): BriefRow[] {
  const keyAreas = figures.areas.filter(isKeyArea);
  const named = figures.areas.filter((area) => area.areaId === 'jurisdiction' || area.areaId === areaId);
  const total: BriefRow[] =
    keyAreas.length === 0
      ? []
      : [
          {
            areaId: 'key-areas',
            name: null,
            worstHour: null,
            gapCount: keyAreas.reduce((sum, { gapCount }) => sum + gapCount, 0),
            ...combine(keyAreas, rest),
          },
        ];
  return [...total, ...named.map((area) => toRow(area, rest))];
}

/** Areas of a kind, least seen now first, as many as there is room for; `left` are not listed. */
export function findWorstRows(
  { figures, ...rest }: Pick<BriefContent, 'figures'> & BriefFigures,
  kind: 'key-area' | 'branch',
  room: number,
): { rows: BriefRow[]; left: number } {
  const areas = figures.areas
    .filter(({ areaId }) => areaId.startsWith(`${kind}:`))
    .toSorted((a, b) => a.share - b.share);
  return { rows: areas.slice(0, room).map((area) => toRow(area, rest)), left: Math.max(0, areas.length - room) };
}

/** The key areas' gap that has been open for longest; null without gaps. */
export function findOldestGap({ gaps }: Pick<TrackedGaps, 'gaps'>): TrackedGaps['gaps'][number] | null {
  return gaps.reduce<TrackedGaps['gaps'][number] | null>(
    (oldest, gap) => (oldest === null || parseInstant(gap.openedAt) < parseInstant(oldest.openedAt) ? gap : oldest),
    null,
  );
}

/** Durations of minutes or more are told by the minute: paper does not tick. */
export const roundToMinute = (durationMs: number): number =>
  durationMs < 60_000 ? durationMs : Math.round(durationMs / 60_000) * 60_000;
