import { paperEn } from '../../components/texts.en.ts';
import { zoneMethodsEn } from '../../entities/zone-methods/texts.en.ts';
import { areasEn } from '../../features/areas/texts.en.ts';
import { briefEn } from '../../features/briefs/texts.en.ts';
import { categoriesEn } from '../../features/categories/texts.en.ts';
import { changeEn } from '../../features/change/texts.en.ts';
import { filterEn } from '../../features/filter/texts.en.ts';
import { fileErrorsEn } from '../../i18n/file-error-texts.en.ts';
import { importErrorsEn } from '../../features/imports/error-texts.en.ts';
import { importsEn } from '../../features/imports/texts.en.ts';
import { outcomeEn } from '../../features/outcomes/texts.en.ts';
import { predictEn } from '../../features/predict/texts.en.ts';
import { recordErrorsEn } from '../../features/records/error-texts.en.ts';
import { recordsEn } from '../../features/records/texts.en.ts';
import { hotspotRoomEn } from './texts.en.ts';
import { zoneBriefEn } from './brief/texts.en.ts';
import { zoneExportEn } from './export/texts.en.ts';
import { zonesEn } from '../../features/zones/texts.en.ts';
import type { SameKeys } from '../../i18n/same-keys.ts';
import type { hotspotsZhCN } from './all-texts.zh-CN.ts';

export const hotspotsEn = [
  paperEn,
  zoneMethodsEn,
  hotspotRoomEn,
  briefEn,
  fileErrorsEn,
  importErrorsEn,
  recordErrorsEn,
  categoriesEn,
  filterEn,
  zonesEn,
  areasEn,
  changeEn,
  predictEn,
  recordsEn,
  outcomeEn,
  importsEn,
  zoneBriefEn,
  zoneExportEn,
] as const satisfies SameKeys<typeof hotspotsZhCN>;
