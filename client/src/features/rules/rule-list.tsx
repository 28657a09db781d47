import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CoverageRule, RuleStatus } from '@liaowang/shared/schemas/coverage-rule';
import { IconButton } from '../../components/icon-button.tsx';
import { StatusTag, type StatusTone } from '../../components/status-tag.tsx';
import { formatDuration, formatShare, type Language } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './rule-list.module.css';
import { describeDays, formatRuleHours, type RuleWithStatus } from './rule-words.ts';

interface RuleListProps {
  rules: readonly RuleWithStatus[];
  areaNameOf: (keyAreaId: number) => string;
  mayManage: boolean;
  selectedAreaId: number | null;
  /** By the server's clock, as the rules' times are. */
  nowMs: number;
  onOpen: (rule: CoverageRule) => void;
  onEdit: (rule: CoverageRule) => void;
  onDelete: (rule: CoverageRule) => void;
}

/** Red belongs to SOS: a broken rule is said in the colour of gaps' warnings. */
const TONES: Record<RuleStatus['state'], StatusTone> = {
  broken: 'warn',
  waiting: 'plain',
  kept: 'good',
  resting: 'quiet',
};

/** In its hours, but the record is too short to say. */
function isUnjudged({ state, seenShare }: RuleStatus): boolean {
  return seenShare === null && (state === 'kept' || state === 'waiting');
}

function describeStatus(t: TFunction, { rule, status }: RuleWithStatus, nowMs: number, language: Language): string {
  if (!rule.enabled) return t('rules.state.disabled');
  if (!status) return t('rules.state.unknown');
  if (isUnjudged(status)) return t('rules.filling');
  const parts = [
    status.state === 'broken'
      ? t('rules.brokenSince', { duration: formatDuration(nowMs - parseInstant(status.since), language) })
      : t(`rules.state.${status.state}`),
  ];
  if (status.seenShare !== null) parts.push(t('rules.seenNow', { share: formatShare(status.seenShare) }));
  return parts.join(' · ');
}

/** Rules with how they stand, what is broken first. */
export function RuleList({
  rules,
  areaNameOf,
  mayManage,
  selectedAreaId,
  nowMs,
  onOpen,
  onEdit,
  onDelete,
}: RuleListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className={styles.rules}>
      {rules.map(({ rule, status }) => {
        const name = areaNameOf(rule.keyAreaId);
        return (
          <li
            key={rule.id}
            className={styles.rule}
            data-broken={status?.state === 'broken' || undefined}
            data-off={!rule.enabled || undefined}
            data-selected={rule.keyAreaId === selectedAreaId || undefined}
          >
            <button type="button" className={styles.open} onClick={() => onOpen(rule)}>
              <strong>{name}</strong>
              <span className={styles.what}>
                {t('rules.sentence', {
                  days: describeDays(t, rule.weekdays, language),
                  hours: formatRuleHours(rule) ?? t('rules.allDay'),
                  minutes: rule.maxUnseenMinutes,
                  percent: Math.round(rule.minSeenShare * 100),
                })}
              </span>
              <StatusTag tone={rule.enabled && status && !isUnjudged(status) ? TONES[status.state] : 'quiet'}>
                {describeStatus(t, { rule, status }, nowMs, language)}
              </StatusTag>
            </button>
            {mayManage && (
              <span className={styles.actions}>
                <IconButton label={t('rules.changeOf', { name })} onClick={() => onEdit(rule)}>
                  <IconPencil />
                </IconButton>
                <IconButton label={t('rules.deleteOf', { name })} onClick={() => onDelete(rule)}>
                  <IconTrash />
                </IconButton>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
