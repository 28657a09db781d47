import { entryEn } from '../../components/entry-texts.en.ts';
import { keyAreaRegisterEn } from '../../features/key-area-register/texts.en.ts';
import { lookoutRegisterEn } from '../../features/lookout-register/texts.en.ts';
import { organisationEn } from '../../features/organisation/texts.en.ts';
import { setUpEn } from '../../features/set-up/texts.en.ts';
import { unitRegisterEn } from '../../features/unit-register/texts.en.ts';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { registryZhCN } from './all-texts.zh-CN.ts';
import { registryRoomEn } from './texts.en.ts';

export const registryEn = [
  entryEn,
  organisationEn,
  setUpEn,
  lookoutRegisterEn,
  keyAreaRegisterEn,
  unitRegisterEn,
  registryRoomEn,
] as const satisfies SameKeys<typeof registryZhCN>;
