import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { useAlerts } from '../../entities/alerts/alerts.api.ts';
import { useIncidents } from '../../entities/incidents/incidents.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { findBranchBounds } from '../../entities/places/home-bounds.ts';
import { useBranches, useJurisdiction, useStations } from '../../entities/places/places.api.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { computeSlotState } from '../../live/slot-states.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { STATE_INDEX } from '../../live/unit-slots.ts';
import { composeViews, type RotaView } from './rota-views.ts';
import { useRotaStore } from './rota.store.ts';

/** Branches that have a unit of which somebody heard just now. */
function findBranchesOnDuty(units: Iterable<Unit>, _minute: number): ReadonlySet<number> {
  const serverMs = serverClock.toServerMs(stateNowMs());
  const found = new Set<number>();
  for (const { id, branchId } of units) {
    if (branchId === null || found.has(branchId)) continue;
    const slot = positionBuffer.slotOf(id);
    if (slot !== undefined && computeSlotState(positionBuffer.slots, slot, serverMs) === STATE_INDEX.fresh)
      found.add(branchId);
  }
  return found;
}

/** The views that the chosen stops stand for now. `minute` changes when it is time to look who is on duty. */
export function useRotaViews(minute: number): readonly RotaView[] {
  const { t } = useTranslation();
  const localName = useLocalName();
  const stops = useRotaStore((store) => store.plan.stops);
  const units = useUnitsStore((store) => store.units);
  const boundary = useJurisdiction().data?.boundary;
  const branches = useBranches().data;
  const stations = useStations().data;
  const lookouts = useLookouts().data;
  const incidents = useIncidents().data;
  const alerts = useAlerts().data;
  // Looked up anew each minute, and when the register changes.
  const onDuty = useMemo(() => findBranchesOnDuty(units.values(), minute), [minute, units]);
  return useMemo(
    () =>
      composeViews(stops, {
        city: boundary ? { name: t('map.wholeCity'), bounds: computeBounds(boundary) } : null,
        branches: (branches ?? []).map((branch) => ({
          id: branch.id,
          name: localName(branch.name),
          bounds: findBranchBounds(branch, stations ?? []),
          isOnDuty: onDuty.has(branch.id),
        })),
        lookouts: (lookouts ?? []).map(({ properties, geometry }) => ({
          id: properties.lookoutId,
          name: localName(properties.name),
          position: geometry.coordinates,
          rangeMeters: properties.detectionRangeMeters,
        })),
        happened: [
          ...(incidents ?? []).map(({ geometry }) => geometry.coordinates),
          ...(alerts ?? []).flatMap(({ position }) => (position ? [position] : [])),
        ],
      }),
    [stops, boundary, branches, stations, lookouts, incidents, alerts, onDuty, localName, t],
  );
}
