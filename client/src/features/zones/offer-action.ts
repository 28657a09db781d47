import type { TFunction } from 'i18next';
import type { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import { formatNumber } from '../../lib/format.ts';
import type { FindingMethod } from './finding-method.ts';
import { useMethodStore } from './method.store.ts';

/** The button beside a refused size: takes the one that works. */
export function offerAction(
  t: TFunction,
  method: FindingMethod,
  { parameter, value }: SizeRefused['works'],
): { label: string; onClick: () => void } {
  return {
    label: t(`zones.offer.${parameter}`, { value: formatNumber(value) }),
    onClick: () => useMethodStore.getState().adopt({ ...method, [parameter]: value } as FindingMethod),
  };
}
