import type { TObject } from 'typebox';

/** What an alert is about. It also says who may see it: the branch of the unit, of the key area, of any of the `units`. */
export type AlertSubjectKind = 'unit' | 'units' | 'key-area';

/** What both sides know of a kind of alert. */
export interface AlertDefinition {
  subject: AlertSubjectKind;
  /** `life`: somebody calls for help; it goes before all others, takes the screen, and is never filtered away. */
  priority: 'life' | 'normal';
  /** What only alerts of this kind tell. */
  detail: TObject;
}
