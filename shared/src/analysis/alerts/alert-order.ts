import type { Alert } from '../../schemas/alert.ts';
import { parseInstant } from '../time/instant.ts';

/** The order in which alerts are worked through: those nobody took first, SOS before all others, then newest first. */
export function compareAlerts(a: Alert, b: Alert): number {
  return (
    Number(b.status === 'raised') - Number(a.status === 'raised') ||
    Number(b.kind === 'sos') - Number(a.kind === 'sos') ||
    parseInstant(b.raisedAt) - parseInstant(a.raisedAt) ||
    b.id - a.id
  );
}
