import { Checkbox, Group } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule, NewAlertRule, RuleKind, RuleParams } from '@liaowang/shared/schemas/alert-rule';
import { Field, SelectField, TextField, Toggles } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import styles from './rule-form.module.css';
import { RULE_KIND_NAMES, rulePageOf } from './rule-pages.ts';
import { WEEKDAYS } from './rule-words.ts';
import {
  findRefusedRuleField,
  toSchedule,
  toScheduleForm,
  validateSchedule,
  type Draft,
  type RuleProblem,
  type ScheduleForm,
} from './rule.validation.ts';
import { useRules, useSaveRule } from './rules.api.ts';

interface RuleFormState {
  kind: RuleKind;
  params: Draft<RuleParams<RuleKind>>;
  schedule: ScheduleForm;
  enabled: boolean;
}

interface RuleFormProps {
  /** Null = a new one. */
  rule: AlertRule | null;
  /** What a new rule is for. */
  suggestedAreaId: number | null;
  onDone: () => void;
}

function startForm(kind: RuleKind, areaId: number | null): RuleFormState {
  return { kind, ...rulePageOf(kind).start(areaId), enabled: true };
}

const toForm = ({ kind, params, schedule, enabled }: AlertRule): RuleFormState => ({
  kind,
  params,
  schedule: toScheduleForm(schedule),
  enabled,
});

/** The form has no problems: every parameter is there. */
const toRule = ({ kind, params, schedule, enabled }: RuleFormState): NewAlertRule =>
  ({ kind, params, schedule: toSchedule(schedule), enabled }) as NewAlertRule;

/** What became of the rule of a form since the form was begun: the rule as it stands, null = there is none (any more). */
function useMeanwhile(begun: AlertRule | null) {
  const rules = useRules();
  const [readVersion, setReadVersion] = useState(begun?.version ?? null);
  if (!begun) return { what: null, standing: null, take: () => {} };
  const standing = rules.data ? (rules.data.find(({ id }) => id === begun.id) ?? null) : begun;
  return {
    what: standing === null ? ('deleted' as const) : standing.version === readVersion ? null : ('changed' as const),
    standing,
    /** The form holds what stands. */
    take: () => setReadVersion(standing?.version ?? null),
  };
}

/** A rule of any kind: whom and what it asks for, on these days between these hours. */
export function RuleForm({ rule, suggestedAreaId, onDone }: RuleFormProps) {
  const { t } = useTranslation();
  const save = useSaveRule();
  const meanwhile = useMeanwhile(rule);
  const [form, setForm] = useState<RuleFormState>(() =>
    rule ? toForm(rule) : startForm(RULE_KIND_NAMES[0]!, suggestedAreaId),
  );
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const page = rulePageOf(form.kind);
  const changeSchedule = (part: Partial<ScheduleForm>) =>
    setForm((before) => ({ ...before, schedule: { ...before.schedule, ...part } }));
  const setEnabled = (enabled: boolean) => setForm((before) => ({ ...before, enabled }));
  const problems: Record<string, RuleProblem> = { ...page.validate(form.params), ...validateSchedule(form.schedule) };
  const refusedField = save.error instanceof ApiError ? findRefusedRuleField(save.error.field) : null;
  const problemOf = (field: string): string | undefined => {
    const problem = problems[field];
    if (problem && wasSubmitted) return t(`rules.wrong.${problem.key}`, { ...problem });
    return save.error && refusedField === field ? errorText(t, save.error) : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (Object.keys(problems).length === 0)
      save.mutate({ read: meanwhile.standing, rule: toRule(form) }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t(rule ? 'rules.change' : 'rules.add')}>
      {rule === null && RULE_KIND_NAMES.length > 1 && (
        <SelectField
          label={t('rules.kindLabel')}
          value={form.kind}
          options={RULE_KIND_NAMES.map((value) => ({ value, label: t(`rules.kind.${value}`) }))}
          onChange={(kind) => setForm(startForm(kind, suggestedAreaId))}
        />
      )}
      <page.Fields
        params={form.params}
        change={(part) => setForm((before) => ({ ...before, params: { ...before.params, ...part } }))}
        problemOf={problemOf}
      />
      <Field label={t('rules.days')} problem={problemOf('weekdays')}>
        <Toggles
          label={t('rules.days')}
          value={form.schedule.weekdays}
          options={WEEKDAYS.map((value) => ({ value, label: t(`calendar.weekdayShort.${value}`) }))}
          onChange={(weekdays) => changeSchedule({ weekdays })}
        />
      </Field>
      <Field label={t('rules.hours')} problem={problemOf('hours')}>
        <div className={styles.hours}>
          <TextField
            label={t('rules.start')}
            isLabelHidden
            value={form.schedule.start}
            placeholder="16:00"
            disabled={form.schedule.isAllDay}
            onChange={(start) => changeSchedule({ start })}
          />
          <span>–</span>
          <TextField
            label={t('rules.end')}
            isLabelHidden
            value={form.schedule.end}
            placeholder="18:00"
            disabled={form.schedule.isAllDay}
            onChange={(end) => changeSchedule({ end })}
          />
          <Checkbox
            label={t('rules.allDay')}
            checked={form.schedule.isAllDay}
            onChange={(event) => changeSchedule({ isAllDay: event.currentTarget.checked })}
          />
        </div>
      </Field>
      <Checkbox
        label={t('rules.enabled')}
        checked={form.enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      {meanwhile.what !== null && !save.isPending && (
        <Problem>
          {t(`rules.meanwhile.${meanwhile.what}`)}{' '}
          {meanwhile.standing && (
            <TextButton
              onClick={() => {
                setForm(toForm(meanwhile.standing!));
                meanwhile.take();
              }}
            >
              {t('rules.meanwhile.take')}
            </TextButton>
          )}
        </Problem>
      )}
      {save.error && refusedField === null && meanwhile.what === null && <Problem>{errorText(t, save.error)}</Problem>}
      <Group justify="flex-end" align="stretch" wrap="nowrap">
        <TextButton onClick={onDone}>{t('common.cancel')}</TextButton>
        <TextButton type="submit" tone="primary" disabled={save.isPending}>
          {t('rules.save')}
        </TextButton>
      </Group>
    </form>
  );
}
