import { entryZhCN } from '../../components/entry-texts.zh-CN.ts';
import { organisationZhCN } from '../../features/organisation/texts.zh-CN.ts';
import { setUpZhCN } from '../../features/set-up/texts.zh-CN.ts';
import { registryRoomZhCN } from './texts.zh-CN.ts';

/** What the registers say beside the map. Fetched by who goes there, and merged into the rest. */
export const registryZhCN = [entryZhCN, organisationZhCN, setUpZhCN, registryRoomZhCN] as const;
