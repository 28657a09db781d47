import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { OrganisationDrawing } from '../../features/organisation/organisation-drawing.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';
import { useRegistryView } from './registry-view.store.ts';

/** Puts the organisation onto the map as long as the registers are open. */
export function RegistryLayers() {
  const entry = useRegistryView((view) => view.entry);
  const isPast = useAsOf() !== null;
  const areas = useCoverageAreas().data;
  const chosen = entry?.kind === 'branch' || entry?.kind === 'station' ? { kind: entry.kind, id: entry.id } : null;
  // What was nearest on a past day nobody has kept.
  const nearest = isPast ? undefined : areas?.find(({ areaId }) => areaId === `branch:${chosen?.id}`);
  return <OrganisationDrawing chosen={chosen} nearestGround={nearest?.geometry ?? null} />;
}
