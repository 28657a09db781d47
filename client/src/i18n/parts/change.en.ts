import type { SameKeys } from '../same-keys.ts';
import type { changeZhCN } from './change.zh-CN.ts';

export const changeEn: SameKeys<typeof changeZhCN> = {
};
