import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import type { AreaMeasure } from './area-view.ts';
import { Ramp } from '../../components/ramp.tsx';

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
    <Group
      wrap="nowrap"
      gap="sm"
      fz="xs"
      c="dimmed"
      role="img"
      aria-label={t('areas.legend', { title, from: format(ends[0]), to: format(ends[1]) })}
    >
      <span>{format(ends[0])}</span>
      <Ramp colors={colors} />
      <span>
        {format(ends[1])}
        {isChange && '+'}
      </span>
    </Group>
  );
}
