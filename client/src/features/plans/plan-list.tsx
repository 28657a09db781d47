import { Box, Checkbox } from '@mantine/core';
import { IconCheck, IconCopy, IconDots, IconFolderOpen, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { ListRows, type ListRowPlace } from '../../components/virtual-rows.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { ListRow } from '../../components/list-row.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { usePlans } from './plans.api.ts';

export interface PlanListProps {
  /** The plan that is open. */
  currentId: number | null;
  comparedIds: ReadonlySet<number>;
  mayPlan: boolean;
  mayManage: boolean;
  onCompare: (plan: CoveragePlan, isCompared: boolean) => void;
  onOpen: (plan: CoveragePlan) => void;
  onRename: (plan: CoveragePlan) => void;
  onDuplicate: (plan: CoveragePlan) => void;
  onDelete: (plan: CoveragePlan) => void;
  onApply: (plan: CoveragePlan) => void;
}

interface PlanRowProps {
  plan: CoveragePlan;
  place: ListRowPlace;
  nowMs: number;
  props: PlanListProps;
}

const keyOf = (plan: CoveragePlan): number => plan.id;

function PlanRow({ plan, place, nowMs, props }: PlanRowProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { currentId, comparedIds, mayPlan, mayManage } = props;
  const moment = (instant: string): string => formatMoment(parseInstant(instant), nowMs, timeZone);
  const blocked = plan.mayChange ? undefined : t('errors.not-yours');
  const items: MenuItem[] = [
    { id: 'open', icon: <IconFolderOpen />, label: t('plans.open'), onChoose: () => props.onOpen(plan) },
    ...(mayPlan && !plan.isBackup
      ? [
          {
            id: 'rename',
            icon: <IconPencil />,
            label: t('plans.rename'),
            blocked,
            onChoose: () => props.onRename(plan),
          },
        ]
      : []),
    ...(mayPlan
      ? [{ id: 'duplicate', icon: <IconCopy />, label: t('plans.duplicate'), onChoose: () => props.onDuplicate(plan) }]
      : []),
    ...(mayManage
      ? [{ id: 'apply', icon: <IconCheck />, label: t('plans.apply'), onChoose: () => props.onApply(plan) }]
      : []),
    ...(mayPlan
      ? [{ id: 'delete', icon: <IconTrash />, label: t('plans.delete'), blocked, onChoose: () => props.onDelete(plan) }]
      : []),
  ];
  return (
    <ListRow {...place} current={plan.id === currentId}>
      <Checkbox
        aria-label={t('plans.list.compareWith', { name: plan.name })}
        title={t('plans.list.compareWith', { name: plan.name })}
        checked={comparedIds.has(plan.id)}
        onChange={({ currentTarget }) => props.onCompare(plan, currentTarget.checked)}
      />
      <RowButton current={plan.id === currentId} title={plan.note || plan.name} onClick={() => props.onOpen(plan)}>
        {plan.name}
        <small>
          {t('plans.list.by', { name: localName(plan.createdBy), time: moment(plan.updatedAt) })}
          {plan.appliedAt && ` · ${t('plans.list.applied', { time: moment(plan.appliedAt) })}`}
          {plan.id === currentId && ` · ${t('plans.list.current')}`}
        </small>
      </RowButton>
      <Menu label={t('plans.list.actions', { name: plan.name })} look="icon" button={<IconDots />} items={items} />
    </ListRow>
  );
}

/** Saved plans: open, compare, and what else one may do with them. Backups stay folded away. */
export function PlanList(props: PlanListProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const plans = usePlans();
  const [showsBackups, setShowsBackups] = useState(false);
  if (!plans.data && !plans.error) return <SkeletonRows rows={3} label={t('common.loading')} />;
  if (!plans.data)
    return (
      <Note
        tone="error"
        title={t('plans.list.failed')}
        text={errorText(t, plans.error)}
        action={{ label: t('common.retry'), onClick: () => void plans.refetch() }}
      />
    );
  const backups = plans.data.filter(({ isBackup }) => isBackup);
  const shown = plans.data.filter(({ isBackup, id }) => !isBackup || showsBackups || id === props.currentId);
  return (
    <>
      {shown.length === 0 ? (
        <Note title={t('plans.list.empty')} {...(props.mayPlan && { text: t('plans.list.emptyHint') })} />
      ) : (
        <Box mx={-14}>
          <ListRows rows={shown} keyOf={keyOf} rowHeightPx={44}>
            {(plan, place) => <PlanRow key={plan.id} plan={plan} place={place} nowMs={nowMs} props={props} />}
          </ListRows>
        </Box>
      )}
      {backups.length > 0 && (
        <Checkbox
          label={`${t('plans.list.showBackups')} · ${t('plans.list.backups', { count: backups.length })}`}
          checked={showsBackups}
          onChange={({ currentTarget }) => setShowsBackups(currentTarget.checked)}
        />
      )}
    </>
  );
}
