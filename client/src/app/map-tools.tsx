import { Box, Group } from '@mantine/core';
import { IconHome, IconMaximize, IconMinus, IconPlus, IconRuler2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAttribution } from '../entities/basemaps/use-attribution.ts';
import { IconButton } from '../components/icon-button.tsx';
import { formatDistance, formatLngLat } from '../lib/format.ts';
import { mapControl, usePointerStore } from '../map/map-control.ts';
import type { Command } from './commands.ts';
import styles from './map-tools.module.css';
import { computeScaleBar } from '../map/scale-bar.ts';
import { useViewStore } from '../map/view.store.ts';

/** The bar is at most this wide, CSS pixels. */
const SCALE_BAR_PIXELS = 110;

/** Zoom, whole city, ruler and full screen, beside the map's edge. */
export function MapTools({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation();
  const ruler = useViewStore((view) => view.ruler);
  const run = (id: Command['id']) => () => commands.find((command) => command.id === id)?.run();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('map.label')} aria-orientation="vertical">
      <IconButton label={t('map.zoomIn')} keyHint="+" onClick={() => mapControl.zoomIn()}>
        <IconPlus />
      </IconButton>
      <IconButton label={t('map.zoomOut')} keyHint="-" onClick={() => mapControl.zoomOut()}>
        <IconMinus />
      </IconButton>
      <IconButton label={t('map.wholeCity')} keyHint="0" onClick={run('city')}>
        <IconHome />
      </IconButton>
      <IconButton label={t('map.ruler')} keyHint="R" pressed={ruler} onClick={run('ruler')}>
        <IconRuler2 />
      </IconButton>
      <IconButton label={t('map.fullScreen')} onClick={run('fullScreen')}>
        <IconMaximize />
      </IconButton>
    </div>
  );
}

/** Whose the basemap is, right above where it stands, so that it takes nobody's room. */
export function MapAttribution() {
  return <span className={styles.attribution}>{useAttribution()}</span>;
}

/** Scale bar and the coordinates under the pointer. */
export function MapReadout() {
  const { t } = useTranslation();
  const { lngLat, zoom, metersPerPixel } = usePointerStore();
  if (metersPerPixel === 0) return null;
  const { distanceMeters, widthPixels } = computeScaleBar(metersPerPixel, SCALE_BAR_PIXELS);
  const distance = formatDistance(distanceMeters);
  return (
    <Group align="flex-end" gap="lg" wrap="nowrap" fz="xs" c="var(--lw-ink)" className={`lw-number ${styles.readout}`}>
      <span
        className={styles.scale}
        style={{ width: `calc(${widthPixels} * var(--px))` }}
        role="img"
        aria-label={t('map.scale', { distance })}
      >
        {distance}
      </span>
      <Box component="span" miw="16em" title={t('map.pointer')}>
        {lngLat && formatLngLat(lngLat)} z{zoom.toFixed(1)}
      </Box>
      <MapAttribution />
    </Group>
  );
}
