import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Card, CardText } from '../components/card.tsx';
import { createPart } from '../components/part.tsx';
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
import { goToGap } from '../features/coverage/largest-gap.ts';
import { goToPlace } from '../map/go-to.ts';
import { useBranchName, usePlaceName } from '../features/place-names/place-name.ts';
import type { CardProps } from '../map/selectable.ts';
import { useViewStore } from '../map/view.store.ts';
import { coverageWorkspace } from '../workspaces/coverage/coverage.workspace.ts';

const GAP_ZOOM = 15;

/** Where a card does not come, it can be closed all the same. */
function CardMissing({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Card title={t('part.broken')} onClose={onClose}>
      {children}
    </Card>
  );
}

/** Cards come when the first of their kind is chosen; those of units at once. */
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

const CallSection = createPart(async () => {
  const [{ CallSection: component }] = await Promise.all([
    import('../entities/alerts/call-section.tsx'),
    loadSection('alerts'),
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
  const mayTrack = usePermission('tracks:view');
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const call = useOpenCalls().get(id);
  const { followUnitId, trackUnitId, follow, showTrack } = useViewStore();
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
  return <LookoutCard lookout={lookout} branchName={branchName(lookout.properties.branchId)} nowMs={nowMs} {...rest} />;
}

export function SelectedIncident({ id, ...rest }: CardProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const branchName = useBranchName();
  const placeName = usePlaceName();
  const incidents = useIncidents();
  const incident = incidents.data?.find(({ properties }) => properties.incidentId === id);
  if (!incident) return !incidents.data ? null : <Gone text={t('card.goneIncident')} onClose={rest.onClose} />;
  return (
    <IncidentCard
      key={id}
      incident={incident}
      placeName={placeName(incident.geometry.coordinates)}
      branchName={branchName(incident.properties.branchId)}
      nowMs={nowMs}
      {...rest}
    />
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

function Gone({ text, onClose }: { text?: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Card title={t('card.gone')} onClose={onClose}>
      <CardText tone="quiet">{text ?? t('card.goneOther')}</CardText>
    </Card>
  );
}
