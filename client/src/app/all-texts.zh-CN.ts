import { groundZhCN } from '../i18n/texts.zh-CN.ts';
import { mapZhCN } from '../map/texts.zh-CN.ts';
import { accountsZhCN } from '../entities/accounts/texts.zh-CN.ts';
import { alertsZhCN } from '../entities/alerts/texts.zh-CN.ts';
import { basemapZhCN } from '../entities/basemaps/texts.zh-CN.ts';
import { incidentsZhCN } from '../entities/incidents/texts.zh-CN.ts';
import { keyAreasZhCN } from '../entities/key-areas/texts.zh-CN.ts';
import { lookoutsZhCN } from '../entities/lookouts/texts.zh-CN.ts';
import { placesZhCN } from '../entities/places/texts.zh-CN.ts';
import { unitsZhCN } from '../entities/units/texts.zh-CN.ts';
import { coverageZhCN } from '../features/coverage/texts.zh-CN.ts';
import { densityZhCN } from '../features/density/texts.zh-CN.ts';
import { placeNamesZhCN } from '../features/place-names/texts.zh-CN.ts';
import { liveZhCN } from '../workspaces/live/texts.zh-CN.ts';
import { shellZhCN } from './texts.zh-CN.ts';

/** What the page can say from its start. */
export const appZhCN = [
  groundZhCN,
  mapZhCN,
  accountsZhCN,
  alertsZhCN,
  basemapZhCN,
  incidentsZhCN,
  keyAreasZhCN,
  lookoutsZhCN,
  placesZhCN,
  unitsZhCN,
  coverageZhCN,
  densityZhCN,
  placeNamesZhCN,
  liveZhCN,
  shellZhCN,
] as const;
