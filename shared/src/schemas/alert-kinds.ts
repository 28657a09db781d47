import * as Type from 'typebox';
import type { Static } from 'typebox';
import type { AlertDefinition } from './alert-definition.ts';
import { RULE_KINDS, type RuleKind } from './alert-rule.ts';
import { LngLat } from './geometry.ts';
import { Instant } from './text.ts';

/** Somebody pressed the SOS button of a unit. Cleared by staff alone. */
const SOS = {
  subject: 'unit',
  priority: 'life',
  detail: Type.Object({
    /** When the button was pressed first, which may be long before it was heard of; `position` is where. */
    pressedAt: Instant,
    lastPressedAt: Instant,
    lastPosition: Type.Union([LngLat, Type.Null()]),
    /** The newest press that was known to who took the call, once there was another; null = none was added since. */
    knownPressAt: Type.Union([Instant, Type.Null()]),
  }),
} as const satisfies AlertDefinition;

/** A unit fell silent. Cleared when it is heard again. */
const UNIT_LOST = {
  subject: 'unit',
  priority: 'normal',
  detail: Type.Object({ /** Its last sign of life. */ silentSince: Instant }),
} as const satisfies AlertDefinition;

/** Many units fell silent together. Cleared when the last of them is heard again. */
const UNITS_LOST = {
  subject: 'units',
  priority: 'normal',
  detail: Type.Object({
    /** Between these two it can have struck. */
    silentSince: Instant,
    silentUntil: Instant,
    /** From then on the units that did not come back with the others are missed in their own right. */
    overdueAt: Type.Union([Instant, Type.Null()]),
  }),
} as const satisfies AlertDefinition;

const OF_RULES = Object.fromEntries(Object.entries(RULE_KINDS).map(([kind, { alert }]) => [kind, alert])) as {
  [K in RuleKind]: (typeof RULE_KINDS)[K]['alert'];
};

/** Every kind of alert; a rule's has the name of its kind. */
export const ALERT_KINDS = {
  sos: SOS,
  'unit-lost': UNIT_LOST,
  'units-lost': UNITS_LOST,
  ...OF_RULES,
} satisfies Record<string, AlertDefinition>;
export type AlertKind = keyof typeof ALERT_KINDS;
export type AlertDetail<K extends AlertKind> = Static<(typeof ALERT_KINDS)[K]['detail']>;
