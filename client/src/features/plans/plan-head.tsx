import { Group, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconCopy,
  IconDots,
  IconFilePlus,
  IconLink,
} from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { hasUnsavedChanges, useDraftStore } from './draft.store.ts';
import { changesNothing } from './plan-edits.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { usePlanDialogs } from './plan-dialogs.store.ts';
import { openPlan, type usePlanActions } from './use-plan-actions.ts';

/** The plan's name, whether it is saved, and what can be done with it as a whole. */
export function PlanHead({ actions }: { actions: ReturnType<typeof usePlanActions> }) {
  const { t } = useTranslation();
  const origin = useDraftStore((draft) => draft.origin);
  const isDirty = useDraftStore(hasUnsavedChanges);
  const isVoid = useDraftStore(({ history }) => changesNothing(history.present));
  const canUndo = useDraftStore(({ history }) => history.past.length > 0);
  const canRedo = useDraftStore(({ history }) => history.future.length > 0);
  const undo = useDraftStore((draft) => draft.undo);
  const redo = useDraftStore((draft) => draft.redo);
  const mayPlan = usePermission('coverage:plan');
  const mayManage = usePermission('coverage:manage');
  const show = usePlanDialogs((state) => state.show);

  const copyLink = (): void => {
    if (!origin || isDirty) {
      notifications.show({ message: t('plans.linkNeedsSave'), color: 'yellow', autoClose: 3_000 });
      return;
    }
    // Absent without https, except on localhost.
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => notifications.show({ message: t('common.linkCopied'), autoClose: 2_500 }),
      () => notifications.show({ message: t('common.linkNotCopied'), color: 'yellow' }),
    );
  };
  const items: MenuItem[] = [
    { id: 'new', icon: <IconFilePlus />, label: t('plans.now'), onChoose: () => openPlan(null) },
    ...(mayPlan
      ? [
          {
            id: 'save-as',
            icon: <IconCopy />,
            label: t('plans.saveAs'),
            onChoose: () => show({ kind: 'save-as', thenApply: false }),
          },
        ]
      : []),
    { id: 'link', icon: <IconLink />, label: t('plans.copyLink'), onChoose: copyLink },
    ...(mayManage && mayPlan && !isVoid
      ? [{ id: 'apply', icon: <IconCheck />, label: t('plans.apply'), onChoose: actions.askToApply }]
      : []),
  ];
  return (
    <Group component="header" wrap="nowrap" gap="xs" miw={0}>
      <Group wrap="nowrap" align="baseline" flex={1} miw={0}>
        <Text component="strong" truncate inherit fw={600} c="bright" title={origin?.note || undefined}>
          {origin?.name ?? t('plans.untitled')}
        </Text>
        {origin?.isBackup && <StatusTag tone="quiet">{t('plans.backup')}</StatusTag>}
        {isDirty && <StatusTag tone="warn">{t('plans.unsaved')}</StatusTag>}
      </Group>
      <IconButton label={t('plans.undo')} keyHint="Ctrl+Z" disabled={!canUndo} onClick={undo}>
        <IconArrowBackUp />
      </IconButton>
      <IconButton label={t('plans.redo')} keyHint="Ctrl+Y" disabled={!canRedo} onClick={redo}>
        <IconArrowForwardUp />
      </IconButton>
      {mayPlan && (
        <TextButton tone="primary" disabled={!isDirty || actions.change.isPending} onClick={() => actions.save()}>
          {t('plans.save')}
        </TextButton>
      )}
      <Menu label={t('plans.menu')} look="icon" button={<IconDots />} items={items} />
    </Group>
  );
}
