import { IconFlag } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { TextButton } from '../../components/text-button.tsx';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { ProposeDialog } from '../../features/zones/propose-dialog.tsx';
import { describeEvidence, toFigures } from '../../features/zones/zone-words.ts';
import { useProposeHotspot } from '../../features/records/records.api.ts';
import { formatDate } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

interface ProposeZoneProps {
  zone: FoundZone;
  method: ZoneMethod;
  filter: IncidentFilter;
}

/** Where a zone is: the key area around it, else what is near. */
export function useZoneName(): (position: readonly [number, number]) => string {
  const localName = useLocalName();
  const placeName = usePlaceName();
  const keyAreas = useKeyAreas().data;
  return (position) => {
    const around = keyAreas?.find(({ geometry }) => isInsideArea(position, geometry));
    return around ? localName(around.name) : placeName(position, 'short');
  };
}

/** The button that makes a zone a hotspot record, with the dialog that asks for its name. Absent without the permission. */
export function ProposeZone({ zone, method, filter }: ProposeZoneProps) {
  const { t } = useTranslation();
  const mayReview = usePermission('hotspots:review');
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const zoneName = useZoneName();
  const propose = useProposeHotspot();
  const [isAsking, setIsAsking] = useState(false);
  if (!mayReview) return null;
  const { geometry, incidentCount, areaSquareMeters } = zone;
  const evidence = { method, filter, incidentCount, areaSquareMeters, figures: toFigures(zone) };
  const send = (name: string, reason: string) =>
    propose.mutate(
      { name, geometry, evidence, ...(reason !== '' && { reason }) },
      {
        onSuccess: ({ hotspotId }) => {
          setIsAsking(false);
          notifications.show({ message: t('zones.propose.done', { name }), autoClose: 4_000 });
          const { chooseHotspot, openTab } = useHotspotsView.getState();
          chooseHotspot(hotspotId);
          openTab('review');
        },
      },
    );
  return (
    <>
      <TextButton tone="primary" onClick={() => setIsAsking(true)}>
        <IconFlag />
        {t('zones.propose.button')}
      </TextButton>
      {isAsking && (
        <ProposeDialog
          name={t('zones.propose.defaultName', {
            where: zoneName(zone.labelPoint),
            day: formatDate(serverNowMs(), timeZone),
          })}
          evidence={`${t(`zones.kind.${method.kind}`)} · ${describeEvidence(zone.evidence, { t, timeZone })}`}
          isSending={propose.isPending}
          error={propose.error}
          onPropose={send}
          onClose={() => {
            propose.reset();
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}
