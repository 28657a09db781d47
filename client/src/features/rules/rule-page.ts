import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import type { AlertRuleOf, AlertRuleStatusOf, RuleKind, RuleParams } from '@liaowang/shared/schemas/alert-rule';
import type { Language } from '../../lib/format.ts';
import type { Draft, RuleProblem, ScheduleForm } from './rule.validation.ts';

/** What it takes to say something of a rule. */
export interface RuleSpeech {
  t: TFunction;
  language: Language;
  areaNameOf: (keyAreaId: number) => string;
  branchNameOf: (branchId: number) => string;
}

export interface RuleFieldsProps<K extends RuleKind> {
  params: Draft<RuleParams<K>>;
  change: (part: Partial<Draft<RuleParams<K>>>) => void;
  /** What is wrong with a parameter, in the reader's language. */
  problemOf: (parameter: keyof RuleParams<K> & string) => string | undefined;
}

/** What the page knows of a kind of rule; its name is the text `rules.kind.<kind>`. It is one file, and one line in rule-pages.ts. */
export interface RulePage<K extends RuleKind> {
  /** What a new rule starts with; `areaId` is the key area that is selected. */
  start(areaId: number | null): { params: Draft<RuleParams<K>>; schedule: ScheduleForm };
  /** What is wrong, by parameter. */
  validate(params: Draft<RuleParams<K>>): Partial<Record<keyof RuleParams<K> & string, RuleProblem>>;
  /** The form's fields beside days, hours and whether it is in force. */
  Fields: ComponentType<RuleFieldsProps<K>>;
  /** Whom or what it is about. */
  name(params: RuleParams<K>, speech: RuleSpeech): string;
  /** What it asks for; `when` says the days and hours. */
  sentence(params: RuleParams<K>, when: string, speech: RuleSpeech): string;
  /** What was read of it, beside how it stands; `unread`: too little to say how it stands. */
  reading(status: AlertRuleStatusOf<K>, speech: RuleSpeech): { text: string | null; isUnread: boolean };
  /** What a click shows: the key area, or the unit that breaks it; null = nothing. */
  target(
    rule: AlertRuleOf<K>,
    status: AlertRuleStatusOf<K> | undefined,
  ): { kind: 'key-area' | 'unit'; id: number } | null;
}
