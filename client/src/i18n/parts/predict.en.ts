import type { SameKeys } from '../same-keys.ts';
import type { predictZhCN } from './predict.zh-CN.ts';

export const predictEn: SameKeys<typeof predictZhCN> = {
};
