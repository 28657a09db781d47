import { useTranslation } from 'react-i18next';
import { MarkMeaning } from '../../components/mark.tsx';
import type { MapLayer } from '../../map/map-layer.ts';
import { useIncidents } from './incidents.api.ts';

function IncidentKey() {
  const { t } = useTranslation();
  return (
    <li>
      <MarkMeaning shape="triangle" color="var(--lw-incident)" text={t('legend.incident')} />
      <MarkMeaning shape="diamond" color="var(--lw-severe)" text={t('severity.high')} />
      <MarkMeaning shape="burst" color="var(--lw-severe)" text={t('severity.critical')} />
      <MarkMeaning shape="hollow-triangle" color="var(--lw-lost)" text={t('status.closed')} />
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
    { shape: 'diamond', color: palette.incident.high, text: t('severity.high') },
    { shape: 'burst', color: palette.incident.critical, text: t('severity.critical') },
  ],
};
