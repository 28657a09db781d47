import type { SameKeys } from '../same-keys.ts';
import type { outcomeZhCN } from './outcome.zh-CN.ts';

export const outcomeEn: SameKeys<typeof outcomeZhCN> = {
};
