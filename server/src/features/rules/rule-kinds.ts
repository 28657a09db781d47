import type { RuleKind as RuleKindName } from '@liaowang/shared/schemas/alert-rule';
import { createAreaUncoveredKind } from './area-uncovered.rule.ts';
import type { RuleFacts, RuleKind } from './rule-kind.ts';
import { createUnitStationaryKind } from './unit-stationary.rule.ts';

/** Makes what the server knows of each kind of rule. */
const RULE_KIND_MAKERS = {
  'area-uncovered': createAreaUncoveredKind,
  'unit-stationary': createUnitStationaryKind,
} satisfies { [K in RuleKindName]: (facts: RuleFacts) => RuleKind<K> };

export type RuleKindsOfServer = Readonly<Record<RuleKindName, RuleKind<RuleKindName>>>;

/** What the server knows of each kind of rule. */
export function createRuleKinds(facts: RuleFacts): RuleKindsOfServer {
  return Object.fromEntries(
    Object.entries(RULE_KIND_MAKERS).map(([kind, make]) => [kind, make(facts)]),
  ) as unknown as RuleKindsOfServer;
}
