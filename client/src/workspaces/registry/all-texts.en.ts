import { entryEn } from '../../components/entry-texts.en.ts';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { registryZhCN } from './all-texts.zh-CN.ts';
import { registryRoomEn } from './texts.en.ts';

export const registryEn = [entryEn, registryRoomEn] as const satisfies SameKeys<typeof registryZhCN>;
