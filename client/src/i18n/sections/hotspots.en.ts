import { areasEn } from '../parts/areas.en.ts';
import { categoriesEn } from '../parts/categories.en.ts';
import { changeEn } from '../parts/change.en.ts';
import { importErrorsEn } from '../parts/import-errors.en.ts';
import { importsEn } from '../parts/imports.en.ts';
import { outcomeEn } from '../parts/outcome.en.ts';
import { predictEn } from '../parts/predict.en.ts';
import { reviewErrorsEn } from '../parts/review-errors.en.ts';
import { reviewEn } from '../parts/review.en.ts';
import { zoneBriefEn } from '../parts/zone-brief.en.ts';
import { zoneExportEn } from '../parts/zone-export.en.ts';
import { zonesEn } from '../parts/zones.en.ts';
import type { SameKeys } from '../same-keys.ts';
import type { hotspotsZhCN } from './hotspots.zh-CN.ts';

export const hotspotsEn: SameKeys<typeof hotspotsZhCN> = {
  errors: { ...importErrorsEn, ...reviewErrorsEn },
  hotspotRoom: {
    label: 'Hotspot tools',
    zones: 'Find',
    change: 'Change',
    areas: 'Areas',
    predict: 'Back-test',
    review: 'Review',
    outcome: 'Outcome',
    imports: 'Import',
    phone: { filter: 'Filter', tools: 'Tools', trend: 'Time' },
  },
  categories: categoriesEn,
  zones: zonesEn,
  areas: areasEn,
  change: changeEn,
  predict: predictEn,
  review: reviewEn,
  outcome: outcomeEn,
  imports: importsEn,
  zoneBrief: zoneBriefEn,
  zoneExport: zoneExportEn,
};
