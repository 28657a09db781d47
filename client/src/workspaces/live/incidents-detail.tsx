import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentCategory, IncidentFeature } from '@liaowang/shared/schemas/incident';
import { Note } from '../../components/note.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useIncidentSummary, useTodaysIncidents } from '../../entities/incidents/incidents.api.ts';
import { describeSummary } from '../../entities/incidents/summary-text.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { goToThing } from '../../map/go-to.ts';
import { DetailLoading, DetailRow, DetailRule } from './figure-detail-row.tsx';

/** Incidents by the top of their category, most first; each group as it came. */
function groupByCategory(incidents: readonly IncidentFeature[]): [IncidentCategory, IncidentFeature[]][] {
  const groups = new Map<IncidentCategory, IncidentFeature[]>();
  for (const incident of incidents) {
    const { category } = incident.properties;
    const group = groups.get(category);
    if (group) group.push(incident);
    else groups.set(category, [incident]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** Today's incidents beside the usual, and each of them, by kind. */
export function IncidentsDetail() {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const placeName = usePlaceName();
  const summary = useIncidentSummary().data;
  const { data: incidents, error, refetch } = useTodaysIncidents();
  const groups = useMemo(() => incidents && groupByCategory(incidents), [incidents]);
  const text = summary && describeSummary(summary);
  return (
    <>
      {summary && text && (
        <DetailRule>
          {t(`strip.${text.key}`, { low: text.low, high: text.high })}
          <br />
          {t('detail.incidentsRule', { weeks: summary.weeksCompared })}
        </DetailRule>
      )}
      {error ? (
        <Note
          tone="error"
          title={t('feed.failed')}
          text={errorText(t, error)}
          action={{ label: t('common.retry'), onClick: () => void refetch() }}
        />
      ) : !groups ? (
        <DetailLoading />
      ) : groups.length === 0 ? (
        <DetailRule>{t('detail.noneToday')}</DetailRule>
      ) : (
        groups.map(([category, members]) => (
          <section key={category} aria-labelledby={`today-${category}`}>
            <h3 id={`today-${category}`}>
              {t(`category.${category}`)} <b>{members.length}</b>
            </h3>
            <ul className="lw-list">
              {members.map(({ properties: { incidentId, occurredAt, severity, status }, geometry }) => (
                <DetailRow
                  key={incidentId}
                  name={
                    <>
                      <Text component="span" inherit c="dimmed">
                        {formatClock(parseInstant(occurredAt), timeZone).slice(0, 5)}
                      </Text>{' '}
                      {placeName(geometry.coordinates)}
                    </>
                  }
                  value={
                    <StatusTag tone={status === 'closed' ? 'quiet' : 'plain'}>
                      {t(`severity.${severity}`)} · {t(`status.${status}`)}
                    </StatusTag>
                  }
                  onOpen={() => goToThing({ kind: 'incident', id: incidentId })}
                />
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}
