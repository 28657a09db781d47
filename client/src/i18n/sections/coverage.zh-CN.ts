import { briefZhCN } from '../parts/brief.zh-CN.ts';
import { coverageErrorsZhCN } from '../parts/coverage-errors.zh-CN.ts';
import { plansZhCN } from '../parts/plans.zh-CN.ts';
import { revisitZhCN } from '../parts/revisit.zh-CN.ts';
import { rulesZhCN } from '../parts/rules.zh-CN.ts';
import { sitingZhCN } from '../parts/siting.zh-CN.ts';

/** What the workspaces of the desk say beside the live map: plans, siting, rules, briefs. Fetched with the first of them, and merged into the rest. */
export const coverageZhCN = {
  errors: coverageErrorsZhCN,
  plans: plansZhCN,
  siting: sitingZhCN,
  revisit: revisitZhCN,
  rules: rulesZhCN,
  brief: briefZhCN,
};
