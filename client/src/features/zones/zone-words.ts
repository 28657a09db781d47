import type { TFunction } from 'i18next';
import { MORAN_BINS } from '@liaowang/shared/analysis/hotspots/zones/local-moran-zones';
import type { DrawnCells, FoundZone, ZoneEvidence } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { MORAN_CLUSTERS } from '@liaowang/shared/analysis/hotspots/local-moran/local-moran';
import { formatDate, formatNumber } from '../../lib/format.ts';

/** `0.003`, and `<0.001` for what is smaller: a p is never 0. */
export function formatP(p: number): string {
  if (p < 0.001) return '<0.001';
  return p.toFixed(p < 0.1 ? 3 : 2);
}

/** `p = 0.003`, `p <0.001`. */
export function formatPValue(name: 'p' | 'q', value: number): string {
  return value < 0.001 ? `${name} <0.001` : `${name} = ${formatP(value)}`;
}

/** The class of a false discovery rate in whole per cent; null above 10 %. */
export function findQClass(q: number): 1 | 5 | 10 | null {
  return q <= 0.01 ? 1 : q <= 0.05 ? 5 : q <= 0.1 ? 10 : null;
}

/** Incidents per km² with as many digits as say something. */
export function formatDensity(perSquareKilometer: number): string {
  return formatNumber(perSquareKilometer, perSquareKilometer < 10 ? 1 : 0);
}

interface Words {
  t: TFunction;
  timeZone: string;
}

/** What the method says of a zone, in one line. */
export function describeEvidence(evidence: ZoneEvidence, { t, timeZone }: Words): string {
  switch (evidence.kind) {
    case 'counts':
      return t('zones.evidence.counts', {
        most: formatNumber(evidence.mostInOneCell),
        cells: formatNumber(evidence.cells),
      });
    case 'density':
      return t('zones.evidence.density', { peak: formatDensity(evidence.peakPerSquareKilometer) });
    case 'gi-star': {
      const qClass = findQClass(evidence.q);
      const level = qClass === null ? '' : t('zones.evidence.level', { percent: qClass });
      return t('zones.evidence.giStar', {
        q: formatPValue('q', evidence.q),
        level,
        basis: t(`zones.basis.${evidence.basis}`),
      });
    }
    case 'local-moran':
      return t('zones.evidence.localMoran', {
        cluster: t(`zones.moran.${evidence.cluster}`),
        i: formatNumber(evidence.i, 2),
        q: formatPValue('q', evidence.q),
      });
    case 'dbscan':
      return t('zones.evidence.dbscan', { count: evidence.corePoints });
    case 'repeat':
      return t('zones.evidence.repeat', {
        first: formatDate(evidence.firstMs, timeZone),
        last: formatDate(evidence.lastMs, timeZone),
      });
    case 'emerging':
      return t('zones.evidence.emerging', {
        category: t(`zones.emerging.${evidence.category}.name`),
        p: formatPValue('p', evidence.trendP),
      });
  }
}

/** Figures of a zone as a hotspot record keeps them: by the method's own names. */
export function toFigures({ evidence }: Pick<FoundZone, 'evidence'>): Record<string, number | string> {
  return Object.fromEntries(Object.entries(evidence).filter(([name]) => name !== 'kind')) as Record<
    string,
    number | string
  >;
}

/** What is known of a drawn cell, in one line for the pointer. */
export function describeCell(cells: DrawnCells, cell: number, t: TFunction): string {
  const parts = [t('zones.cell.count', { count: formatNumber(cells.counts[cell]!) })];
  if (cells.emerging) parts.unshift(t(`zones.emerging.${cells.emerging.categories[cell]!}.name`));
  if (cells.moran) {
    const cluster = MORAN_CLUSTERS.find((name) => MORAN_BINS[name] === cells.bins[cell]);
    if (cluster) parts.unshift(t(`zones.moran.${cluster}`));
    parts.push(`I = ${formatNumber(cells.moran.i[cell]!, 2)}`);
  }
  if (cells.z.length > 0 && Number.isFinite(cells.z[cell]!)) parts.push(`z = ${cells.z[cell]!.toFixed(2)}`);
  if (cells.tooFew[cell]) parts.push(t('zones.cell.tooFew'));
  else if (cells.q.length > 0 && Number.isFinite(cells.q[cell]!)) parts.push(formatPValue('q', cells.q[cell]!));
  return parts.join(' · ');
}
