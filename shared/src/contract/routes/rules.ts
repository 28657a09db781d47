import * as Type from 'typebox';
import { AlertRule, AlertRuleChange, AlertRuleStatus, NewAlertRule } from '../../schemas/alert-rule.ts';
import { CoverageRule, CoverageRuleStatus, NewCoverageRule } from '../../schemas/coverage-rule.ts';
import { RowId } from '../../schemas/row-id.ts';
import { Done, type RouteTable } from '../route.ts';

const RuleParams = Type.Object({ ruleId: RowId });

/** Rules that could never be broken, by their hours or by their time. */
const RULE_REFUSED = ['no-rule-hours', 'rule-never-broken'] as const;

/** `/alert-rules` are the rules of every kind; `/coverage/rules` those of one kind, in a flat form. */
export const rulesRoutes = {
  'GET /alert-rules': {
    summary: 'Rules that raise alerts, of every kind',
    tags: ['rules'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(AlertRule) },
    refusals: [],
  },
  'GET /alert-rules/status': {
    summary: 'How each rule is kept now',
    tags: ['rules'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(AlertRuleStatus) },
    refusals: [],
  },
  'POST /alert-rules': {
    summary: 'Adds a rule',
    tags: ['rules'],
    requires: 'coverage:manage',
    body: NewAlertRule,
    answers: { 201: AlertRule },
    refusals: [...RULE_REFUSED],
  },
  'PUT /alert-rules/:ruleId': {
    summary: 'Changes a rule, which starts anew; its kind stays',
    tags: ['rules'],
    requires: 'coverage:manage',
    params: RuleParams,
    body: AlertRuleChange,
    answers: { 200: AlertRule },
    refusals: [...RULE_REFUSED, 'not-found', 'changed-meanwhile'],
  },
  'DELETE /alert-rules/:ruleId': {
    summary: 'Takes a rule away, and clears its alerts',
    tags: ['rules'],
    requires: 'coverage:manage',
    params: RuleParams,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
  'GET /coverage/rules': {
    summary: 'Rules, by key area',
    tags: ['rules'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(CoverageRule) },
    refusals: [],
  },
  'GET /coverage/rules/status': {
    summary: 'How each rule is kept now',
    tags: ['rules'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(CoverageRuleStatus) },
    refusals: [],
  },
  'POST /coverage/rules': {
    summary: 'Adds a rule',
    tags: ['rules'],
    requires: 'coverage:manage',
    body: NewCoverageRule,
    answers: { 201: CoverageRule },
    refusals: [...RULE_REFUSED],
  },
  'PUT /coverage/rules/:ruleId': {
    summary: 'Changes a rule, which starts anew',
    tags: ['rules'],
    requires: 'coverage:manage',
    params: RuleParams,
    body: NewCoverageRule,
    answers: { 200: CoverageRule },
    refusals: [...RULE_REFUSED, 'not-found'],
  },
  'DELETE /coverage/rules/:ruleId': {
    summary: 'Takes a rule away, and clears its alert',
    tags: ['rules'],
    requires: 'coverage:manage',
    params: RuleParams,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
