import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark.tsx';
import type { MapLayer } from '../../map/map-layer.ts';
import { useIncidents } from './incidents.api.ts';

function IncidentKey() {
  const { t } = useTranslation();
  return (
    <li>
      <Mark shape="triangle" color="var(--lw-incident)" />
      {t('legend.incident')}
      <Mark shape="triangle" color="var(--lw-severe)" />
      {t('legend.severe')}
    </li>
  );
}

export const incidentsLayer: MapLayer = {
  id: 'incidents',
  name: (t) => t('layers.incidents'),
  look: { shape: 'triangle', color: 'var(--lw-incident)' },
  permission: 'incidents:view',
  useCount: () => useIncidents().data?.length ?? null,
  Key: IncidentKey,
  pictureKey: (t, palette) => [
    { shape: 'triangle', color: palette.incident.low, text: t('legend.incident') },
    { shape: 'triangle', color: palette.incident.high, text: t('legend.severe') },
  ],
};
