import { Box, Group, Stack, useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RevisitSurface } from '@liaowang/shared/schemas/revisit';
import { HowNote } from '../../components/how-note.tsx';
import { findScaleTicks, isHighGood } from './revisit-scale.ts';
import { formatRevisitValue } from './revisit-value.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { Theme } from '../../map/palette.ts';
import { revisitColor } from './revisit-colors.ts';
import { Ramp } from '../../components/ramp.tsx';
import styles from './revisit-legend.module.css';

/** CSS colour of how little a cell is watched, as the surface paints it. */
function toCss(neglect: number | null, theme: Theme): string {
  const [red, green, blue, alpha] = revisitColor(neglect, theme);
  return `rgb(${red} ${green} ${blue} / ${Math.round((alpha / 255) * 100)}%)`;
}

/** What the surface's colours mean: stronger is longer unseen, or seldom visited. */
export function RevisitLegend({
  surface,
  isWindow,
}: {
  surface: Pick<RevisitSurface, 'measure' | 'scale'>;
  isWindow: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme: Theme = useComputedColorScheme('dark');
  const { measure, scale } = surface;
  const isTurned = isHighGood(measure);
  const ramp = Array.from({ length: 9 }, (_, i) => toCss(i / 8, theme));
  return (
    <Stack gap="xs" fz="xs">
      <Group wrap="nowrap" gap="xs" c="var(--lw-ink)">
        {t(`revisit.measure.${measure}`)}
        <HowNote label={t(`revisit.measure.${measure}`)} text={t(`revisit.how.${measure}`)} />
      </Group>
      <Box miw={0}>
        <Ramp colors={ramp} />
        <div className={styles.ticks}>
          {findScaleTicks(scale).map(({ value, share }) => {
            const place = isTurned ? 1 - share : share;
            return (
              <span
                key={value}
                style={{ left: `${place * 100}%` }}
                data-end={place > 0.92 ? 'right' : place < 0.08 ? 'left' : undefined}
              >
                {formatRevisitValue(t, scale.unit, value, language)}
              </span>
            );
          })}
        </div>
      </Box>
      <Group gap="sm" c="dimmed">
        <i className={styles.never} style={{ background: toCss(null, theme) }} />
        {t(isWindow ? 'revisit.neverInWindow' : 'revisit.never')}
      </Group>
    </Stack>
  );
}
