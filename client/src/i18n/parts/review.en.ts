import type { SameKeys } from '../same-keys.ts';
import type { reviewZhCN } from './review.zh-CN.ts';

export const reviewEn: SameKeys<typeof reviewZhCN> = {
};
