import { compareAlerts } from '@liaowang/shared/analysis/alerts/alert-order';
import type { Alert } from '@liaowang/shared/schemas/alert';

/** The list with `alert` put in or replaced, in the order of `compareAlerts`; a cleared one is taken out. */
export function withAlert(list: readonly Alert[], alert: Alert): Alert[] {
  const others = list.filter((other) => other.id !== alert.id);
  return alert.status === 'cleared' ? others : [...others, alert].sort(compareAlerts);
}

/** The list with what the server answered to a change put in; an alert that is gone by now stays gone, however late the answer comes. */
export function withAnswer(list: readonly Alert[], alert: Alert): readonly Alert[] {
  return list.some(({ id }) => id === alert.id) ? withAlert(list, alert) : list;
}
