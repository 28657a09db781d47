import type { SameKeys } from '../same-keys.ts';
import type { importsZhCN } from './imports.zh-CN.ts';

export const importsEn: SameKeys<typeof importsZhCN> = {
};
