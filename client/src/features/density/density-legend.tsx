import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { Choice } from '../../components/choice.tsx';
import { MarkMeaning } from '../../components/mark.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { useDensity } from './density.api.ts';
import { DENSITY_BANDWIDTH_METERS, DENSITY_WINDOW_DAYS, useDensityStore } from './density.store.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { plasmaAt, toHex } from '../../map/palette.ts';
import { Ramp } from '../../components/ramp.tsx';
import styles from './density-legend.module.css';

const RAMP = ['transparent', ...[0.1, 0.3, 0.5, 0.7, 0.9].map((share) => toHex(plasmaAt(share)))];

/** The ramp of the density, how it was computed, and for what. */
export function DensityLegend() {
  const { t } = useTranslation();
  const store = useDensityStore();
  const { windowDays, bandwidthMeters, source } = store;
  const hotspots = useDensity({ windowDays, bandwidthMeters, source });
  const found = hotspots.data;
  const maximum = found?.surface?.maxPerSquareKilometer;
  return (
    <Stack className="lw-ruled" gap="xs" pt={9} aria-busy={hotspots.isFetching}>
      <div>{t('legend.zones')}</div>
      {found?.tooFew ? (
        <Text component="div" c="dimmed">
          {t('legend.tooFew', { found: found.tooFew.found, needed: found.tooFew.needed })}
        </Text>
      ) : (
        <>
          <Ramp colors={RAMP} />
          <Group wrap="nowrap" justify="space-between" gap={0} c="dimmed">
            <span>0</span>
            <MarkMeaning shape="contour" color={toHex(plasmaAt(0.7))} text={t('legend.contour')} />
            <span>{maximum === undefined ? t('legend.high') : formatNumber(maximum, maximum < 10 ? 1 : 0)}</span>
          </Group>
        </>
      )}
      {found && (
        <Text component="div" c="dimmed">
          {t('legend.method', {
            days: Math.round((parseInstant(found.method.to) - parseInstant(found.method.from)) / 86_400_000),
            bandwidth: formatDistance(found.method.bandwidthMeters),
            count: found.method.incidentCount,
          })}
          <HowNote label={t('legend.zones')} text={t('legend.methodHow')} />
        </Text>
      )}
      <div className={styles.choices}>
        <Choice
          label={t('legend.window')}
          value={windowDays}
          onChange={store.setWindowDays}
          options={DENSITY_WINDOW_DAYS.map((days) => ({ value: days, label: t('legend.windowDays', { days }) }))}
        />
        <Choice
          label={t('legend.bandwidth')}
          value={bandwidthMeters}
          onChange={store.setBandwidthMeters}
          options={DENSITY_BANDWIDTH_METERS.map((meters) => ({ value: meters, label: formatDistance(meters) }))}
        />
        <Choice
          label={t('legend.source')}
          value={source}
          onChange={store.setSource}
          options={[
            { value: 'reported', label: t('source.reported') },
            { value: 'any', label: t('legend.anySource') },
          ]}
        />
      </div>
    </Stack>
  );
}
