import type { EmergingCategory } from '@liaowang/shared/analysis/hotspots/emerging/emerging-category';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotEvidence } from '@liaowang/shared/schemas/hotspot-record';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { TFunction } from 'i18next';
import { nameCategory } from '../../entities/incidents/category-names.ts';
import { formatDate, formatDistance, formatNumber, formatShare, type Language } from '../../lib/format.ts';

const JOIN: Record<Language, string> = { 'zh-CN': '、', en: ', ' };

/** A share of 0–1 without a decimal that says nothing: `50%`, `0.5%`. */
const percent = (share: number): string => formatShare(share).replace('.0%', '%');

/** How zones were found, with every parameter, in a clause. */
export function describeMethod(t: TFunction, method: ZoneMethod): string {
  switch (method.kind) {
    case 'counts':
      return t('records.method.counts', {
        shape: t(`records.cell.${method.shape}`),
        cell: formatDistance(method.cellMeters),
        share: percent(method.areaShare),
      });
    case 'density':
      return t('records.method.density', {
        kernel: t(`records.kernel.${method.kernel}`),
        bandwidth: formatDistance(method.bandwidthMeters),
        cell: formatDistance(method.cellMeters),
        share: percent(method.heldShare),
      });
    case 'gi-star':
      return t('records.method.gi-star', {
        shape: t(`records.cell.${method.shape}`),
        cell: formatDistance(method.cellMeters),
        band: formatDistance(method.bandMeters),
        q: method.maxQ,
        nullModel: t(`zones.option.${method.nullModel ?? 'negative-binomial'}`),
      });
    case 'local-moran':
      return t('records.method.local-moran', {
        shape: t(`records.cell.${method.shape}`),
        cell: formatDistance(method.cellMeters),
        band: formatDistance(method.bandMeters),
        q: method.maxQ,
        permutations: formatNumber(method.permutations),
      });
    case 'dbscan':
      return t('records.method.dbscan', { distance: formatDistance(method.epsMeters), points: method.minPoints });
    case 'repeat':
      return t('records.method.repeat', { distance: formatDistance(method.toleranceMeters), points: method.minCount });
    case 'emerging':
      return t('records.method.emerging', {
        shape: t(`records.cell.${method.shape}`),
        cell: formatDistance(method.cellMeters),
        band: formatDistance(method.bandMeters),
        days: method.stepDays,
        lag: method.lagSteps,
      });
  }
}

/** `2026-09-01 – 2026-11-24`: first and last day of a window that ends before `to`. */
export function formatWindow({ from, to }: Pick<IncidentFilter, 'from' | 'to'>, timeZone: string): string {
  const [first, last] = [formatDate(parseInstant(from), timeZone), formatDate(parseInstant(to) - 1, timeZone)];
  return first === last ? first : `${first} – ${last}`;
}

/** Which hours, weekdays, categories, severities and sources were looked at; what leaves nothing out is not said, but for the source. */
export function describeFilter(
  t: TFunction,
  { hours, weekdays, categories, severities, source }: IncidentFilter,
  language: Language,
): string {
  const twoDigits = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const join = (words: readonly string[]): string => words.join(JOIN[language]);
  return [
    hours && `${twoDigits(hours.start)}–${twoDigits(hours.end)}`,
    weekdays && join(weekdays.map((day) => t(`calendar.weekday.${day as 1}`))),
    categories && join(categories.map((category) => nameCategory(t, category, language))),
    severities && join(severities.map((severity) => t(`severity.${severity}`))),
    source === 'any' ? t('records.anySource') : t(`source.${source}`),
  ]
    .filter((part) => part !== null)
    .join(language === 'en' ? '; ' : '；');
}

/** What a figure of the evidence is called, in the order in which they are shown; others are not. */
const FIGURES: Record<
  string,
  {
    key:
      | 'mostInOneCell'
      | 'cells'
      | 'peak'
      | 'threshold'
      | 'z'
      | 'i'
      | 'cluster'
      | 'permutations'
      | 'p'
      | 'q'
      | 'basis'
      | 'corePoints'
      | 'first'
      | 'last'
      | 'category'
      | 'trendZ'
      | 'trendP';
    format: 'count' | 'density' | 'z' | 'p' | 'day' | 'category' | 'basis' | 'cluster';
  }
> = {
  category: { key: 'category', format: 'category' },
  cluster: { key: 'cluster', format: 'cluster' },
  i: { key: 'i', format: 'z' },
  z: { key: 'z', format: 'z' },
  p: { key: 'p', format: 'p' },
  q: { key: 'q', format: 'p' },
  basis: { key: 'basis', format: 'basis' },
  permutations: { key: 'permutations', format: 'count' },
  trendZ: { key: 'trendZ', format: 'z' },
  trendP: { key: 'trendP', format: 'p' },
  mostInOneCell: { key: 'mostInOneCell', format: 'count' },
  cells: { key: 'cells', format: 'count' },
  peakPerSquareKilometer: { key: 'peak', format: 'density' },
  thresholdPerSquareKilometer: { key: 'threshold', format: 'density' },
  corePoints: { key: 'corePoints', format: 'count' },
  firstMs: { key: 'first', format: 'day' },
  lastMs: { key: 'last', format: 'day' },
};

/** `0.012`; very small ones as `< 0.001`. */
function formatP(p: number): string {
  return p < 0.001 ? '< 0.001' : formatNumber(p, 3);
}

/** What the method says of the zone: name and value of each figure. */
export function listFigures(
  t: TFunction,
  { figures }: Pick<HotspotEvidence, 'figures'>,
  timeZone: string,
): Array<{ label: string; value: string }> {
  const write = (value: number | string, format: (typeof FIGURES)[string]['format']): string => {
    if (typeof value === 'string') {
      if (format === 'category') return t(`zones.emerging.${value as EmergingCategory}.name`);
      if (format === 'cluster') return t(`zones.moran.${value as 'high-high' | 'high-low'}`);
      return format === 'basis' ? t(`zones.basis.${value as 'normal' | 'exact' | 'negative-binomial'}`) : value;
    }
    switch (format) {
      case 'density':
        return t('records.perSquareKilometer', { value: formatNumber(value, value < 10 ? 2 : 1) });
      case 'z':
        return formatNumber(value, 2);
      case 'p':
        return formatP(value);
      case 'day':
        return formatDate(value, timeZone);
      default:
        return formatNumber(value);
    }
  };
  return Object.entries(FIGURES).flatMap(([name, { key, format }]) => {
    const value = figures[name];
    return value === undefined ? [] : [{ label: t(`records.figure.${key}`), value: write(value, format) }];
  });
}
