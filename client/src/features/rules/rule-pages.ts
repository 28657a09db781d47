import { RULE_KINDS, type RuleKind } from '@liaowang/shared/schemas/alert-rule';
import { areaUncoveredPage } from './area-uncovered.rule.tsx';
import type { RulePage } from './rule-page.ts';
import { unitStationaryPage } from './unit-stationary.rule.tsx';

const RULE_PAGES: { readonly [K in RuleKind]: RulePage<K> } = {
  'area-uncovered': areaUncoveredPage,
  'unit-stationary': unitStationaryPage,
};

/** Every kind of rule, in the order in which they are offered. */
export const RULE_KIND_NAMES = Object.keys(RULE_KINDS) as RuleKind[];

/** What the page knows of a kind of rule. */
export const rulePageOf = (kind: RuleKind): RulePage<RuleKind> => RULE_PAGES[kind] as RulePage<RuleKind>;
