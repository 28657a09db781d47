import type { TObject } from 'typebox';

/** What an alert is about. It also says who may see it: the branch of the unit, of the key area, of any of the `units`. */
export const ALERT_SUBJECT_KINDS = ['unit', 'units', 'key-area'] as const;
export type AlertSubjectKind = (typeof ALERT_SUBJECT_KINDS)[number];

/** `life`: somebody calls for help; it goes before all others, takes the screen, and is never filtered away. */
export const ALERT_PRIORITIES = ['life', 'normal'] as const;

/** What both sides know of a kind of alert. */
export interface AlertDefinition {
  subject: AlertSubjectKind;
  priority: (typeof ALERT_PRIORITIES)[number];
  /** What only alerts of this kind tell. */
  detail: TObject;
}
