import { Group, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { ComparisonTable } from '../../features/plans/comparison-table.tsx';
import { compareAreas, compareTotal, findTotalKind } from '../../features/plans/comparison.ts';
import { describeEdits, type PlanEdit } from '../../features/plans/describe-edits.ts';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { EditList } from '../../features/plans/edit-list.tsx';
import { isSamePart, resetPart, toggleKind, type PlanPart } from '../../features/plans/plan-edits.ts';
import { PlanList } from '../../features/plans/plan-list.tsx';
import { PlanTotal } from '../../features/plans/plan-total.tsx';
import { UNKNOWN } from '../../lib/format.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useKnowsAllUnits, usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { PlanDialogs } from './plan-dialogs.tsx';
import { usePlanDialogs } from '../../features/plans/plan-dialogs.store.ts';
import { PlanHead } from '../../features/plans/plan-head.tsx';
import { PlanSelected } from './plan-selected.tsx';
import { PlanToolbar } from './plan-toolbar.tsx';
import { openPlan, usePlanActions } from '../../features/plans/use-plan-actions.ts';
import { usePlanEngine, usePlanGround, usePlanSurroundings } from './use-plan-engine.ts';
import { useDraftKeys, usePlanLink } from './use-plan-link.ts';
import { usePlanMapTool } from '../../features/plans/use-plan-map-tool.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

/** Side by side on one screen; more would not be read. */
const MAX_COMPARED = 4;

function Edits() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useLookouts().data;
  const definition = useDraftStore(({ history }) => history.present);
  const selected = useDraftStore((draft) => draft.selected);
  const change = useDraftStore((draft) => draft.change);
  const select = useDraftStore((draft) => draft.select);
  const standing = useWhatIfStore((state) => state.standing);
  const edits = useMemo(() => describeEdits(definition, standing), [definition, standing]);
  const nameOf = ({ subject, name }: PlanEdit): string => {
    if (name !== null) return name;
    if (subject.kind === 'units') return t(`unitKind.${subject.id}`);
    if (subject.kind !== 'lookout') return t('plans.settingsEdit');
    const lookout = lookouts?.find(({ properties }) => properties.lookoutId === subject.id);
    return lookout ? localName(lookout.properties.name) : `#${subject.id}`;
  };
  const isPart = (subject: PlanEdit['subject']): subject is PlanPart =>
    subject.kind === 'lookout' || subject.kind === 'post' || subject.kind === 'loop';
  return (
    <EditList
      edits={edits}
      nameOf={nameOf}
      isSelected={({ subject }) => isPart(subject) && isSamePart(selected, subject)}
      onSelect={({ subject }) => isPart(subject) && select(subject)}
      onReset={({ subject }) =>
        change((plan) =>
          subject.kind === 'units'
            ? toggleKind(plan, subject.id)
            : subject.kind === 'settings'
              ? { ...plan, settings: null }
              : resetPart(plan, subject),
        )
      }
    />
  );
}

function SavedPlans({
  actions,
  comparedIds,
  onCompare,
}: {
  actions: ReturnType<typeof usePlanActions>;
  comparedIds: ReadonlySet<number>;
  onCompare: (plan: CoveragePlan, isCompared: boolean) => void;
}) {
  const { t } = useTranslation();
  const currentId = useDraftStore(({ origin }) => origin?.id ?? null);
  const show = usePlanDialogs((state) => state.show);
  return (
    <Stack component="section" miw={0}>
      <Group wrap="nowrap" justify="space-between" gap={0} mih={28}>
        <SectionHead quiet>{t('plans.list.title')}</SectionHead>
        <span title={t('plans.compareDialog.hint', { count: MAX_COMPARED })}>
          <TextButton disabled={comparedIds.size === 0} onClick={() => show({ kind: 'compare' })}>
            {t('plans.compare')}
            {comparedIds.size > 0 && ` · ${comparedIds.size}`}
          </TextButton>
        </span>
      </Group>
      <PlanList
        currentId={currentId}
        comparedIds={comparedIds}
        mayPlan={usePermission('coverage:plan')}
        mayManage={usePermission('coverage:manage')}
        onCompare={onCompare}
        onOpen={openPlan}
        onRename={(plan) => show({ kind: 'rename', plan })}
        onDuplicate={actions.duplicate}
        onDelete={actions.deletePlan}
        onApply={(plan) => show({ kind: 'apply', plan })}
      />
    </Stack>
  );
}

/** The what-if tab; not for whoever sees the units of one branch only, since what-if is worked out from the units the page knows. */
export default function PlanTab() {
  const { t } = useTranslation();
  return useKnowsAllUnits() ? <WhatIf /> : <Note title={t('plans.branchOnly')} text={t('plans.branchOnlyText')} />;
}

/** Change the set-up on the map and see at once what it covers. */
function WhatIf() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const areas = useCoverageAreas().data;
  const totalName = t(`plans.totalOf.${findTotalKind((areas ?? []).map(({ areaId }) => areaId))}`);
  const mayPlan = usePermission('coverage:plan');
  const [comparedIds, setComparedIds] = useState<ReadonlySet<number>>(new Set());
  const actions = usePlanActions();
  const { ground, error, retry } = usePlanGround();
  const surroundings = usePlanSurroundings();
  usePlanEngine(ground, surroundings);
  usePlanMapTool();
  usePlanLink(openPlan);
  useDraftKeys();
  useEffect(() => {
    useDraftStore.getState().setOpen(true);
    return () => {
      useDraftStore.getState().setOpen(false);
      usePlanDialogs.getState().close();
    };
  }, []);

  const figures = useWhatIfStore((state) => state.figures);
  const hasFailed = useWhatIfStore((state) => state.hasFailed);
  const answerMs = useWhatIfStore((state) => state.answerMs);
  const observers = useWhatIfStore((state) => state.ground?.observers ?? 0);
  const total = useMemo(() => figures && compareTotal(figures.before, figures.after), [figures]);
  const rows = useMemo(() => figures && compareAreas(figures.before, figures.after), [figures]);
  const areaNames = useMemo(() => new Map(areas?.map(({ areaId, name }) => [areaId, name])), [areas]);
  const nameOfArea = (areaId: string): string => {
    const name = areaNames.get(areaId);
    return name ? localName(name) : UNKNOWN;
  };
  const compare = useCallback(({ id }: CoveragePlan, isCompared: boolean): void => {
    setComparedIds(
      (ids) => new Set([...[...ids].filter((other) => other !== id), ...(isCompared ? [id] : [])].slice(-MAX_COMPARED)),
    );
  }, []);

  if (error !== null && !ground)
    return (
      <Note
        tone="error"
        title={t('plans.failed')}
        text={errorText(t, error)}
        action={{ label: t('common.retry'), onClick: retry }}
      />
    );
  return (
    // How long an answer takes is there for whoever looks: the target is one frame.
    <Stack gap="lg" px={14} pt="xs" pb="xl" data-answer-ms={answerMs?.toFixed(1)}>
      <PlanHead actions={actions} />
      {!mayPlan && (
        <Text size="xs" c="dimmed">
          {t('plans.viewOnly')}
        </Text>
      )}
      <Stack component="section" miw={0} aria-label={totalName}>
        <SectionHead quiet how={t('plans.how')}>
          {totalName}
        </SectionHead>
        {hasFailed ? (
          <Note tone="error" title={t('plans.failed')} text={t('plans.failedText')} />
        ) : (
          <PlanTotal total={total} observers={observers} />
        )}
      </Stack>
      <PlanToolbar />
      <PlanSelected />
      <Stack component="section" miw={0}>
        <SectionHead quiet>{t('plans.edits')}</SectionHead>
        <Edits />
      </Stack>
      {!hasFailed && (
        <Stack component="section" miw={0}>
          <ComparisonTable rows={rows} nameOf={nameOfArea} />
        </Stack>
      )}
      <SavedPlans actions={actions} comparedIds={comparedIds} onCompare={compare} />
      <PlanDialogs actions={actions} comparedIds={comparedIds} />
    </Stack>
  );
}
