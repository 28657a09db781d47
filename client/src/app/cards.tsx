import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Card, CardText } from '../components/card.tsx';
import { createPart } from '../components/part.tsx';
import { CALL_TEXTS } from '../entities/alerts/call-texts.ts';
import { useOpenCalls } from '../entities/alerts/open-calls.ts';
import { useCoverageFigures } from '../features/coverage/coverage.api.ts';
import { useIncidents } from '../entities/incidents/incidents.api.ts';
import { useLookouts } from '../entities/lookouts/lookouts.api.ts';
import { useKeyAreas } from '../entities/key-areas/key-areas.api.ts';
import { UnitCard } from '../entities/units/unit-card.tsx';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { loadSection } from '../i18n/i18n.ts';
import { usePermission } from '../lib/permission.store.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useNow } from '../lib/use-now.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { stateNowMs, useFrozenAt } from '../live/state-now.ts';
import { usePlaceStore } from '../features/around/place.store.ts';
import { AROUND_TEXTS } from '../features/around/texts.ts';
import { goToGap } from '../features/coverage/largest-gap.ts';
import { goToPlace } from '../map/go-to.ts';
import { useBranchName } from '../entities/places/branch-name.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import type { CardProps } from '../map/selectable.ts';
import { CardMissing } from './card-missing.tsx';
import { useViewStore } from '../map/view.store.ts';
import { coverageWorkspace } from '../workspaces/coverage/coverage.workspace.ts';

const GAP_ZOOM = 15;

/** Those of units come with this file, the others when the first of their kind is chosen. */
const IncidentCard = createPart(
  async () => ({ default: (await import('../entities/incidents/incident-card.tsx')).IncidentCard }),
  CardMissing,
);
const LookoutCard = createPart(
  async () => ({ default: (await import('../entities/lookouts/lookout-card.tsx')).LookoutCard }),
  CardMissing,
);
const KeyAreaCard = createPart(
  async () => ({ default: (await import('../features/coverage/key-area-card.tsx')).KeyAreaCard }),
  CardMissing,
);

const PlaceCard = createPart(async () => {
  const [{ PlaceCard: component }] = await Promise.all([
    import('../features/around/place-card.tsx'),
    loadSection(AROUND_TEXTS),
  ]);
  return { default: component };
});
const NearestUnits = createPart(async () => {
  const [{ NearestUnits: component }] = await Promise.all([
    import('../features/around/nearest-units.tsx'),
    loadSection(AROUND_TEXTS),
  ]);
  return { default: component };
});

const CallSection = createPart(async () => {
  const [{ CallSection: component }] = await Promise.all([
    import('../entities/alerts/call-section.tsx'),
    loadSection(CALL_TEXTS),
  ]);
  return { default: component };
});

export function SelectedUnit({ id, ...rest }: CardProps) {
  const serverNowMs = useNow();
  // Blind, we know no more than the last frame told.
  const nowMs = stateNowMs();
  const frozenAtMs = useFrozenAt();
  const unit = useUnitsStore((store) => store.units.get(id));
  const branchName = useBranchName();
  const placeName = usePlaceName();
  const { t } = useTranslation();
  const mayView = usePermission('live:view');
  const mayTrack = usePermission('tracks:view');
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const call = useOpenCalls().get(id);
  const { followUnitId, trackUnitId, follow, showTrack } = useViewStore();
  if (!mayView) return <Gone text={t('access.noLiveText')} title={t('access.noLive')} onClose={rest.onClose} />;
  // Before the first snapshot nobody is known: that says nothing of this one.
  if (!unit) return positionBuffer.resumePoint() === null ? null : <Gone onClose={rest.onClose} />;
  const fix = positionBuffer.fixOf(id);
  return (
    <UnitCard
      key={id}
      unit={unit}
      branchName={branchName(unit.branchId)}
      fix={fix}
      contactMs={positionBuffer.contactOf(id)}
      state={positionBuffer.stateOf(id, nowMs)}
      placeName={fix && placeName([fix.lng, fix.lat])}
      nowMs={serverClock.toServerMs(nowMs)}
      frozen={frozenAtMs !== null}
      following={followUnitId === id}
      tracking={trackUnitId === id}
      mayTrack={mayTrack}
      call={
        call && (
          <Suspense fallback={null}>
            <CallSection
              call={call}
              now={fix && { position: [fix.lng, fix.lat], fixTimeMs: fix.fixTimeMs }}
              nowMs={serverNowMs}
              mayAcknowledge={mayAcknowledge}
              nameOf={placeName}
              onShow={(position) => goToPlace(position, GAP_ZOOM)}
            />
          </Suspense>
        )
      }
      onFollow={() => follow(followUnitId === id ? null : id)}
      onTrack={() => showTrack(trackUnitId === id ? null : id)}
      {...rest}
    />
  );
}

export function SelectedLookout({ id, ...rest }: CardProps) {
  const nowMs = useNow();
  const branchName = useBranchName();
  const lookouts = useLookouts();
  const lookout = lookouts.data?.find(({ properties }) => properties.lookoutId === id);
  if (!lookout) return !lookouts.data ? null : <Gone onClose={rest.onClose} />;
  return (
    <LookoutCard
      key={id}
      lookout={lookout}
      branchName={branchName(lookout.properties.branchId)}
      nowMs={nowMs}
      {...rest}
    />
  );
}

export function SelectedIncident({ id, ...rest }: CardProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const branchName = useBranchName();
  const placeName = usePlaceName();
  const mayViewLive = usePermission('live:view');
  const incidents = useIncidents();
  const incident = incidents.data?.find(({ properties }) => properties.incidentId === id);
  if (!incident) return !incidents.data ? null : <Gone text={t('card.goneIncident')} onClose={rest.onClose} />;
  return (
    <IncidentCard
      key={id}
      incident={incident}
      placeName={placeName(incident.geometry.coordinates)}
      shortPlaceName={placeName(incident.geometry.coordinates, 'short')}
      branchName={branchName(incident.properties.branchId)}
      nowMs={nowMs}
      nearest={
        mayViewLive && (
          <Suspense fallback={null}>
            <NearestUnits place={incident.geometry.coordinates} />
          </Suspense>
        )
      }
      {...rest}
    />
  );
}

/** The marked place; nothing while none is marked. */
export function MarkedPlace({ onCopyLink }: Pick<CardProps, 'onCopyLink' | 'onClose'>) {
  const placeName = usePlaceName();
  const place = usePlaceStore((store) => store.place);
  return (
    place && (
      <Suspense>
        <PlaceCard place={place} placeName={placeName(place)} onCopyLink={onCopyLink} />
      </Suspense>
    )
  );
}

export function SelectedKeyArea({ id, ...rest }: CardProps) {
  const branchName = useBranchName();
  const keyAreas = useKeyAreas();
  const coverage = useCoverageFigures().data?.areas.find(({ areaId }) => areaId === `key-area:${id}`);
  const area = keyAreas.data?.find((candidate) => candidate.id === id);
  const mayViewCoverage = usePermission('coverage:view');
  const [, navigate] = useLocation();
  if (!area) return !keyAreas.data ? null : <Gone onClose={rest.onClose} />;
  return (
    <KeyAreaCard
      area={area}
      coverage={coverage}
      branchName={branchName(area.branchId)}
      onShowGap={goToGap}
      // The selection goes along in the address, and the workspace makes the area its own.
      onOpenCoverage={mayViewCoverage ? () => navigate(coverageWorkspace.path + location.search) : undefined}
      {...rest}
    />
  );
}

function Gone({ title, text, onClose }: { title?: string; text?: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Card title={title ?? t('card.gone')} onClose={onClose}>
      <CardText tone="quiet">{text ?? t('card.goneOther')}</CardText>
    </Card>
  );
}
