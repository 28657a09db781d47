import type { TFunction } from 'i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type {
  AreaCoverage,
  CoverageFigures,
  CoverageWindow,
  HourOfWeek,
  TrackedGap,
  TrackedGaps,
} from '@liaowang/shared/schemas/coverage';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { kindOfArea } from '../../features/coverage/area-kind.ts';
import { DAYS_PER_WEEK, HOURS_PER_DAY } from '../../features/coverage/hour-of-week.ts';
import { formatIsoLocal } from '../../lib/iso-time.ts';
import type { Cell, Column, Table } from '../../lib/table.ts';

/** What the tables need to name things in the reader's language. */
export interface TableNames {
  t: TFunction;
  timeZone: string;
  localName: (name: LocalizedName) => string;
  /** Empty where there is none, or it is not known. */
  branchName: (branchId: number | null) => string;
  lookoutName: (lookoutId: number) => string;
  unitName: (unitId: number) => string;
}

const NAME_WIDTH = 22;
const TIME_WIDTH = 26;
const NOTE_WIDTH = 40;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
/** A share of 0–1 in percent, to a hundredth. */
const percent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : round(share * 100, 2);

/** Every area of responsibility: now, over the window, and against the compared window. */
export function buildAreasTable(
  { t, timeZone, localName, branchName }: TableNames,
  parts: { figures: CoverageFigures; window: CoverageWindow | null; comparison: CoverageWindow | null },
): Table {
  const { figures, window, comparison } = parts;
  const windows = new Map(window?.areas.map((area) => [area.areaId, area]));
  const comparisons = new Map(comparison?.areas.map((area) => [area.areaId, area]));
  const time = (instant: string | undefined): string | null =>
    instant === undefined ? null : formatIsoLocal(parseInstant(instant), timeZone);
  const toRow = (area: AreaCoverage): Cell[] => {
    const own = windows.get(area.areaId);
    const before = comparisons.get(area.areaId)?.meanShare ?? null;
    const mean = own?.meanShare ?? null;
    return [
      localName(area.name),
      t(`brief.kind.${kindOfArea(area.areaId)}`),
      branchName(area.branchId),
      round(area.areaSquareMeters / 1e6, 4),
      percent(area.share),
      percent(area.incidentShare),
      percent(area.householdShare),
      round(area.incidentWeight, 1),
      Math.round(area.households),
      area.gapCount,
      round((area.areaSquareMeters - area.observedAreaSquareMeters) / 1e4, 2),
      percent(mean),
      mean === null || before === null ? null : round((mean - before) * 100, 2),
      percent(own?.worstHour?.meanShare),
      time(own?.worstHour?.hour),
      time(figures.computedAt),
    ];
  };
  const columns: Column[] = [
    { header: t('brief.column.name'), width: NAME_WIDTH },
    { header: t('brief.column.kind') },
    { header: t('brief.column.branch'), width: NAME_WIDTH },
    { header: t('brief.column.areaKm2'), digits: 4 },
    { header: t('brief.column.share'), digits: 2 },
    { header: t('brief.column.incidentShare'), digits: 2 },
    { header: t('brief.column.householdShare'), digits: 2 },
    { header: t('brief.column.incidentWeight'), digits: 1 },
    { header: t('brief.column.households'), digits: 0 },
    { header: t('brief.column.gapCount'), digits: 0 },
    { header: t('brief.column.unobservedHectares'), digits: 2 },
    { header: t('brief.column.windowShare'), digits: 2 },
    { header: t('brief.column.change'), digits: 2 },
    { header: t('brief.column.worstHourShare'), digits: 2 },
    { header: t('brief.column.worstHour'), width: TIME_WIDTH },
    { header: t('brief.column.computedAt'), width: TIME_WIDTH },
  ];
  return { title: t('brief.areas'), columns, rows: figures.areas.map(toRow) };
}

/** The gaps as listed, with who could see to them; a last row says how many of `total` are left out. `areas` name them. */
export function buildGapsTable(
  { t, timeZone, localName, branchName, lookoutName, unitName }: TableNames,
  parts: TrackedGaps & { areas: readonly AreaCoverage[] },
): Table {
  const { gaps, total, computedAt, areas } = parts;
  const names = new Map(areas.map(({ areaId, name }) => [areaId, localName(name)]));
  const atMs = parseInstant(computedAt);
  const toRow = (gap: TrackedGap): Cell[] => {
    const patrol = gap.nearestPatrols[0];
    return [
      gap.gapId,
      names.get(gap.areaId) ?? '',
      branchName(gap.branchId),
      round(gap.areaSquareMeters / 1e4, 2),
      round(gap.labelPoint[0], 6),
      round(gap.labelPoint[1], 6),
      formatIsoLocal(parseInstant(gap.openedAt), timeZone),
      gap.openedEarlier ? t('brief.yes') : t('brief.no'),
      round((atMs - parseInstant(gap.openedAt)) / 60_000, 1),
      round(gap.incidentWeight, 1),
      Math.round(gap.households),
      gap.nearestLookout ? lookoutName(gap.nearestLookout.lookoutId) : null,
      gap.nearestLookout ? Math.round(gap.nearestLookout.distanceMeters) : null,
      patrol ? unitName(patrol.unitId) : null,
      patrol ? Math.round(patrol.distanceMeters) : null,
      patrol ? round(patrol.travelSeconds / 60, 1) : null,
      formatIsoLocal(atMs, timeZone),
    ];
  };
  const columns: Column[] = [
    { header: t('brief.column.gapId'), digits: 0 },
    { header: t('brief.column.keyArea'), width: NAME_WIDTH },
    { header: t('brief.column.branch'), width: NAME_WIDTH },
    { header: t('brief.column.areaHectares'), digits: 2 },
    { header: t('brief.column.lng'), digits: 6 },
    { header: t('brief.column.lat'), digits: 6 },
    { header: t('brief.column.openedAt'), width: TIME_WIDTH },
    { header: t('brief.column.openedEarlier') },
    { header: t('brief.column.openMinutes'), digits: 1 },
    { header: t('brief.column.incidentWeight'), digits: 1 },
    { header: t('brief.column.households'), digits: 0 },
    { header: t('brief.column.nearestLookout'), width: NAME_WIDTH },
    { header: t('brief.column.lookoutMeters'), digits: 0 },
    { header: t('brief.column.nearestPatrol'), width: NAME_WIDTH },
    { header: t('brief.column.patrolMeters'), digits: 0 },
    { header: t('brief.column.patrolMinutes'), digits: 1 },
    { header: t('brief.column.computedAt'), width: TIME_WIDTH },
  ];
  const left = total - gaps.length;
  const leftOut: Cell[][] =
    left > 0 ? [columns.map((_, at) => (at === 0 ? t('brief.gapsLeft', { count: left }) : null))] : [];
  return { title: t('brief.gaps'), columns, rows: [...gaps.map(toRow), ...leftOut] };
}

/** The matrix of an area's week: a block of seven rows for each measure, an hour a column; what it rests on in the last two. */
export function buildHoursTable({ t }: Pick<TableNames, 't'>, hours: HourOfWeek, areaName: string): Table {
  const blocks: Array<{ header: string; valueOf: (cell: HourOfWeek['cells'][number]) => number | null }> = [
    { header: t('brief.column.share'), valueOf: ({ meanShare }) => percent(meanShare) },
    { header: t('brief.column.incidentShare'), valueOf: ({ meanIncidentShare }) => percent(meanIncidentShare) },
    { header: t('brief.column.recordedHours'), valueOf: (cell) => cell.hours },
  ];
  const days = Array.from({ length: DAYS_PER_WEEK }, (_, day) => day);
  return {
    title: t('brief.hours'),
    columns: [
      { header: t('brief.column.area'), width: NAME_WIDTH },
      { header: t('brief.column.measure'), width: NAME_WIDTH },
      { header: t('brief.column.weekday') },
      ...Array.from({ length: HOURS_PER_DAY }, (_, hour): Column => ({
        header: `${String(hour).padStart(2, '0')}:00`,
        width: 7,
      })),
      { header: t('brief.column.weeks'), digits: 0 },
      { header: t('brief.about.note'), width: NOTE_WIDTH },
    ],
    rows: blocks.flatMap(({ header, valueOf }) =>
      days.map((day): Cell[] => [
        areaName,
        header,
        t(`calendar.weekday.${(day + 1) as 1}`),
        ...hours.cells.slice(day * HOURS_PER_DAY, (day + 1) * HOURS_PER_DAY).map(valueOf),
        hours.weeks,
        hours.isSimulated ? t('brief.method.simulated') : null,
      ]),
    ),
  };
}

/** What the figures of a workbook rest on, as pairs of name and value. */
export function buildAboutTable(
  { t, timeZone }: Pick<TableNames, 't' | 'timeZone'>,
  facts: {
    city: string;
    isDemo: boolean;
    computedAt: string;
    window: CoverageWindow | null;
    comparison: CoverageWindow | null;
  },
): Table {
  const time = (instant: string): string => formatIsoLocal(parseInstant(instant), timeZone);
  const span = ({ from, to }: CoverageWindow): string => `${time(from)} / ${time(to)}`;
  const rows: Cell[][] = [
    [t('brief.about.city'), facts.city],
    [t('brief.about.computedAt'), time(facts.computedAt)],
  ];
  if (facts.window) {
    rows.push(
      [t('brief.about.window'), span(facts.window)],
      [t('brief.about.recordedHours'), `${facts.window.recordedHours} / ${facts.window.hours}`],
    );
    if (facts.window.isSimulated) rows.push([t('brief.about.note'), t('brief.method.simulated')]);
  }
  if (facts.comparison) rows.push([t('brief.about.comparison'), span(facts.comparison)]);
  if (facts.isDemo) rows.push([t('brief.about.note'), t('brief.demo')]);
  rows.push([t('brief.about.method'), t('brief.method.share')], [t('brief.about.ground'), t('brief.method.ground')]);
  return {
    title: t('brief.about.title'),
    columns: [
      { header: t('brief.about.item'), width: NAME_WIDTH },
      { header: t('brief.about.value'), width: 60 },
    ],
    rows,
  };
}
