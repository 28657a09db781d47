import type { TObject } from 'typebox';
import type { AlertDefinition } from './alert-definition.ts';

/** What both sides know of a kind of alert rule. */
export interface RuleDefinition {
  /** Whom and what it asks for; the hours are common to all kinds. */
  params: TObject;
  /** What was read when it was judged last, beside whether it is kept. */
  reading: TObject;
  /** The alert that it raises. */
  alert: AlertDefinition;
}
