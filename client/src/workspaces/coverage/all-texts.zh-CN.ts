import { paperZhCN } from '../../components/texts.zh-CN.ts';
import { briefZhCN } from '../../features/briefs/texts.zh-CN.ts';
import { coverageErrorsZhCN } from './error-texts.zh-CN.ts';
import { plansZhCN } from '../../features/plans/texts.zh-CN.ts';
import { revisitZhCN } from '../../features/revisit/texts.zh-CN.ts';
import { rulesZhCN } from '../../features/rules/texts.zh-CN.ts';
import { sitingZhCN } from '../../features/siting/texts.zh-CN.ts';

/** What the workspaces of the desk say beside the live map: plans, siting, rules, briefs. Fetched with the first of them, and merged into the rest. */
export const coverageZhCN = [
  paperZhCN,
  coverageErrorsZhCN,
  plansZhCN,
  sitingZhCN,
  revisitZhCN,
  rulesZhCN,
  briefZhCN,
] as const;
