import type { TFunction } from 'i18next';
import type { ImportDateOrderChoice, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { formatNumber } from '../../lib/format.ts';

/** An order of dates in words, with the days that the first rows would be in it. */
export function nameDateOrder(
  t: TFunction,
  order: ImportMapping['dateOrder'],
  choices: readonly ImportDateOrderChoice[],
): string {
  const name = t(`imports.dateOrders.${order}`);
  const choice = choices.find((one) => one.order === order);
  if (!choice || choice.from === null || choice.to === null) return name;
  const days = choice.from === choice.to ? choice.from : `${choice.from} – ${choice.to}`;
  return choice.unreadable === 0
    ? t('imports.dateOrderMeans', { name, days })
    : t('imports.dateOrderMeansPartly', { name, days, amount: formatNumber(choice.unreadable) });
}
