import { Box, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMemo, useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule, NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { showUndoNotice } from '../../components/undo-notice.tsx';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { rulePageOf } from '../../features/rules/rule-pages.ts';
import { RuleForm } from '../../features/rules/rule-form.tsx';
import { RuleList } from '../../features/rules/rule-list.tsx';
import { sortRules } from '../../features/rules/rule-words.ts';
import { useDeleteRule, useRuleStatuses, useRules, useSaveRule } from '../../features/rules/rules.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { goToThing } from '../../map/go-to.ts';
import { goToArea } from './go-to-area.ts';

/** Deletes a rule and offers to put it back. */
function useDeleteWithUndo(nameOf: (rule: AlertRule) => string): (rule: AlertRule) => void {
  const { t } = useTranslation();
  const remove = useDeleteRule();
  const save = useSaveRule();
  return (deleted) => {
    const { id, version: _version, ...rule } = deleted;
    const name = nameOf(deleted);
    const refuse = (title: string) => (error: unknown) =>
      void notifications.show({ title, message: errorText(t, error), color: 'yellow' });
    const offerUndo = () =>
      showUndoNotice({
        message: t('rules.deleted', { name }),
        label: t('common.undo'),
        onUndo: () =>
          void save.mutateAsync({ read: null, rule: rule as NewAlertRule }).catch(refuse(t('rules.notRestored'))),
      });
    // Awaited, not called back: the tab may be closed by then.
    remove.mutateAsync(id).then(offerUndo, refuse(t('rules.notDeleted')));
  };
}

/** The list, second by second. Apart from the tab, so that a form that is open is not drawn anew each second. */
function TimedRuleList(props: Omit<ComponentProps<typeof RuleList>, 'nowMs'>) {
  return <RuleList {...props} nowMs={useNow()} />;
}

/** Rules that raise alerts, how they stand, and their form. */
export default function RulesTab() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const mayManage = usePermission('coverage:manage');
  const keyAreas = useKeyAreas();
  const rules = useRules();
  const statuses = useRuleStatuses();
  const areaId = useCoverageView((view) => view.areaId);
  const [editing, setEditing] = useState<AlertRule | 'new' | null>(null);
  const branches = useBranches();
  const names = useMemo(() => {
    const nameIn = (list: ReadonlyArray<{ id: number; name: LocalizedName }> | undefined) => (id: number) => {
      const named = list?.find((each) => each.id === id);
      return named ? localName(named.name) : `#${id}`;
    };
    return { areaNameOf: nameIn(keyAreas.data), branchNameOf: nameIn(branches.data) };
  }, [keyAreas.data, branches.data, localName]);
  const remove = useDeleteWithUndo(({ kind, params }) => rulePageOf(kind).name(params, { t, language, ...names }));
  const selectedAreaId = Number(/^key-area:(\d+)$/.exec(areaId ?? '')?.[1] ?? 0) || null;
  const sorted = useMemo(() => sortRules(rules.data ?? [], statuses.data ?? []), [rules.data, statuses.data]);
  const broken = statuses.data?.filter(({ state }) => state === 'broken').length ?? 0;

  const content = () => {
    if (rules.error)
      return (
        <Note
          tone="error"
          title={t('rules.failed')}
          text={errorText(t, rules.error)}
          action={{ label: t('common.retry'), onClick: () => void rules.refetch() }}
        />
      );
    if (rules.isLoading || keyAreas.isLoading) return <SkeletonRows rows={4} label={t('common.loading')} />;
    if (sorted.length === 0)
      return (
        editing === null && (
          <Note title={t('rules.empty')} text={t(mayManage ? 'rules.emptyHint' : 'rules.emptyView')} />
        )
      );
    return (
      <TimedRuleList
        rules={sorted}
        names={names}
        mayManage={mayManage}
        selectedAreaId={selectedAreaId}
        onOpen={(target) => (target.kind === 'unit' ? goToThing(target) : goToArea(`key-area:${target.id}`))}
        onEdit={setEditing}
        onDelete={remove}
      />
    );
  };
  return (
    <Box pt={9} pb={10}>
      <Group align="flex-start" justify="space-between" wrap="nowrap" px={14} pt="xxs" pb={10}>
        <Text size="xs" c="dimmed">
          {t(broken > 0 ? 'rules.brokenCount' : 'rules.lead', { count: broken })}{' '}
          <HowNote label={t('rules.title')} text={t('rules.how.rules')} />
        </Text>
        {mayManage && editing === null && keyAreas.data !== undefined && (
          <TextButton onClick={() => setEditing('new')}>
            <IconPlus />
            {t('rules.add')}
          </TextButton>
        )}
      </Group>
      {statuses.error && !rules.error && (
        <Text size="xs" c="var(--lw-warn)" px={14} pb="md" role="alert">
          {t('rules.noStatus')}
        </Text>
      )}
      {editing !== null && (
        <RuleForm
          key={editing === 'new' ? 'new' : editing.id}
          rule={editing === 'new' ? null : editing}
          suggestedAreaId={selectedAreaId ?? keyAreas.data?.[0]?.id ?? null}
          onDone={() => setEditing(null)}
        />
      )}
      {content()}
    </Box>
  );
}
