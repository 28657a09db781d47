import { Group, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { AlertRule, AlertRuleStatus } from '@liaowang/shared/schemas/alert-rule';
import { IconButton } from '../../components/icon-button.tsx';
import { StatusTag, type StatusTone } from '../../components/status-tag.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './rule-list.module.css';
import type { RulePage, RuleSpeech } from './rule-page.ts';
import { rulePageOf } from './rule-pages.ts';
import { describeSchedule, type RuleWithStatus } from './rule-words.ts';

interface RuleListProps {
  rules: readonly RuleWithStatus[];
  names: Pick<RuleSpeech, 'areaNameOf' | 'branchNameOf'>;
  mayManage: boolean;
  selectedAreaId: number | null;
  /** By the server's clock, as the rules' times are. */
  nowMs: number;
  onOpen: (target: NonNullable<RuleTarget>) => void;
  onEdit: (rule: AlertRule) => void;
  onDelete: (rule: AlertRule) => void;
}

type RuleTarget = ReturnType<RulePage<AlertRule['kind']>['target']>;

/** Red belongs to SOS: a broken rule is said in the colour of gaps' warnings. */
const TONES: Record<AlertRuleStatus['state'], StatusTone> = {
  broken: 'warn',
  waiting: 'plain',
  kept: 'good',
  resting: 'quiet',
};

function describeStatus(
  { rule, status }: RuleWithStatus,
  nowMs: number,
  speech: RuleSpeech,
): { text: string; tone: StatusTone } {
  const { t, language } = speech;
  if (!rule.enabled) return { text: t('rules.state.disabled'), tone: 'quiet' };
  if (!status) return { text: t('rules.state.unknown'), tone: 'quiet' };
  const { text, isUnread } = rulePageOf(rule.kind).reading(status, speech);
  if (isUnread) return { text: t('rules.filling'), tone: 'quiet' };
  const state =
    status.state === 'broken'
      ? t('rules.brokenSince', { duration: formatDuration(nowMs - parseInstant(status.since), language) })
      : t(`rules.state.${status.state}`);
  return { text: text === null ? state : `${state} · ${text}`, tone: TONES[status.state] };
}

/** Rules with how they stand, what is broken first. */
export function RuleList({ rules, names, mayManage, selectedAreaId, nowMs, onOpen, onEdit, onDelete }: RuleListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const speech: RuleSpeech = { t, language, ...names };
  return (
    <ul className="lw-list">
      {rules.map(({ rule, status }) => {
        const page = rulePageOf(rule.kind);
        const name = page.name(rule.params, speech);
        const target = page.target(rule, status);
        const stands = describeStatus({ rule, status }, nowMs, speech);
        return (
          <li
            key={rule.id}
            className={styles.rule}
            data-broken={status?.state === 'broken' || undefined}
            data-off={!rule.enabled || undefined}
            data-selected={(target?.kind === 'key-area' && target.id === selectedAreaId) || undefined}
          >
            <button
              type="button"
              className={styles.open}
              disabled={target === null}
              onClick={() => target && onOpen(target)}
            >
              <Text component="strong" inherit fw={500} c={rule.enabled ? 'bright' : 'dimmed'}>
                {name}
              </Text>
              <Text size="xs" lh="md" component="span" c="dimmed">
                {page.sentence(rule.params, describeSchedule(t, rule.schedule, language), speech)}
              </Text>
              <StatusTag tone={stands.tone}>{stands.text}</StatusTag>
            </button>
            {mayManage && (
              <Group component="span" wrap="nowrap" gap={0} pt="xs">
                <IconButton label={t('rules.changeOf', { name })} onClick={() => onEdit(rule)}>
                  <IconPencil />
                </IconButton>
                <IconButton label={t('rules.deleteOf', { name })} onClick={() => onDelete(rule)}>
                  <IconTrash />
                </IconButton>
              </Group>
            )}
          </li>
        );
      })}
    </ul>
  );
}
