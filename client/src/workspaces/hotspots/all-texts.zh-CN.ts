import { paperZhCN } from '../../components/texts.zh-CN.ts';
import { zoneMethodsZhCN } from '../../entities/zone-methods/texts.zh-CN.ts';
import { areasZhCN } from '../../features/areas/texts.zh-CN.ts';
import { briefZhCN } from '../../features/briefs/texts.zh-CN.ts';
import { categoriesZhCN } from '../../features/categories/texts.zh-CN.ts';
import { changeZhCN } from '../../features/change/texts.zh-CN.ts';
import { filterZhCN } from '../../features/filter/texts.zh-CN.ts';
import { fileErrorsZhCN } from '../../i18n/file-error-texts.zh-CN.ts';
import { importErrorsZhCN } from '../../features/imports/error-texts.zh-CN.ts';
import { importsZhCN } from '../../features/imports/texts.zh-CN.ts';
import { outcomeZhCN } from '../../features/outcomes/texts.zh-CN.ts';
import { predictZhCN } from '../../features/predict/texts.zh-CN.ts';
import { recordErrorsZhCN } from '../../features/records/error-texts.zh-CN.ts';
import { recordsZhCN } from '../../features/records/texts.zh-CN.ts';
import { hotspotRoomZhCN } from './texts.zh-CN.ts';
import { zoneBriefZhCN } from './brief/texts.zh-CN.ts';
import { zoneExportZhCN } from './export/texts.zh-CN.ts';
import { zonesZhCN } from '../../features/zones/texts.zh-CN.ts';

/** What only the hotspot workspace says; fetched with it, and merged into the rest. */
export const hotspotsZhCN = [
  paperZhCN,
  zoneMethodsZhCN,
  hotspotRoomZhCN,
  briefZhCN,
  fileErrorsZhCN,
  importErrorsZhCN,
  recordErrorsZhCN,
  categoriesZhCN,
  filterZhCN,
  zonesZhCN,
  areasZhCN,
  changeZhCN,
  predictZhCN,
  recordsZhCN,
  outcomeZhCN,
  importsZhCN,
  zoneBriefZhCN,
  zoneExportZhCN,
] as const;
