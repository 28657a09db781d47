import { Group, Stack, useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MORAN_CLUSTERS } from '@liaowang/shared/analysis/hotspots/local-moran/local-moran';
import { EMERGING_GROUPS } from '@liaowang/shared/analysis/hotspots/emerging/emerging-groups';
import { formatDensity } from './zone-words.ts';
import { useZonesStore } from './zones.store.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { PALETTES, plasmaAt, toHex, type Theme, toCss, type Rgba } from '../../map/palette.ts';
import { countColor, emergingColor, giStarColor, moranColor } from './zone-colors.ts';
import { Ramp } from '../../components/ramp.tsx';
import styles from './zones-legend.module.css';

const RAMP_STEPS = [0, 0.25, 0.5, 0.75, 1] as const;
const BINS = [3, 2, 1, 0, -1, -2, -3] as const;

function RampFromZero({ colors, most }: { colors: readonly string[]; most: string }) {
  return (
    <Stack gap="xxs">
      <Ramp colors={colors} />
      <Group wrap="nowrap" justify="space-between" gap={0} c="dimmed">
        <span>0</span>
        <span>{most}</span>
      </Group>
    </Stack>
  );
}

function Key({ color, isHatched, children }: { color: Rgba; isHatched?: boolean; children: string }) {
  return (
    <li>
      <i style={{ '--key': toCss(color) } as React.CSSProperties} data-hatched={isHatched || undefined} />
      {children}
    </li>
  );
}

/** What the colours of the open tab mean. Null while nothing is drawn. */
export function HotspotsLegend() {
  const { t } = useTranslation();
  const theme: Theme = useComputedColorScheme('dark');
  const palette = PALETTES[theme];
  const answer = useZonesStore((zones) => zones.answer);
  if (!answer || answer.kind === 'clustering') return null;
  const outline = (
    <li>
      <i className={styles.line} style={{ '--key': toHex(palette.zone) } as React.CSSProperties} />
      {t('zones.legend.zone')}
    </li>
  );

  if (answer.kind === 'near-repeat') {
    const { range, watches } = answer.found;
    if (!range || watches.length === 0) return null;
    return (
      <section className={styles.legend} aria-label={t('zones.legend.title')}>
        <ul>
          <li>
            <i className={styles.ring} style={{ '--key': toHex(palette.zone) } as React.CSSProperties} />
            {t('zones.legend.watch', { distance: formatDistance(range.meters) })}
          </li>
        </ul>
      </section>
    );
  }
  const {
    method,
    found: { result, sensitivity },
  } = answer;
  if (result.zones.length === 0 && !result.cells && !result.surface) return null;
  const fullest = result.cells?.counts.reduce((most, count) => Math.max(most, count), 0) ?? 0;
  return (
    <section className={styles.legend} aria-label={t('zones.legend.title')}>
      {method.kind === 'density' && result.surface && (
        <>
          <h3>{t('zones.legend.density')}</h3>
          <RampFromZero
            colors={['transparent', ...RAMP_STEPS.map((share) => toHex(plasmaAt(0.22 + 0.7 * share)))]}
            most={formatDensity(result.surface.maxPerSquareKilometer)}
          />
        </>
      )}
      {method.kind === 'counts' && fullest > 0 && (
        <>
          <h3>{t('zones.legend.counts')}</h3>
          <RampFromZero
            colors={RAMP_STEPS.map((share) => toCss(countColor(share * share, true, theme)))}
            most={formatNumber(fullest)}
          />
        </>
      )}
      {method.kind === 'gi-star' && (
        <>
          <h3>{t('zones.legend.giStar')}</h3>
          <ul>
            {BINS.map((bin) => (
              <Key key={bin} color={giStarColor(bin, palette)}>
                {t(`zones.legend.bin.${bin}`)}
              </Key>
            ))}
          </ul>
        </>
      )}
      {method.kind === 'local-moran' && (
        <>
          <h3>{t('zones.legend.moran')}</h3>
          <ul>
            {[...MORAN_CLUSTERS, null].map((cluster) => (
              <Key key={cluster} color={moranColor(cluster, palette)}>
                {t(cluster === null ? 'zones.legend.bin.0' : `zones.moran.${cluster}`)}
              </Key>
            ))}
          </ul>
        </>
      )}
      {method.kind === 'emerging' && result.cells && (
        <>
          <h3>{t('zones.legend.emerging')}</h3>
          <ul>
            {EMERGING_GROUPS.map((group) => (
              <Key key={group} color={emergingColor(group, palette)}>
                {t(`zones.legend.group.${group}`)}
              </Key>
            ))}
          </ul>
        </>
      )}
      <ul>
        {result.cells?.tooFew.some((flag) => flag === 1) && (
          <Key color={[...palette.textSoft, 160]} isHatched>
            {t('zones.legend.tooFew')}
          </Key>
        )}
        {result.zones.length > 0 && outline}
        {sensitivity && (
          <li>
            <i className={styles.line} style={{ '--key': toHex(palette.textSoft) } as React.CSSProperties} />
            {t('zones.legend.otherBandwidths', {
              half: formatDistance(sensitivity[0].bandwidthMeters),
              double: formatDistance(sensitivity[1].bandwidthMeters),
            })}
          </li>
        )}
      </ul>
    </section>
  );
}
