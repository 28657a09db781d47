import { en as mainEn } from '../../client/src/i18n/en.ts';
import { alertsEn } from '../../client/src/i18n/sections/alerts.en.ts';
import { alertsZhCN } from '../../client/src/i18n/sections/alerts.zh-CN.ts';
import { coverageEn } from '../../client/src/i18n/sections/coverage.en.ts';
import { coverageZhCN } from '../../client/src/i18n/sections/coverage.zh-CN.ts';
import { hotspotsEn } from '../../client/src/i18n/sections/hotspots.en.ts';
import { hotspotsZhCN } from '../../client/src/i18n/sections/hotspots.zh-CN.ts';
import { unitSetupEn } from '../../client/src/i18n/sections/unit-setup.en.ts';
import { unitSetupZhCN } from '../../client/src/i18n/sections/unit-setup.zh-CN.ts';
import { zhCN as mainZhCN } from '../../client/src/i18n/zh-CN.ts';

/** All that the page can say, with the texts that come with a workspace. */
export const zhCN = {
  ...mainZhCN,
  ...alertsZhCN,
  ...coverageZhCN,
  ...hotspotsZhCN,
  ...unitSetupZhCN,
  errors: { ...mainZhCN.errors, ...hotspotsZhCN.errors },
};
export const en = {
  ...mainEn,
  ...alertsEn,
  ...coverageEn,
  ...hotspotsEn,
  ...unitSetupEn,
  errors: { ...mainEn.errors, ...hotspotsEn.errors },
};
