import { areasZhCN } from '../parts/areas.zh-CN.ts';
import { categoriesZhCN } from '../parts/categories.zh-CN.ts';
import { changeZhCN } from '../parts/change.zh-CN.ts';
import { importErrorsZhCN } from '../parts/import-errors.zh-CN.ts';
import { importsZhCN } from '../parts/imports.zh-CN.ts';
import { outcomeZhCN } from '../parts/outcome.zh-CN.ts';
import { predictZhCN } from '../parts/predict.zh-CN.ts';
import { reviewErrorsZhCN } from '../parts/review-errors.zh-CN.ts';
import { reviewZhCN } from '../parts/review.zh-CN.ts';
import { zoneBriefZhCN } from '../parts/zone-brief.zh-CN.ts';
import { zoneExportZhCN } from '../parts/zone-export.zh-CN.ts';
import { zonesZhCN } from '../parts/zones.zh-CN.ts';

/** What only the hotspot workspace says; fetched with it, and merged into the rest. */
export const hotspotsZhCN = {
  errors: { ...importErrorsZhCN, ...reviewErrorsZhCN },
  hotspotRoom: {
    label: '热点工具',
    zones: '热点识别',
    change: '变化分析',
    areas: '片区统计',
    predict: '预测检验',
    review: '研判',
    outcome: '成效',
    imports: '导入',
    phone: { filter: '筛选', tools: '工具', trend: '时间' },
  },
  categories: categoriesZhCN,
  zones: zonesZhCN,
  areas: areasZhCN,
  change: changeZhCN,
  predict: predictZhCN,
  review: reviewZhCN,
  outcome: outcomeZhCN,
  imports: importsZhCN,
  zoneBrief: zoneBriefZhCN,
  zoneExport: zoneExportZhCN,
};
