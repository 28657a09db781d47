import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { CardText } from '../../components/card.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { NEARBY_INCIDENTS_KEY } from '../../entities/incidents/incidents.api.ts';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { IncidentMark } from '../../entities/incidents/incident-look.tsx';
import { INCIDENT_WINDOW_MS } from '../../entities/incidents/incidents.api.ts';
import { formatOccurred } from '../../entities/incidents/occurred-text.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { formatDistance } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useNow } from '../../lib/use-now.ts';
import { goToPlace, goToThing } from '../../map/go-to.ts';
import { SectionHead } from '../../components/section-head.tsx';
import styles from './around.module.css';

const RADIUS_METERS = 200;
const DAYS = 28;
const CLOSE_ZOOM = 16;

/** What happened around a place in the last weeks, as far as the account may see it. */
export function IncidentsHere({ place: [lng, lat] }: { place: [number, number] }) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const nowMs = useNow();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const fetched = useFetched({
    queryKey: [...NEARBY_INCIDENTS_KEY, lng, lat],
    queryFn: () => callApi('GET /incidents/nearby', { query: { lng, lat, radiusMeters: RADIUS_METERS, days: DAYS } }),
  });
  const { data } = fetched;
  const open = (id: number, position: [number, number], occurredMs: number) => {
    // Of older ones the map has no mark, nor the page a card.
    if (occurredMs > nowMs - INCIDENT_WINDOW_MS) goToThing({ kind: 'incident', id });
    else goToPlace(position, CLOSE_ZOOM);
  };
  return (
    <Stack aria-label={t('around.incidents')} component="section" gap="sm">
      <div className={styles.head}>
        <SectionHead quiet>
          {t('around.incidentsTitle', { distance: formatDistance(RADIUS_METERS), days: DAYS })}
        </SectionHead>
        {data && <small>{t('around.count', { count: data.total })}</small>}
      </div>
      {!data ? (
        <Fetching of={fetched} failed={t('around.failed')} rows={3} />
      ) : data.total === 0 ? (
        <CardText tone="quiet">{t('around.nothing')}</CardText>
      ) : (
        <ul className={styles.list}>
          {data.incidents.map(({ incident: { properties, geometry }, distanceMeters }) => (
            <li key={properties.incidentId}>
              <button
                type="button"
                className={styles.row}
                onClick={() => open(properties.incidentId, geometry.coordinates, parseInstant(properties.occurredAt))}
              >
                <IncidentMark severity={properties.severity} status={properties.status} size={13} />
                <Text component="span" truncate inherit miw={0} flex={1}>
                  {nameOf(properties.categoryId)}
                </Text>
                <small>{formatOccurred(properties, nowMs, timeZone)}</small>
                <span className={styles.value}>{formatDistance(distanceMeters)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
