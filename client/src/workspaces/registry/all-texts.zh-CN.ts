import { entryZhCN } from '../../components/entry-texts.zh-CN.ts';
import { jurisdictionZhCN } from '../../features/jurisdiction/texts.zh-CN.ts';
import { keyAreaRegisterZhCN } from '../../features/key-area-register/texts.zh-CN.ts';
import { lookoutRegisterZhCN } from '../../features/lookout-register/texts.zh-CN.ts';
import { organisationZhCN } from '../../features/organisation/texts.zh-CN.ts';
import { registerFilesZhCN } from '../../features/register-files/texts.zh-CN.ts';
import { setUpZhCN } from '../../features/set-up/texts.zh-CN.ts';
import { unitRegisterZhCN } from '../../features/unit-register/texts.zh-CN.ts';
import { fileErrorsZhCN } from '../../i18n/file-error-texts.zh-CN.ts';
import { registryRoomZhCN } from './texts.zh-CN.ts';

/** What the registers say beside the map. Fetched by who goes there, and merged into the rest. */
export const registryZhCN = [
  entryZhCN,
  organisationZhCN,
  setUpZhCN,
  jurisdictionZhCN,
  lookoutRegisterZhCN,
  keyAreaRegisterZhCN,
  unitRegisterZhCN,
  registerFilesZhCN,
  fileErrorsZhCN,
  registryRoomZhCN,
] as const;
