import { IconPlus } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMemo, useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { RuleForm } from '../../features/rules/rule-form.tsx';
import { RuleList } from '../../features/rules/rule-list.tsx';
import { sortRules } from '../../features/rules/rule-words.ts';
import { useDeleteRule, useRuleStatuses, useRules, useSaveRule } from '../../features/rules/rules.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { goToArea } from './go-to-area.ts';
import styles from './rules-tab.module.css';

/** How long a deleted rule can be put back with one click. */
const UNDO_MS = 10_000;

/** Deletes a rule and offers to put it back. */
function useDeleteWithUndo(areaNameOf: (keyAreaId: number) => string): (rule: CoverageRule) => void {
  const { t } = useTranslation();
  const remove = useDeleteRule();
  const save = useSaveRule();
  return (deleted) => {
    const { id, ...rule } = deleted;
    const refuse = (title: string) => (error: unknown) =>
      void notifications.show({ title, message: errorText(t, error), color: 'yellow' });
    const offerUndo = () => {
      const noticeId = notifications.show({
        autoClose: UNDO_MS,
        message: (
          <span className={styles.undo}>
            {t('rules.deleted', { name: areaNameOf(rule.keyAreaId) })}
            <TextButton
              tone="primary"
              onClick={() => {
                notifications.hide(noticeId);
                save.mutateAsync({ id: null, rule }).catch(refuse(t('rules.notRestored')));
              }}
            >
              {t('common.undo')}
            </TextButton>
          </span>
        ),
      });
    };
    // Awaited, not called back: the tab may be closed by then.
    remove.mutateAsync(id).then(offerUndo, refuse(t('rules.notDeleted')));
  };
}

/** The list, second by second. Apart from the tab, so that a form that is open is not drawn anew each second. */
function TimedRuleList(props: Omit<ComponentProps<typeof RuleList>, 'nowMs'>) {
  return <RuleList {...props} nowMs={useNow()} />;
}

/** Rules "never more than so long unseen", how they stand, and their form. */
export default function RulesTab() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const mayManage = usePermission('coverage:manage');
  const keyAreas = useKeyAreas();
  const rules = useRules();
  const statuses = useRuleStatuses();
  const areaId = useCoverageView((view) => view.areaId);
  const [editing, setEditing] = useState<CoverageRule | 'new' | null>(null);
  const areas = useMemo(
    () => (keyAreas.data ?? []).map(({ id, name }) => ({ id, name: localName(name) })),
    [keyAreas.data, localName],
  );
  const areaNameOf = (id: number): string => areas.find((area) => area.id === id)?.name ?? `#${id}`;
  const remove = useDeleteWithUndo(areaNameOf);
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
        areaNameOf={areaNameOf}
        mayManage={mayManage}
        selectedAreaId={selectedAreaId}
        onOpen={({ keyAreaId }) => goToArea(`key-area:${keyAreaId}`)}
        onEdit={setEditing}
        onDelete={remove}
      />
    );
  };
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <p>
          {t(broken > 0 ? 'rules.brokenCount' : 'rules.lead', { count: broken })}{' '}
          <HowNote label={t('rules.title')} text={t('rules.how.rule')} />
        </p>
        {mayManage && editing === null && areas.length > 0 && (
          <TextButton onClick={() => setEditing('new')}>
            <IconPlus />
            {t('rules.add')}
          </TextButton>
        )}
      </div>
      {statuses.error && !rules.error && (
        <p className={styles.problem} role="alert">
          {t('rules.noStatus')}
        </p>
      )}
      {editing !== null && (
        <RuleForm
          key={editing === 'new' ? 'new' : editing.id}
          rule={editing === 'new' ? null : editing}
          areas={areas}
          suggestedAreaId={selectedAreaId}
          onDone={() => setEditing(null)}
        />
      )}
      {content()}
    </div>
  );
}
