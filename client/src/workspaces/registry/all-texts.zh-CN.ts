import { entryZhCN } from '../../components/entry-texts.zh-CN.ts';
import { registryRoomZhCN } from './texts.zh-CN.ts';

/** What the registers say beside the map. Fetched by who goes there, and merged into the rest. */
export const registryZhCN = [entryZhCN, registryRoomZhCN] as const;
