import { useTranslation } from 'react-i18next';
import { useBasemapHealth } from '../../map/basemap-health.store.ts';
import { useChosenBasemap } from './basemaps.api.ts';

/** What must be said of whose the basemap on the screen is, also on pictures and paper. */
export function useAttribution(): string {
  const { t } = useTranslation();
  const isMissing = useBasemapHealth((health) => health.isMissing);
  const said = useChosenBasemap()?.attribution ?? '';
  return isMissing || said === '' ? t('map.attribution') : said;
}
