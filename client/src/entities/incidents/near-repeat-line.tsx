import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { CardText } from '../../components/card.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { formatDate, formatDistance } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';

/** Says that an incident follows others of its kind nearby, and until when to watch; nothing where it does not, or that is over. */
export function NearRepeatLine({ incidentId, nowMs }: { incidentId: number; nowMs: number }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const repeats = useFetched({
    queryKey: ['hotspots', 'near-repeats', incidentId],
    enabled: usePermission('hotspots:view'),
    staleTime: 5 * 60_000,
    queryFn: () => callApi('GET /hotspots/incidents/:incidentId/near-repeats', { params: { incidentId } }),
  }).data;
  if (!repeats?.latest || parseInstant(repeats.watchUntil) <= nowMs) return null;
  const { count, latest, rangeMeters, rangeDays, watchUntil } = repeats;
  return (
    <CardText tone="warning">
      {t('incident.nearRepeat', {
        count,
        range: formatDistance(rangeMeters),
        days: rangeDays,
        date: formatDate(parseInstant(latest.occurredAt), timeZone),
        distance: formatDistance(latest.distanceMeters),
        until: formatDate(parseInstant(watchUntil), timeZone),
      })}
      <HowNote label={t('incident.nearRepeatTitle')} text={t('incident.nearRepeatHow')} />
    </CardText>
  );
}
