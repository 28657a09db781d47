import { briefEn } from '../parts/brief.en.ts';
import { coverageErrorsEn } from '../parts/coverage-errors.en.ts';
import { plansEn } from '../parts/plans.en.ts';
import { revisitEn } from '../parts/revisit.en.ts';
import { rulesEn } from '../parts/rules.en.ts';
import { sitingEn } from '../parts/siting.en.ts';
import type { SameKeys } from '../same-keys.ts';
import type { coverageZhCN } from './coverage.zh-CN.ts';

export const coverageEn: SameKeys<typeof coverageZhCN> = {
  errors: coverageErrorsEn,
  plans: plansEn,
  siting: sitingEn,
  revisit: revisitEn,
  rules: rulesEn,
  brief: briefEn,
};
