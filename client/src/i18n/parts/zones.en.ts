import type { SameKeys } from '../same-keys.ts';
import type { zonesZhCN } from './zones.zh-CN.ts';

export const zonesEn: SameKeys<typeof zonesZhCN> = {
};
