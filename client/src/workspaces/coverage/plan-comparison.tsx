import { applyPlan } from '@liaowang/shared/analysis/coverage/plan-observers';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { CompareDialog } from '../../features/plans/compare-dialog.tsx';
import { hasUnsavedChanges, useDraftStore } from '../../features/plans/draft.store.ts';
import { usePlans } from '../../features/plans/plans.api.ts';
import { openWhatIf } from '../../features/plans/open-what-if.ts';
import type { AreaFigures, WhatIfGround } from '../../features/plans/what-if.ts';
import { UNKNOWN } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { findFreshUnits } from '../../entities/observers/observing-ground.ts';
import { usePlanGround, usePlanSurroundings } from './use-plan-engine.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

interface NamedPlan {
  key: string;
  name: string;
  definition: PlanDefinition;
}

interface FiguresOfPlans {
  /** By the plan's key; those that are known so far. */
  figures: ReadonlyMap<string, readonly AreaFigures[]>;
  /** The rest will not come. */
  hasFailed: boolean;
}

/** Figures of each plan, worked out one after the other in a thread of their own, all of the moment it began. */
function useFiguresOf(plans: readonly NamedPlan[]): FiguresOfPlans {
  const { ground, error } = usePlanGround();
  const [surroundings] = useState(usePlanSurroundings());
  const [minute] = useState(() => useWhatIfStore.getState().minute);
  const [figures, setFigures] = useState<ReadonlyMap<string, readonly AreaFigures[]>>(new Map());
  const [failedGround, setFailedGround] = useState<WhatIfGround | null>(null);
  useEffect(() => {
    if (!ground) return undefined;
    const units = findFreshUnits(positionBuffer.slots);
    const observersOf = (definition: PlanDefinition) => applyPlan({ definition, ...surroundings, units, minute });
    const before = observersOf(EMPTY_PLAN);
    const whatIf = openWhatIf();
    const ask = (at: number): void => {
      const plan = plans[at];
      if (!plan) return;
      whatIf.ask(
        { ground, before, after: observersOf(plan.definition) },
        {
          onAnswer({ after }) {
            setFigures((known) => new Map(known).set(plan.key, after));
            ask(at + 1);
          },
          onFailure: () => setFailedGround(ground),
        },
      );
    };
    ask(0);
    return () => whatIf.close();
  }, [ground, plans, surroundings, minute]);
  return { figures, hasFailed: ground ? failedGround === ground : error !== null };
}

/** Now, the draft and the chosen plans side by side. */
export function PlanComparison({ comparedIds, onClose }: { comparedIds: ReadonlySet<number>; onClose: () => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const areas = useCoverageAreas().data;
  const saved = usePlans().data;
  // What is compared is what was chosen when the window opened.
  const [plans] = useState((): NamedPlan[] => {
    const draft = useDraftStore.getState();
    return [
      { key: 'now', name: t('plans.compareDialog.now'), definition: EMPTY_PLAN },
      ...(hasUnsavedChanges(draft)
        ? [{ key: 'draft', name: t('plans.compareDialog.draft'), definition: draft.history.present }]
        : []),
      ...(saved ?? [])
        .filter(({ id }) => comparedIds.has(id))
        .map(({ id, name, definition }) => ({ key: String(id), name, definition })),
    ];
  });
  const { figures, hasFailed } = useFiguresOf(plans);
  return (
    <CompareDialog
      plans={plans.map(({ key, name }) => ({ key, name, figures: figures.get(key) ?? null }))}
      hasFailed={hasFailed}
      nameOfArea={(areaId) => {
        const area = areas?.find((candidate) => candidate.areaId === areaId);
        return area ? localName(area.name) : UNKNOWN;
      }}
      onClose={onClose}
    />
  );
}
