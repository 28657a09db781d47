import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { Field, NumberField, SelectField, TextField, Toggles } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import styles from './rule-form.module.css';
import { WEEKDAYS } from './rule-words.ts';
import {
  NEW_RULE_FORM,
  RULE_LIMITS,
  findRefusedRuleField,
  toRule,
  toRuleForm,
  validateRule,
  type RuleField,
  type RuleForm as RuleFormState,
} from './rule.validation.ts';
import { useSaveRule } from './rules.api.ts';

export interface RuleArea {
  id: number;
  name: string;
}

interface RuleFormProps {
  /** Null = a new one. */
  rule: CoverageRule | null;
  areas: readonly RuleArea[];
  /** What a new rule is for. */
  suggestedAreaId: number | null;
  onDone: () => void;
}

/** "This key area, on these days between these hours: never more than so long unseen." */
export function RuleForm({ rule, areas, suggestedAreaId, onDone }: RuleFormProps) {
  const { t } = useTranslation();
  const save = useSaveRule();
  const [form, setForm] = useState<RuleFormState>(() =>
    rule ? toRuleForm(rule) : { ...NEW_RULE_FORM, keyAreaId: suggestedAreaId ?? areas[0]?.id ?? null },
  );
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const change = (part: Partial<RuleFormState>) => setForm((before) => ({ ...before, ...part }));
  const problems = validateRule(form);
  const refusedField = save.error instanceof ApiError ? findRefusedRuleField(save.error.field) : null;
  const problemOf = (field: RuleField): string | undefined => {
    const problem = problems[field];
    if (problem && wasSubmitted) return t(`rules.wrong.${problem.key}`, { ...problem });
    return save.error && refusedField === field ? errorText(t, save.error) : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (Object.keys(problems).length === 0)
      save.mutate({ id: rule?.id ?? null, rule: toRule(form) }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t(rule ? 'rules.change' : 'rules.add')}>
      <SelectField
        label={t('rules.keyArea')}
        value={String(form.keyAreaId ?? '')}
        options={areas.map(({ id, name }) => ({ value: String(id), label: name }))}
        problem={problemOf('keyAreaId')}
        onChange={(value) => change({ keyAreaId: Number(value) })}
      />
      <Field label={t('rules.days')} problem={problemOf('weekdays')}>
        <Toggles
          label={t('rules.days')}
          value={form.weekdays}
          options={WEEKDAYS.map((value) => ({ value, label: t(`rules.weekday.${value}`) }))}
          onChange={(weekdays) => change({ weekdays })}
        />
      </Field>
      <Field label={t('rules.hours')} problem={problemOf('hours')}>
        <div className={styles.hours}>
          <TextField
            label={t('rules.start')}
            isLabelHidden
            value={form.start}
            placeholder="16:00"
            disabled={form.isAllDay}
            onChange={(start) => change({ start })}
          />
          <span>–</span>
          <TextField
            label={t('rules.end')}
            isLabelHidden
            value={form.end}
            placeholder="18:00"
            disabled={form.isAllDay}
            onChange={(end) => change({ end })}
          />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={form.isAllDay}
              onChange={(event) => change({ isAllDay: event.currentTarget.checked })}
            />
            {t('rules.allDay')}
          </label>
        </div>
      </Field>
      <div className={styles.pair}>
        <NumberField
          label={t('rules.maxUnseen')}
          unit={t('rules.minutes')}
          value={form.maxUnseenMinutes}
          {...RULE_LIMITS.maxUnseenMinutes}
          step={5}
          problem={problemOf('maxUnseenMinutes')}
          onChange={(maxUnseenMinutes) => change({ maxUnseenMinutes })}
        />
        <NumberField
          label={t('rules.minSeen')}
          extra={<HowNote label={t('rules.minSeen')} text={t('rules.how.minSeen')} />}
          unit="%"
          value={form.minSeenPercent}
          {...RULE_LIMITS.minSeenPercent}
          step={5}
          problem={problemOf('minSeenPercent')}
          onChange={(minSeenPercent) => change({ minSeenPercent })}
        />
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        {t('rules.enabled')}
      </label>
      {save.error && refusedField === null && (
        <p className={styles.problem} role="alert">
          {errorText(t, save.error)}
        </p>
      )}
      <div className={styles.actions}>
        <TextButton onClick={onDone}>{t('common.cancel')}</TextButton>
        <TextButton type="submit" tone="primary" disabled={save.isPending}>
          {t('rules.save')}
        </TextButton>
      </div>
    </form>
  );
}
