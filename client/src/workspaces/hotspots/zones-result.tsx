import { Text, useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalHours } from '@liaowang/shared/analysis/time/local-hours';
import type { FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { Note } from '../../components/note.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { ClusteringPanel } from '../../features/zones/clustering-panel.tsx';
import { EmergingList } from '../../features/zones/emerging-list.tsx';
import { profileZone } from '../../features/zones/incidents-inside.ts';
import { NearRepeatTable } from '../../features/zones/near-repeat-table.tsx';
import { NearRepeatWatches } from '../../features/zones/near-repeat-watches.tsx';
import { MIN_KNOX_EVENTS, type Watch } from '../../features/zones/near-repeat.ts';
import { SensitivityNote } from '../../features/zones/sensitivity-note.tsx';
import type { MatchedIncidents } from '../../features/zones/use-zones.ts';
import { ZoneDetail } from '../../features/zones/zone-detail.tsx';
import { ZoneList } from '../../features/zones/zone-list.tsx';
import { describeUnevenness } from '../../features/zones/unevenness-words.ts';
import { ZoneSummary } from '../../features/zones/zone-summary.tsx';
import { useZonesStore, type Answer } from '../../features/zones/zones.store.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { formatNumber } from '../../lib/format.ts';
import { mapControl } from '../../map/map-control.ts';
import { PALETTES, type Theme, toCss } from '../../map/palette.ts';
import { emergingColor } from '../../features/zones/zone-colors.ts';
import { goToPlace } from '../../map/go-to.ts';
import { ProposeZone, useZoneName } from './propose-zone.tsx';
import { useZoneMapTool } from '../../features/zones/use-zone-map-tool.ts';

const WATCH_ZOOM = 15;

type ZonesAnswer = Extract<Answer, { kind: 'zones' }>;
type Incidents = MatchedIncidents & { local: LocalHours };

/** When and what the incidents of the open zone are. */
function OpenZone({ zone, answer, incidents }: { zone: FoundZone; answer: ZonesAnswer; incidents: Incidents }) {
  const { columns, local, matched } = incidents;
  const profile = useMemo(() => profileZone(zone.geometry, columns, local, matched), [zone, columns, local, matched]);
  return (
    <ZoneDetail profile={profile} actions={<ProposeZone zone={zone} method={answer.method} filter={answer.filter} />} />
  );
}

function Zones({ answer, incidents }: { answer: ZonesAnswer; incidents: Incidents }) {
  const { t } = useTranslation();
  const palette = PALETTES[useComputedColorScheme('dark') satisfies Theme];
  const zoneName = useZoneName();
  const { result, sensitivity, monthsLeftOut } = answer.found;
  const { zones, warning, cells, unevenness } = result;
  const open = useCallback((zone: FoundZone | null) => {
    const { openZone, openRank } = useZonesStore.getState();
    openZone(zone?.rank ?? null);
    if (zone && zone.rank !== openRank) mapControl.fitBounds(computeBounds(zone.geometry));
  }, []);
  useZoneMapTool(open);
  return (
    <>
      {warning && (
        <Note
          title={t(`zones.warning.${warning.code}.title`)}
          text={t(`zones.warning.${warning.code}.text`, {
            found: formatNumber(warning.found),
            needed: formatNumber(warning.needed),
          })}
        />
      )}
      {zones.length > 0 && <ZoneSummary method={answer.method} found={answer.found} />}
      {unevenness &&
        describeUnevenness(t, unevenness).map((sentence) => (
          <Text key={sentence} size="xs" c="dimmed" mt={-6}>
            {sentence}
          </Text>
        ))}
      {monthsLeftOut > 0 && (
        <Text size="xs" c="dimmed" mt={-6}>
          {t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })}
        </Text>
      )}
      {sensitivity && <SensitivityNote others={sensitivity} />}
      {cells?.emerging && (
        <EmergingList cells={cells.emerging} colorOf={(group) => toCss(emergingColor(group, palette))} />
      )}
      {zones.length === 0 ? (
        !warning && <Note title={t('zones.noZones')} text={t(`zones.noZonesText.${answer.method.kind}`)} />
      ) : (
        <section>
          <SectionHead how={t('zones.how.list')}>{t('zones.list', { count: zones.length })}</SectionHead>
          <ZoneList
            zones={zones}
            emerging={cells?.emerging ? cells : null}
            nameOf={zoneName}
            onOpen={(zone) => open(useZonesStore.getState().openRank === zone.rank ? null : zone)}
            renderDetail={(zone) => <OpenZone zone={zone} answer={answer} incidents={incidents} />}
          />
        </section>
      )}
    </>
  );
}

function NearRepeat({ answer }: { answer: Extract<Answer, { kind: 'near-repeat' }> }) {
  const { t } = useTranslation();
  const zoneName = useZoneName();
  const { found, method } = answer;
  if (!found.table)
    return (
      <Note
        title={t('zones.warning.too-few-events.title')}
        text={t('zones.warning.too-few-events.text', {
          found: formatNumber(found.eventCount),
          needed: MIN_KNOX_EVENTS,
        })}
      />
    );
  return (
    <>
      <NearRepeatTable table={found.table} seed={method.seed} />
      {found.monthsLeftOut > 0 && (
        <Text size="xs" c="dimmed" mt={-6}>
          {t('incident.monthsLeftOut', { number: formatNumber(found.monthsLeftOut) })}
        </Text>
      )}
      {found.vagueCount > 0 && (
        <Text size="xs" c="dimmed" mt={-6}>
          {t('zones.vague.began', { number: formatNumber(found.vagueCount) })}
        </Text>
      )}
      <NearRepeatWatches
        found={found}
        nameOf={zoneName}
        onOpen={({ position: [lng, lat] }: Watch) => goToPlace([lng, lat], WATCH_ZOOM)}
      />
    </>
  );
}

function Clustering({
  answer: {
    found: { found, eventCount, needed },
    method,
  },
}: {
  answer: Extract<Answer, { kind: 'clustering' }>;
}) {
  const { t } = useTranslation();
  if (!found)
    return (
      <Note
        title={t('zones.warning.too-few-events.title')}
        text={t('zones.warning.too-few-events.text', { found: formatNumber(eventCount), needed })}
      />
    );
  return <ClusteringPanel found={found} method={method} />;
}

/** What the method has found. */
export function ZonesResult({ answer, incidents }: { answer: Answer; incidents: Incidents }) {
  switch (answer.kind) {
    case 'zones':
      return <Zones answer={answer} incidents={incidents} />;
    case 'near-repeat':
      return <NearRepeat answer={answer} />;
    case 'clustering':
      return <Clustering answer={answer} />;
  }
}
