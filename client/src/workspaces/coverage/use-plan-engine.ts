import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { useEffect, useMemo, useRef } from 'react';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useDemandPoints } from '../../features/plans/plans.api.ts';
import type { WhatIfGround } from '../../features/plans/what-if.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { toStandingLookout } from '../../entities/observers/observing-ground.ts';
import { startPlanEngine, type PlanEngine, type PlanSurroundings } from '../../features/plans/plan-engine.ts';

/** What the figures of plans are about; null until the areas are known. Demand joins when it comes. */
export function usePlanGround(): { ground: WhatIfGround | null; error: unknown; retry: () => void } {
  const areas = useCoverageAreas();
  const settings = useCoverageSettings().data;
  const demand = useDemandPoints(settings?.demand ?? null).data ?? null;
  const center = useJurisdiction().data?.center;
  const known = areas.data;
  const ground = useMemo(
    () =>
      known && center
        ? { center, areas: known.map(({ areaId, geometry }) => ({ id: areaId, geometry })), demand }
        : null,
    [known, center, demand],
  );
  return { ground, error: areas.error, retry: () => void areas.refetch() };
}

/** What plans are tried against: lookouts as they stand and the settings in force. */
export function usePlanSurroundings(): PlanSurroundings {
  const lookouts = useLookouts().data;
  const settings = useCoverageSettings().data ?? DEFAULT_COVERAGE_SETTINGS;
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return useMemo(
    () => ({ lookouts: (lookouts ?? []).map(toStandingLookout), settings, timeZone }),
    [lookouts, settings, timeZone],
  );
}

/** Keeps map and figures after the draft while the tab is open. */
export function usePlanEngine(ground: WhatIfGround | null, surroundings: PlanSurroundings): void {
  const engine = useRef<PlanEngine | null>(null);
  useEffect(() => {
    const started = startPlanEngine();
    engine.current = started;
    return () => {
      engine.current = null;
      started.stop();
    };
  }, []);
  useEffect(() => engine.current?.setSurroundings(surroundings), [surroundings]);
  useEffect(() => {
    if (ground) engine.current?.setGround(ground);
  }, [ground]);
}
