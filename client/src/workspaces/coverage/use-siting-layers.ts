import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import { useSitingDemand, useSitingResult } from '../../features/siting/siting.api.ts';
import { toDemandSettings } from '../../features/siting/siting-form.ts';
import { findOnlyIn, findSolution } from '../../features/siting/siting-words.ts';
import { useSitingStore } from '../../features/siting/siting.store.ts';
import { useJob } from '../../lib/jobs.api.ts';
import { createSitingLayers, toDemandDots } from '../../features/siting/siting.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useCoverageView } from './coverage-view.store.ts';

const NONE: readonly Layer[] = [];
const NO_PLACES: readonly [number, number][] = [];

/** Layers of the siting tab: the demand, the candidates that were drawn, the chosen places. None while the tab is closed. */
export function useSitingLayers(theme: Theme): readonly Layer[] {
  const { isOpen, form, drawn, shown, hoveredSite, showsDemand } = useSitingStore();
  const jobId = useCoverageView((view) => view.jobId);
  const job = useJob(isOpen ? jobId : null).data;
  const result = useSitingResult(jobId, isOpen && job?.state === 'done').data;
  const severityWeights = useCoverageSettings().data?.demand.severityWeights;

  const asked = result?.request;
  const demandSettings = useMemo(
    () =>
      isOpen && showsDemand && severityWeights ? (asked?.demand ?? toDemandSettings(form, severityWeights)) : null,
    [isOpen, showsDemand, severityWeights, asked, form],
  );
  const points = useSitingDemand(demandSettings).data;
  const incidentMix = asked?.incidentMix ?? form.incidentPercent / 100;
  const demand = useMemo(
    () => (points && demandSettings ? toDemandDots(points, incidentMix) : null),
    [points, demandSettings, incidentMix],
  );

  const candidates = asked
    ? asked.candidates.kind === 'drawn'
      ? asked.candidates.points
      : NO_PLACES
    : form.candidates === 'drawn'
      ? drawn
      : NO_PLACES;
  const places = useMemo(() => {
    if (!result) return { sites: NO_PLACES, others: NO_PLACES };
    const solution = findSolution(result, shown);
    const other = findSolution(result, shown === 'exact' ? 'greedy' : 'exact');
    return {
      sites: solution.sites.map(({ position }) => position),
      others: findOnlyIn(other, solution).map(({ position }) => position),
    };
  }, [result, shown]);
  const rangeMeters = asked?.rangeMeters ?? form.rangeMeters ?? 0;
  return useMemo(
    () =>
      isOpen ? createSitingLayers({ candidates, ...places, rangeMeters, hoveredSite, demand }, PALETTES[theme]) : NONE,
    [isOpen, candidates, places, rangeMeters, hoveredSite, demand, theme],
  );
}
