import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import type { AreaMeasure } from './area-view.ts';
import styles from './areas.module.css';

interface AreaLegendProps {
  measure: AreaMeasure;
  title: string;
  /** CSS colours from the least to the most. */
  colors: readonly string[];
  /** The values at both ends; changes as shares. */
  ends: readonly [number, number];
}

/** What the colours of the areas mean. */
export function AreaLegend({ measure, title, colors, ends }: AreaLegendProps) {
  const { t } = useTranslation();
  const isChange = measure === 'before' || measure === 'year';
  const format = (value: number): string =>
    isChange ? formatChange(1 + value) : formatNumber(value, measure === 'rate' ? 1 : 0);
  return (
    <div
      className={styles.legend}
      role="img"
      aria-label={t('areas.legend', { title, from: format(ends[0]), to: format(ends[1]) })}
    >
      <span>{format(ends[0])}</span>
      <span className={styles.ramp} style={{ background: `linear-gradient(90deg, ${colors.join(', ')})` }} />
      <span>
        {format(ends[1])}
        {isChange && '+'}
      </span>
    </div>
  );
}
