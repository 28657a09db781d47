import { parseInstant } from '@liaowang/shared/analysis/instant';
import type { Alert } from '@liaowang/shared/schemas/alert';

/** The list with `alert` put in or replaced: SOS first, then newest first; a cleared one is taken out. */
export function withAlert(list: readonly Alert[], alert: Alert): Alert[] {
  const others = list.filter((other) => other.id !== alert.id);
  if (alert.status === 'cleared') return others;
  return [...others, alert].sort(
    (a, b) => Number(b.kind === 'sos') - Number(a.kind === 'sos') || parseInstant(b.raisedAt) - parseInstant(a.raisedAt) || b.id - a.id,
  );
}
