import type { AreaComparison } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { buildAreaRows, type AreaRow } from '../../../features/areas/area-rows.ts';
import type { CountedAreas } from '../../../features/areas/areas.store.ts';
import { formatNumber } from '../../../lib/format.ts';
import { formatIsoLocal } from '../../../lib/iso-time.ts';
import type { Cell, Table } from '../../../lib/table.ts';
import type { ExportScene, ExportWords } from './export-tables.ts';

const NAME_WIDTH = 24;
const WORDS_WIDTH = 30;
const SQUARE_METERS_PER_KM2 = 1e6;

const round = (value: number | null | undefined, digits: number): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(digits));

/** The rows of a table in the order of the areas, named in the reader's language. */
export function toAreaRows(
  { t, language }: Pick<ExportWords, 't' | 'language'>,
  { set, table }: CountedAreas,
): AreaRow[] {
  return buildAreaRows(set, table, {
    nameOf: ({ zh, en }) => (language === 'en' && en !== '' ? en : zh),
    outside: t('areas.outside'),
  });
}

/** Every area with its counts, changes and weekly limits. */
export function buildAreasTable(words: ExportWords, counted: CountedAreas): Table {
  const { t } = words;
  const kind = counted.set.denominatorKind;
  const percent = (ratio: number | null | undefined): number | null =>
    round(ratio == null ? null : (ratio - 1) * 100, 1);
  const compared = (comparison: AreaComparison | null): Cell[] => [
    comparison?.count ?? null,
    percent(comparison?.comparison.rateRatio),
    percent(comparison?.comparison.interval?.low),
    percent(comparison?.comparison.interval?.high),
    round(comparison?.q, 4),
    round(comparison?.comparison.dispersion, 2),
    comparison ? t(`areas.verdict.${comparison.verdict}`) : null,
  ];
  const percentOf = (header: string): string => `${header}${words.language === 'en' ? ' (%)' : '（%）'}`;
  const comparedColumns = (name: string): Table['columns'] => [
    { header: t('zoneExport.areaTable.earlier', { name }), digits: 0 },
    { header: t('zoneExport.areaTable.change', { name }), digits: 1 },
    { header: percentOf(t('zoneExport.areaTable.low', { name })), digits: 1 },
    { header: percentOf(t('zoneExport.areaTable.high', { name })), digits: 1 },
    { header: t('zoneExport.areaTable.q', { name }), digits: 4 },
    { header: t('zoneExport.areaTable.dispersion', { name }), digits: 2 },
    { header: t('zoneExport.areaTable.verdict', { name }), width: WORDS_WIDTH },
  ];
  return {
    title: t('zoneExport.areas'),
    columns: [
      { header: t('areas.column.name'), width: NAME_WIDTH },
      { header: t('zoneExport.areaTable.code') },
      { header: t('zoneExport.areaTable.squareKilometers'), digits: 2 },
      { header: t('areas.column.count'), digits: 0 },
      ...(kind === null
        ? []
        : [
            { header: t(`areas.kind.${kind}`), digits: 0 },
            { header: t(`areas.rate.${kind}`), digits: 2 },
            { header: t('zoneExport.areaTable.low', { name: t(`areas.rate.${kind}`) }), digits: 2 },
            { header: t('zoneExport.areaTable.high', { name: t(`areas.rate.${kind}`) }), digits: 2 },
          ]),
      ...comparedColumns(t('common.earlierKind.before')),
      ...comparedColumns(t('common.earlierKind.year')),
      { header: t('areas.column.week'), digits: 0 },
      { header: t('zoneExport.areaTable.weekMean'), digits: 2 },
      { header: t('zoneExport.areaTable.weekLow'), digits: 0 },
      { header: t('zoneExport.areaTable.weekHigh'), digits: 0 },
      { header: t('zoneExport.areaTable.q', { name: t('areas.column.week') }), digits: 4 },
      { header: t('zoneExport.areaTable.verdict', { name: t('areas.column.week') }), width: WORDS_WIDTH },
    ],
    rows: toAreaRows(words, counted).map(({ name, area, figures, rate, rateInterval }) => [
      name,
      area?.code ?? null,
      round(area && area.areaSquareMeters / SQUARE_METERS_PER_KM2, 3),
      figures.count,
      ...(kind === null
        ? []
        : [area?.denominator ?? null, round(rate, 2), round(rateInterval?.low, 2), round(rateInterval?.high, 2)]),
      ...compared(figures.before),
      ...compared(figures.lastYear),
      figures.week?.limits.count ?? null,
      round(figures.week?.limits.mean, 2),
      figures.week?.limits.low ?? null,
      figures.week?.limits.high ?? null,
      round(figures.week?.q, 4),
      figures.week ? t(`areas.verdict.${figures.week.verdict}`) : null,
    ]),
  };
}

/** What the table is of, and how its figures are to be read. */
export function buildAreasAbout(
  words: ExportWords,
  { set, table, windows }: CountedAreas,
  { city, isDemo, madeAtMs, filter }: ExportScene & { filter: string },
): Table {
  const { t, timeZone, language } = words;
  const span = (window: { fromMs: number; toMs: number } | null): string | null =>
    window && `${formatIsoLocal(window.fromMs, timeZone)} – ${formatIsoLocal(window.toMs, timeZone)}`;
  return {
    title: t('brief.about.title'),
    columns: [
      { header: t('brief.about.item'), width: NAME_WIDTH },
      { header: t('brief.about.value'), width: 60 },
    ],
    rows: [
      [t('brief.about.city'), city],
      [t('areas.set'), language === 'en' && set.name.en !== '' ? set.name.en : set.name.zh],
      [t('brief.about.computedAt'), formatIsoLocal(madeAtMs, timeZone)],
      [t('brief.about.window'), span(windows.now)],
      [t('common.earlierKind.before'), span(windows.before)],
      [t('common.earlierKind.year'), span(windows.lastYear)],
      [t('zoneBrief.filter'), filter],
      [t('zoneExport.column.incidents'), table.total.count],
      [t('zoneExport.areaTable.several'), table.severalCount],
      ...(table.monthsLeftOut > 0
        ? [[t('brief.about.note'), t('incident.monthsLeftOut', { number: formatNumber(table.monthsLeftOut) })]]
        : []),
      [t('brief.about.note'), t('areas.how.before')],
      [t('brief.about.note'), t('areas.how.week')],
      ...(isDemo ? [[t('brief.about.note'), t('brief.demo')]] : []),
    ],
  };
}

/** The areas as GeoJSON whose properties are flat, as desktop GIS want them. */
export function toAreaFeatures(words: ExportWords, counted: CountedAreas): object[] {
  return toAreaRows(words, counted).flatMap(({ name, area, figures, rate }) =>
    area
      ? {
          type: 'Feature',
          geometry: area.geometry,
          properties: {
            name,
            code: area.code,
            incidentCount: figures.count,
            denominator: area.denominator,
            rate: round(rate, 3),
            beforeCount: figures.before?.count ?? null,
            beforeRatio: round(figures.before?.comparison.rateRatio, 4),
            beforeVerdict: figures.before?.verdict ?? null,
            lastYearCount: figures.lastYear?.count ?? null,
            lastYearRatio: round(figures.lastYear?.comparison.rateRatio, 4),
            lastYearVerdict: figures.lastYear?.verdict ?? null,
            weekCount: figures.week?.limits.count ?? null,
            weekLow: figures.week?.limits.low ?? null,
            weekHigh: figures.week?.limits.high ?? null,
            weekVerdict: figures.week?.verdict ?? null,
          },
        }
      : [],
  );
}
