import { paperEn } from '../../components/texts.en.ts';
import { briefEn } from '../../features/briefs/texts.en.ts';
import { coverageErrorsEn } from './error-texts.en.ts';
import { plansEn } from '../../features/plans/texts.en.ts';
import { revisitEn } from '../../features/revisit/texts.en.ts';
import { rulesEn } from '../../features/rules/texts.en.ts';
import { sitingEn } from '../../features/siting/texts.en.ts';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { coverageZhCN } from './all-texts.zh-CN.ts';

export const coverageEn = [
  paperEn,
  coverageErrorsEn,
  plansEn,
  sitingEn,
  revisitEn,
  rulesEn,
  briefEn,
] as const satisfies SameKeys<typeof coverageZhCN>;
