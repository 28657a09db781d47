import { groundEn } from '../i18n/texts.en.ts';
import { mapEn } from '../map/texts.en.ts';
import { accountsEn } from '../entities/accounts/texts.en.ts';
import { alertsEn } from '../entities/alerts/texts.en.ts';
import { basemapEn } from '../entities/basemaps/texts.en.ts';
import { incidentsEn } from '../entities/incidents/texts.en.ts';
import { keyAreasEn } from '../entities/key-areas/texts.en.ts';
import { lookoutsEn } from '../entities/lookouts/texts.en.ts';
import { placesEn } from '../entities/places/texts.en.ts';
import { unitsEn } from '../entities/units/texts.en.ts';
import { coverageEn } from '../features/coverage/texts.en.ts';
import { densityEn } from '../features/density/texts.en.ts';
import { placeNamesEn } from '../features/place-names/texts.en.ts';
import { liveEn } from '../workspaces/live/texts.en.ts';
import { shellEn } from './texts.en.ts';
import type { SameKeys } from '../i18n/same-keys.ts';
import type { appZhCN } from './all-texts.zh-CN.ts';

export const appEn = [
  groundEn,
  mapEn,
  accountsEn,
  alertsEn,
  basemapEn,
  incidentsEn,
  keyAreasEn,
  lookoutsEn,
  placesEn,
  unitsEn,
  coverageEn,
  densityEn,
  placeNamesEn,
  liveEn,
  shellEn,
] as const satisfies SameKeys<typeof appZhCN>;
