import { entryEn } from '../../components/entry-texts.en.ts';
import { jurisdictionEn } from '../../features/jurisdiction/texts.en.ts';
import { keyAreaRegisterEn } from '../../features/key-area-register/texts.en.ts';
import { lookoutRegisterEn } from '../../features/lookout-register/texts.en.ts';
import { organisationEn } from '../../features/organisation/texts.en.ts';
import { registerFilesEn } from '../../features/register-files/texts.en.ts';
import { setUpEn } from '../../features/set-up/texts.en.ts';
import { unitRegisterEn } from '../../features/unit-register/texts.en.ts';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { registryZhCN } from './all-texts.zh-CN.ts';
import { fileErrorsEn } from '../../i18n/file-error-texts.en.ts';
import { registryRoomEn } from './texts.en.ts';

export const registryEn = [
  entryEn,
  organisationEn,
  setUpEn,
  jurisdictionEn,
  lookoutRegisterEn,
  keyAreaRegisterEn,
  unitRegisterEn,
  registerFilesEn,
  fileErrorsEn,
  registryRoomEn,
] as const satisfies SameKeys<typeof registryZhCN>;
