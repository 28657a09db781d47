import { isCallForHelp, type Alert } from '../../schemas/alert.ts';
import { parseInstant } from '../time/instant.ts';

/** The order in which alerts are worked through: those nobody took first, calls for help before all others, then newest first. */
export function compareAlerts(a: Alert, b: Alert): number {
  return (
    Number(b.status === 'raised') - Number(a.status === 'raised') ||
    Number(isCallForHelp(b)) - Number(isCallForHelp(a)) ||
    parseInstant(b.raisedAt) - parseInstant(a.raisedAt) ||
    b.id - a.id
  );
}
