import { IconHistory, IconLink, IconMapPinPlus, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Mark } from '../../components/mark.tsx';
import { PlaceFact } from '../../components/place-fact.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { usePermission } from '../../lib/permission.store.ts';
import { useViewStore } from '../../map/view.store.ts';
import { IncidentsHere } from './incidents-here.tsx';
import { NearestUnits } from './nearest-units.tsx';
import { usePlaceStore } from './place.store.ts';

interface PlaceCardProps {
  place: [number, number];
  placeName: string;
  onCopyLink: () => void;
}

/** The marked place: where it is, who could be there first, what happened there. */
export function PlaceCard({ place, placeName, onCopyLink }: PlaceCardProps) {
  const { t } = useTranslation();
  const { name, section, show, mark } = usePlaceStore();
  const mayReport = usePermission('incidents:report');
  const mayViewLive = usePermission('live:view');
  const mayViewIncidents = usePermission('incidents:view');
  const toggle = (wanted: typeof section) => () => show(section === wanted ? null : wanted);
  return (
    <Card
      mark={<Mark shape="call" color="var(--lw-strong)" size={15} />}
      title={name || t('around.place')}
      onClose={() => mark(null)}
      actions={
        <>
          {mayReport && (
            <TextButton tone="primary" onClick={() => useViewStore.getState().startReport(place)}>
              <IconMapPinPlus />
              {t('report.here')}
            </TextButton>
          )}
          {mayViewLive && (
            <TextButton pressed={section === 'nearest'} onClick={toggle('nearest')}>
              <IconUsersGroup />
              {t('around.nearest')}
            </TextButton>
          )}
          {mayViewIncidents && (
            <TextButton pressed={section === 'incidents'} onClick={toggle('incidents')}>
              <IconHistory />
              {t('around.incidents')}
            </TextButton>
          )}
          <TextButton onClick={onCopyLink}>
            <IconLink />
            {t('common.copyLink')}
          </TextButton>
        </>
      }
    >
      <div>
        <PlaceFact name={placeName} position={place} />
      </div>
      {section === 'nearest' && mayViewLive && <NearestUnits place={place} />}
      {section === 'incidents' && mayViewIncidents && <IncidentsHere place={place} />}
    </Card>
  );
}
