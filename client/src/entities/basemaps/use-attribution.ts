import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { useBasemapHealth } from '../../map/basemap-health.store.ts';
import { useChosenBasemap } from './basemaps.api.ts';

/** What must be said of whose a picture of the map is; `drawn` = the basemap on it, null = the schematic one. Names of towns are ours to say over every ground. */
export function describeAttribution(t: TFunction, drawn: Basemap | null): string {
  const maker = drawn === null || drawn.drawing.type === 'schematic' ? t('map.schematic') : drawn.attribution;
  return [maker, t('map.townNames')].filter(Boolean).join(' · ');
}

/** What must be said of whose the map on the screen is, also on pictures of it. */
export function useAttribution(): string {
  const { t } = useTranslation();
  const isMissing = useBasemapHealth((health) => health.isMissing);
  const chosen = useChosenBasemap();
  return describeAttribution(t, isMissing ? null : chosen);
}
